import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { noFeatures } from '../../app/account.ts'
import type { Delivery, Entry } from '../../app/message.ts'
import { failure, success } from '../../app/reasons.ts'
import { axeViolations, scrollsSideways } from '../support/axe.ts'
import {
  accountId,
  alice,
  argsOf,
  bob,
  bobOnline,
  conversationId,
  conversationWindows,
  line,
  morning,
  nudge,
  sent,
  type ConversationOptions,
} from '../support/conversation-page.ts'

const show = conversationWindows()

const waits: Delivery = { state: 'waiting', reason: 'contact-offline' }

const noteOf = (page: Page) => page.locator('.delivery-note, .delivery-stored')

describe('what became of a line is said', () => {
  const cases: readonly (readonly [
    string,
    Delivery,
    'online' | 'offline',
    string | null,
    readonly string[],
  ])[] = [
    ['delivered', { state: 'delivered' }, 'online', null, []],
    ['stored', { state: 'stored' }, 'offline', 'Left for Bob; arrives when Bob signs in.', []],
    [
      'waiting for who is offline',
      waits,
      'offline',
      'Bob is offline. This line waits here.',
      ['Take back: words'],
    ],
    [
      'waiting for who is back',
      waits,
      'online',
      'Bob is back. This line still waits here.',
      ['Send now: words', 'Take back: words'],
    ],
    [
      'waiting since the program ended',
      { state: 'waiting', reason: 'interrupted' },
      'online',
      'This was not sent: Papilio ended before it could go out. It waits here.',
      ['Send now: words', 'Take back: words'],
    ],
    [
      'uncertain without an answer',
      { state: 'uncertain', reason: 'not-acknowledged' },
      'online',
      'This may not have arrived. The server did not confirm it. Sent again, it may arrive twice.',
      ['Send again: words', 'Take back: words', 'Remove: words'],
    ],
    [
      'uncertain since the program ended',
      { state: 'uncertain', reason: 'interrupted' },
      'online',
      'This may not have arrived. Papilio ended before the server confirmed it. Sent again, it may arrive twice.',
      ['Send again: words', 'Take back: words', 'Remove: words'],
    ],
    [
      'uncertain with a lost connection',
      { state: 'uncertain', reason: 'connection-lost' },
      'online',
      'This may not have arrived. The connection was lost. Sent again, it may arrive twice.',
      ['Send again: words', 'Take back: words', 'Remove: words'],
    ],
    [
      'failed',
      { state: 'failed', reason: 'too-fast' },
      'online',
      'This was not delivered. That was too fast for the server.',
      ['Send again: words', 'Take back: words'],
    ],
    [
      'failed without a reason that says more',
      { state: 'failed', reason: 'not-delivered' },
      'online',
      'This was not delivered.',
      ['Send again: words', 'Take back: words'],
    ],
    [
      'failed, to who is offline now',
      { state: 'failed', reason: 'not-delivered' },
      'offline',
      'This was not delivered. You can send it again once Bob is back.',
      ['Take back: words'],
    ],
    [
      'uncertain, to who is offline now',
      { state: 'uncertain', reason: 'connection-lost' },
      'offline',
      'This may not have arrived. The connection was lost. You can send it again once Bob is back.',
      ['Take back: words', 'Remove: words'],
    ],
  ]
  test.each(cases)('%s', async (_name, delivery, now, sentence, buttons) => {
    const { page } = await show({
      contacts: [{ ...bobOnline, presence: now }],
      entries: [sent('words', delivery)],
    })
    const log = page.getByRole('log')
    await log.getByText('words', { exact: true }).waitFor()
    const notes = await noteOf(page).allInnerTexts()
    const [note = null] = notes.map((note) => note.split('\n')[0]!.trim())
    expect(note).toBe(sentence)
    const names = await log
      .getByRole('button')
      .evaluateAll((all) => all.map((button) => button.getAttribute('aria-label')))
    expect(names).toEqual(buttons)
  })

  test('of a nudge, which is not sent again', async () => {
    const entry: Entry = { ...nudge(alice, morning), delivery: { state: 'failed', reason: 'not-delivered' } }
    const window = await show({ entries: [entry] })
    const { page } = window
    expect(await page.getByRole('button', { name: /Send again|Take back/ }).count()).toBe(0)
    await page.getByRole('button', { name: 'Remove: You have just sent a nudge.' }).click()
    await expect.poll(() => argsOf(window, 'discardMessage')).toEqual([[conversationId, entry.id]])
  })

  test('while one is signed out, without an offer that cannot work', async () => {
    const { page } = await show({
      entries: [sent('words', waits)],
      account: { connection: { state: 'signed-out', reason: null } },
    })
    await page.getByText('This line waits here until you are signed in and Bob is there.').waitFor()
    expect(await page.getByRole('button', { name: 'Send now' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Take back: words' }).count()).toBe(1)
  })

  test('while one is signed out: of a line that failed, from when on it can be sent again', async () => {
    const { page } = await show({
      entries: [sent('words', { state: 'failed', reason: 'connection-lost' })],
      account: { connection: { state: 'signed-out', reason: null } },
    })
    await page
      .getByText(
        'This was not delivered. The connection was lost. You can send it again once you are signed in.',
      )
      .waitFor()
    expect(await page.getByRole('button', { name: 'Send again' }).count()).toBe(0)
  })

  test('and sent to who is offline, where the network keeps it', async () => {
    const { page } = await show({
      contacts: [{ ...bobOnline, presence: 'offline' }],
      account: { features: { ...noFeatures, offlineMessages: true } },
      entries: [sent('words', { state: 'waiting', reason: 'offline-messages-failed' })],
    })
    await page.getByRole('button', { name: 'Send now: words' }).waitFor()
    await page.getByRole('button', { name: 'Send what waits' }).waitFor()
    expect(await page.getByText('Bob is back').count()).toBe(0)
  })

  test('once for lines in a row that the network keeps', async () => {
    const stored: Delivery = { state: 'stored' }
    const { page } = await show({
      contacts: [{ ...bobOnline, presence: 'offline' }],
      entries: [sent('one', stored), sent('two', stored), sent('three', { state: 'sending' })],
    })
    const notes = page.locator('.line:has(.delivery-stored)')
    await notes.first().waitFor()
    expect(await notes.locator('.line-text').allInnerTexts()).toEqual(['two'])
  })

  test('that was left by somebody while one was away, with the time when it was written', async () => {
    const { page } = await show({
      entries: [
        line(bob, 'are you there?', { offline: true, at: morning }),
        line(bob, 'call me', { offline: true, at: morning + 60_000 }),
        line(bob, 'there you are', { at: morning + 120_000 }),
      ],
    })
    const notes = page.getByText(/^Sent while you were offline/)
    expect(await notes.allInnerTexts()).toEqual(['Sent while you were offline, at 10:30 on 23/11/2025'])
    const blocks = await page.locator('.lines').allInnerTexts()
    expect(blocks.map((block) => [block.includes('offline'), block.includes('there you are')])).toEqual([
      [true, false],
      [false, true],
    ])
  })
})

describe('a line that did not arrive', () => {
  test('is sent again by key; then the keys go on in the field', async () => {
    const entry = sent('perhaps', { state: 'uncertain', reason: 'not-acknowledged' })
    const window = await show({ entries: [entry] })
    const { page } = window
    await page.getByRole('button', { name: 'Send again: perhaps' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => argsOf(window, 'retryMessage')).toEqual([[conversationId, entry.id]])
    await window.publish({
      ...{ type: 'delivery-changed', conversationId, entryId: entry.id },
      delivery: { state: 'sending' },
    })
    await page.locator('.delivery-note').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('composer-text')
  })

  test('says why it cannot be sent again', async () => {
    const { page } = await show({
      entries: [sent('lost', { state: 'failed', reason: 'not-delivered' })],
      answers: { retryMessage: () => failure('disk-failed') },
    })
    await page.getByRole('button', { name: 'Send again: lost' }).click()
    await page.getByRole('alert').getByText('This could not be written to the disk.').waitFor()
  })

  const takingBack = async (delivery: Delivery, options: ConversationOptions = {}) => {
    const entry = sent('my words', delivery)
    const window = await show({
      entries: [line(bob, 'hi'), entry],
      answers: { discardMessage: () => success('my words') },
      ...options,
    })
    const box = window.page.getByRole('textbox', { name: 'Write to Bob' })
    return { window, page: window.page, entry, box }
  }

  test('is taken back: its text is in the field, before what was being written, and kept', async () => {
    const { window, page, entry, box } = await takingBack(waits)
    await box.fill('half a sentence')
    await page.getByRole('button', { name: 'Take back: my words' }).click()
    await expect.poll(() => box.inputValue()).toBe('my words\nhalf a sentence')
    expect(argsOf(window, 'discardMessage')).toEqual([[conversationId, entry.id]])
    await expect
      .poll(() => argsOf(window, 'keepDraft').at(-1))
      .toEqual([conversationId, 'my words\nhalf a sentence'])
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true)
    await window.publish({ type: 'entries-removed', conversationId, entryIds: [entry.id] })
    await page.getByRole('log').getByText('my words').waitFor({ state: 'detached' })
  })

  const fates: readonly (readonly [Delivery, boolean])[] = [
    [waits, true],
    [{ state: 'failed', reason: 'not-delivered' }, true],
    [{ state: 'uncertain', reason: 'not-acknowledged' }, false],
  ]
  test.each(fates)(
    'taken back, leaves the history if it certainly never arrived: %o',
    async (delivery, goes) => {
      const { window, page, entry } = await takingBack(delivery)
      await page.getByRole('button', { name: 'Take back: my words' }).click()
      await expect.poll(() => argsOf(window, 'discardMessage').length).toBe(1)
      const scope = { kind: 'lines', accountId, historyId: bob.address, entryIds: [entry.id] }
      await expect.poll(() => argsOf(window, 'deleteHistory')).toEqual(goes ? [[scope]] : [])
    },
  )

  test('that arrived after all is not taken back', async () => {
    const { page, box } = await takingBack(waits, {
      answers: { discardMessage: () => failure('not-available') },
    })
    await page.getByRole('button', { name: 'Take back: my words' }).click()
    await page.getByRole('alert').getByText('This line is on its way or has arrived by now.').waitFor()
    expect(await box.inputValue()).toBe('')
  })

  test('can be put away without its text when it arrived after all', async () => {
    const { window, page, entry, box } = await takingBack({ state: 'uncertain', reason: 'not-acknowledged' })
    await page.getByRole('button', { name: 'Remove: my words' }).click()
    await expect.poll(() => argsOf(window, 'discardMessage')).toEqual([[conversationId, entry.id]])
    expect(await box.inputValue()).toBe('')
    expect(argsOf(window, 'deleteHistory')).toEqual([])
  })
})

describe.each([
  { name: 'light', browser: { colorScheme: 'light' }, settings: {} },
  { name: 'dark', browser: { colorScheme: 'dark' }, settings: {} },
  {
    name: 'narrow, letters of twice the size',
    browser: { viewport: { width: 365, height: 600 } },
    settings: { textSize: 200 },
  },
] as const)('for everybody: $name', ({ browser, settings }) => {
  test.each(['online', 'offline'] as const)('every state can be read and reached; Bob is %s', async (now) => {
    const { page } = await show({
      contacts: [{ ...bobOnline, presence: now }],
      entries: [
        line(bob, 'are you there?', { offline: true }),
        ...(['stored', 'sending', 'delivered'] as const).map((state) => sent(state, { state })),
        sent('waits', waits),
        sent('perhaps', { state: 'uncertain', reason: 'interrupted' }),
        sent('lost', { state: 'failed', reason: 'not-delivered' }),
      ],
      browser: { ...browser, reducedMotion: 'reduce' },
      settings,
    })
    await page.getByText('lost', { exact: true }).waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await scrollsSideways(page)).toBe(false)
  })
})
