import { describe, expect, test } from 'vitest'
import { defaultFormat } from '../../app/message.ts'
import { failure, success } from '../../app/reasons.ts'
import {
  accountId,
  alice,
  argsOf,
  bob,
  conversationId,
  conversationWindows,
  line,
  type ConversationOptions,
} from '../support/conversation-page.ts'
import type { PageWithBridge } from '../support/page-with-bridge.ts'

const show = conversationWindows()

async function write(options: ConversationOptions = {}) {
  const window = await show(options)
  const { page } = window
  return { window, page, box: page.getByRole('textbox', { name: 'Write to Bob' }), keyboard: page.keyboard }
}

const texts = (window: PageWithBridge) => argsOf(window, 'sendMessage').map(([, text]) => text)

describe('writing', () => {
  test('goes out with Enter in the chosen format, and the field is empty again', async () => {
    const format = { ...defaultFormat, font: 'Georgia', pitchFamily: 0x12, bold: true, color: '#800000' }
    const { window, box, keyboard } = await write({ settings: { format } })
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true)
    await keyboard.type('hello')
    await keyboard.press('Enter')
    await expect.poll(() => argsOf(window, 'sendMessage')).toEqual([[conversationId, 'hello', format]])
    expect(await box.inputValue()).toBe('')
    expect(argsOf(window, 'reportTyping')).toHaveLength(5)
  })

  test('breaks the line with Shift+Enter and Ctrl+Enter', async () => {
    const { window, box, keyboard } = await write()
    await keyboard.type('one')
    await keyboard.press('Shift+Enter')
    await keyboard.type('two')
    await keyboard.press('Control+Enter')
    await keyboard.type('three')
    expect(await box.inputValue()).toBe('one\ntwo\nthree')
    await keyboard.press('Enter')
    await expect.poll(() => texts(window)).toEqual(['one\ntwo\nthree'])
  })

  test('goes out with the Send button and with Alt+S, too', async () => {
    const { window, page, keyboard } = await write()
    await keyboard.type('by button')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await keyboard.type('by key')
    await keyboard.press('Alt+s')
    await expect.poll(() => texts(window)).toEqual(['by button', 'by key'])
  })

  test('of nothing, or of blanks, sends nothing', async () => {
    const { window, box, keyboard } = await write()
    await keyboard.press('Enter')
    await keyboard.type('   ')
    await keyboard.press('Enter')
    await keyboard.type('x')
    await keyboard.press('Enter')
    await expect.poll(() => texts(window)).toEqual(['   x'])
    expect(await box.inputValue()).toBe('')
  })

  test('quickly keeps the order', async () => {
    const { window, keyboard } = await write({
      answers: {
        sendMessage: (_id, text) =>
          new Promise((resolve) => setTimeout(() => resolve(success(text)), text === 'a' ? 150 : 0)),
      },
    })
    for (const letter of ['a', 'b', 'c', 'd']) {
      await keyboard.type(letter)
      await keyboard.press('Enter')
    }
    await expect.poll(() => texts(window)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('is given back with the reason when it was not taken', async () => {
    const { page, box, keyboard } = await write({ answers: { sendMessage: () => failure('too-fast') } })
    await keyboard.type('precious')
    await keyboard.press('Enter')
    await page.getByRole('status').getByText('That was too fast for the server').waitFor()
    expect(await box.inputValue()).toBe('precious')
  })

  test('anywhere in the window goes into the field, but keys for buttons do not', async () => {
    const { page, box, keyboard } = await write({ entries: [line(bob, 'hi')] })
    await page.getByRole('log').focus()
    await keyboard.type('hello')
    expect(await box.inputValue()).toBe('hello')
    await page.getByRole('button', { name: 'Bold' }).focus()
    await keyboard.press('Space')
    expect(await box.inputValue()).toBe('hello')
  })

  test('with an input method: its Enter takes the word and sends nothing', async () => {
    const { window, page, box } = await write()
    const session = await page.context().newCDPSession(page)
    await session.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 })
    await box.evaluate((element) =>
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })),
    )
    await session.send('Input.insertText', { text: '日本' })
    expect(await box.inputValue()).toBe('日本')
    expect(texts(window)).toEqual([])
  })

  test('can bring back what was sent with Ctrl+Up and Ctrl+Down', async () => {
    const { box, keyboard } = await write({
      entries: [line(alice, 'first'), line(bob, 'x'), line(alice, 'second')],
    })
    await keyboard.type('draft')
    await keyboard.press('Control+ArrowUp')
    expect(await box.inputValue()).toBe('second')
    await keyboard.press('Control+ArrowUp')
    expect(await box.inputValue()).toBe('first')
    await keyboard.press('Control+ArrowDown')
    await keyboard.press('Control+ArrowDown')
    expect(await box.inputValue()).toBe('draft')
  })

  test('pasted from the log keeps the words and the codes, and drops font and colour', async () => {
    const { page, box, keyboard } = await write({
      entries: [line(bob, 'bold :) (L) words', { format: { bold: true, color: '#ff0000', font: 'Impact' } })],
    })
    await page.locator('.line-text').click({ clickCount: 3 })
    await keyboard.press('Control+c')
    await page.getByRole('log').focus()
    await keyboard.press('Control+v')
    await expect.poll(() => box.inputValue()).toContain('bold :) (L) words')
    expect((await box.inputValue()).trim()).toBe('bold :) (L) words')
  })

  test('too much shows by how much, and is not sent', async () => {
    const { window, page, box, keyboard } = await write()
    await box.fill('x'.repeat(19_999))
    await page.getByText('1 character left').waitFor()
    await box.fill('x'.repeat(20_002))
    await page.getByText('Too long by 2 characters.').waitFor()
    await keyboard.press('Enter')
    expect(await box.inputValue()).toHaveLength(20_002)
    expect(texts(window)).toEqual([])
  })
})

describe('signed out', () => {
  test('keeps what is written, says why it cannot be sent, and sends it after signing in again', async () => {
    const { window, page, box, keyboard } = await write()
    await keyboard.type('unsent')
    const connection = (state: object) =>
      window.publish({ type: 'connection-changed', accountId, connection: state as never })
    await connection({ state: 'signed-out', reason: 'connection-lost' })
    await page.getByText('You are signed out.').waitFor()
    await page.getByText('The connection was lost.').waitFor()
    expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
    await box.press('Enter')
    await box.pressSequentially('!')
    expect(await box.inputValue()).toBe('unsent!')
    expect(texts(window)).toEqual([])

    await connection({ state: 'signed-in', dialect: 'MSNP12' })
    await page.getByText('You are signed out.').waitFor({ state: 'detached' })
    await box.press('Enter')
    await expect.poll(() => texts(window)).toEqual(['unsent!'])
  })
})

describe('what the main process asks for once', () => {
  test('the field takes the focus', async () => {
    const { window, page, box } = await write()
    await page.getByRole('button', { name: 'Invite' }).focus()
    await window.update({ kind: 'effect', effect: { type: 'focus-composer' } })
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  test.each([true, false])('a sound is played if the user wants sounds: %s', async (sounds) => {
    const { window, page } = await write({ settings: { sounds } })
    const played: string[] = []
    page.on('request', (request) => request.url().endsWith('.wav') && played.push(request.url()))
    const answered = sounds ? page.waitForResponse((response) => response.url().includes('nudge')) : null
    await window.update({ kind: 'effect', effect: { type: 'play-sound', sound: 'nudge' } })
    expect((await answered)?.status()).toBe(sounds ? 200 : undefined)
    expect(played).toHaveLength(sounds ? 1 : 0)
  })
})
