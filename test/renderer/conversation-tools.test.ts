import { describe, expect, test } from 'vitest'
import { defaultFormat } from '../../app/message.ts'
import { defaultSettings } from '../../app/settings.ts'
import {
  alice,
  argsOf,
  bob,
  conversationId,
  conversationWindows,
  morning,
  nudge,
  type ConversationOptions,
} from '../support/conversation-page.ts'
import type { PageWithBridge } from '../support/page-with-bridge.ts'

const show = conversationWindows()

async function write(options: ConversationOptions = {}) {
  const window = await show(options)
  const { page } = window
  return { window, page, box: page.getByRole('textbox', { name: 'Write to Bob' }), keyboard: page.keyboard }
}

describe('the format', () => {
  test('is shown while writing', async () => {
    const { box } = await write({
      settings: {
        format: {
          ...defaultFormat,
          font: 'Courier New',
          pitchFamily: 0x31,
          italic: true,
          strikethrough: true,
          color: '#008000',
          rightToLeft: true,
        },
      },
    })
    const style = await box.evaluate((element) => {
      const { fontFamily, fontStyle, textDecorationLine, color, direction } = getComputedStyle(element)
      return { fontFamily, fontStyle, textDecorationLine, color, direction }
    })
    expect(style).toEqual({
      fontFamily: '"Courier New", "Liberation Mono", Courier, monospace',
      fontStyle: 'italic',
      textDecorationLine: 'line-through',
      color: 'rgb(0, 128, 0)',
      direction: 'rtl',
    })
  })

  test.each([
    ['Control+b', 'bold'],
    ['Control+i', 'italic'],
    ['Control+u', 'underline'],
    ['Control+Shift+X', 'strikethrough'],
  ])('%s turns %s on, and it is remembered', async (keys, effect) => {
    const { window, page, keyboard } = await write()
    await keyboard.press(keys)
    const format = { ...defaultFormat, [effect]: true }
    await expect.poll(() => argsOf(window, 'changeSettings')).toEqual([[{ format }]])
    await window.publish({ type: 'settings-changed', settings: { ...defaultSettings, format } })
    await page.getByRole('button', { name: new RegExp(effect, 'i'), pressed: true }).waitFor()
  })

  test('takes a font from the list by the keyboard, with its family', async () => {
    const { window, page, keyboard } = await write()
    await page.getByRole('button', { name: 'Font' }).focus()
    await keyboard.press('Enter')
    await keyboard.type('comic')
    expect(await page.getByRole('option').allInnerTexts()).toEqual(['Comic Sans MS', 'comic'])
    await keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect
      .poll(() => argsOf(window, 'changeSettings').at(-1))
      .toEqual([{ format: { ...defaultFormat, font: 'Comic Sans MS', pitchFamily: 0x42 } }])
  })

  test('shows the font that one writes in when the list opens', async () => {
    const { page } = await write()
    await page.getByRole('button', { name: 'Font' }).click()
    const chosen = page.getByRole('option', { selected: true })
    expect(await chosen.innerText()).toBe('Segoe UI')
    const isInSight = () =>
      chosen.evaluate((option) => {
        const [box, list] = [option, option.parentElement!].map((each) => each.getBoundingClientRect())
        return box!.top >= list!.top && box!.bottom <= list!.bottom
      })
    await expect.poll(isInSight).toBe(true)
  })

  test('takes any other font by its name', async () => {
    const { window, page, keyboard } = await write()
    await page.getByRole('button', { name: 'Font' }).click()
    await keyboard.type('Roboto Slab')
    await keyboard.press('Enter')
    await expect
      .poll(() => argsOf(window, 'changeSettings'))
      .toEqual([[{ format: { ...defaultFormat, font: 'Roboto Slab', pitchFamily: 0 } }]])
  })

  test('shows each font in its own face', async () => {
    const { page } = await write()
    await page.getByRole('button', { name: 'Font' }).click()
    const family = await page
      .getByRole('option', { name: 'Georgia' })
      .evaluate((element) => getComputedStyle(element).fontFamily)
    expect(family).toMatch(/^Georgia/)
  })

  test('takes one of sixteen named colours, or any other', async () => {
    const { window, page } = await write()
    await page.getByRole('button', { name: 'Colour' }).click()
    expect(await page.getByRole('radio').count()).toBe(16)
    expect(await page.getByRole('radio', { checked: true }).getAttribute('aria-label')).toBe('Black')
    await page.getByLabel('Another colour').fill('#123456')
    await page.getByRole('radio', { name: 'Teal' }).click()
    await expect
      .poll(() => argsOf(window, 'changeSettings'))
      .toEqual([
        [{ format: { ...defaultFormat, color: '#123456' } }],
        [{ format: { ...defaultFormat, color: '#008080' } }],
      ])
  })

  test('goes from right to left and back to the default', async () => {
    const format = { ...defaultFormat, bold: true }
    const { window, page } = await write({ settings: { format } })
    await page.getByRole('button', { name: 'From right to left' }).click()
    await page.getByRole('button', { name: 'Back to default' }).click()
    await expect
      .poll(() => argsOf(window, 'changeSettings'))
      .toEqual([[{ format: { ...format, rightToLeft: true } }], [{ format: defaultFormat }]])
  })
})

describe('the emoticons', () => {
  test('are chosen by the keyboard and written where the caret is', async () => {
    const { window, page, box, keyboard } = await write({ settings: { recentEmoticons: ['(L)', ':D'] } })
    await keyboard.type('ab')
    await keyboard.press('ArrowLeft')
    await page.getByRole('button', { name: 'Emoticons' }).focus()
    await keyboard.press('Enter')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await expect.poll(focused).toBe('red heart')
    await keyboard.press('ArrowRight')
    await expect.poll(focused).toBe('big smile')
    await keyboard.press('ArrowDown')
    await expect.poll(focused).toBe('big smile')
    await keyboard.press('ArrowLeft')
    await expect.poll(focused).toBe('smile')
    await keyboard.press('Enter')
    expect(await box.inputValue()).toBe('a:)b')
    await expect
      .poll(() => argsOf(window, 'changeSettings'))
      .toEqual([[{ recentEmoticons: [':)', '(L)', ':D'] }]])
    await keyboard.type('!')
    expect(await box.inputValue()).toBe('a:)!b')
  })

  test('name their meaning and their code', async () => {
    const { page } = await write()
    await page.getByRole('button', { name: 'Emoticons' }).click()
    expect(await page.getByRole('button', { name: 'birthday cake' }).getAttribute('title')).toBe(
      'birthday cake (^)',
    )
    expect(await page.locator('.emoticon-choice').count()).toBe(79)
  })

  test('close with Escape, and then only the window', async () => {
    const { page, keyboard } = await write()
    await page.evaluate(() =>
      Object.assign(window, { close: () => (document.body.dataset['closed'] = 'yes') }),
    )
    const closed = () => page.evaluate(() => document.body.dataset['closed'] === 'yes')
    await page.getByRole('button', { name: 'Emoticons' }).click()
    await keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Emoticons')
    expect(await closed()).toBe(false)
    await keyboard.type('text')
    await keyboard.press('Escape')
    expect(await closed()).toBe(false)
    await page.getByRole('textbox').fill('')
    await keyboard.press('Escape')
    await page.getByRole('status').getByText('Press Escape once more').waitFor()
    await keyboard.type('!')
    await page.getByText('Press Escape once more').waitFor({ state: 'detached' })
    await keyboard.press('Backspace')
    await keyboard.press('Escape')
    await page.getByText('Press Escape once more').waitFor()
    expect(await closed()).toBe(false)
    await keyboard.press('Escape')
    expect(await closed()).toBe(true)
  })
})

describe('a nudge', () => {
  const nudged = (window: PageWithBridge) => window.page.locator('main').getAttribute('data-nudged')
  const add = (window: PageWithBridge, author: typeof bob) =>
    window.publish({ type: 'entry-added', conversationId, entry: nudge(author, Date.now()) })

  test('shakes the window of the one who sends it, and then one has to wait', async () => {
    const { window, page } = await write()
    const button = page.getByRole('button', { name: 'Send a nudge' })
    await button.click()
    await expect.poll(() => argsOf(window, 'sendNudge')).toEqual([[conversationId]])
    await add(window, alice)
    await expect.poll(() => nudged(window)).toBe('shake')
    await page.getByText('You have just sent a nudge.').waitFor()
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await button.click({ force: true })
    await page.getByRole('status').getByText('You may not send a nudge that often.').waitFor()
    expect(argsOf(window, 'sendNudge')).toHaveLength(1)
  })

  test('of somebody else shakes once in ten seconds, and is listed each time', async () => {
    const { window, page } = await write()
    await add(window, bob)
    await expect.poll(() => nudged(window)).toBe('shake')
    await expect.poll(() => nudged(window)).toBeNull()
    await add(window, bob)
    await expect.poll(() => page.getByText('Bob has just sent you a nudge.').count()).toBe(2)
    expect(await nudged(window)).toBeNull()
  })

  test.each([
    ['who wants no motion', {}, { reducedMotion: 'reduce' }],
    ['who switched shaking off', { shakeOnNudge: false }, {}],
  ] as const)('only lights up the frame for somebody %s', async (_who, settings, context) => {
    const { window, page } = await write({ settings, browser: context })
    await add(window, bob)
    await expect.poll(() => nudged(window)).toBe('flash')
    const moving = await page
      .locator('main > *')
      .evaluateAll((parts) => parts.some((part) => part.getAnimations().length > 0))
    expect(moving).toBe(false)
    await page.getByText('Bob has just sent you a nudge.').waitFor()
  })

  test('of yesterday shakes nothing', async () => {
    const { window } = await write({ entries: [nudge(bob, morning)] })
    expect(await nudged(window)).toBeNull()
  })
})
