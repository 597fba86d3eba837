import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, test } from 'vitest'
import {
  accountId,
  alice,
  argsOf,
  bob,
  bobOnline,
  carol,
  conversationId,
  conversationWindows,
  line,
  morning,
  nudge,
  sent,
} from '../support/conversation-page.ts'
import { noNote } from '../../app/contact.ts'
import { contact } from '../support/sample-state.ts'
import type { Notice } from '../../app/message.ts'

const show = conversationWindows()

describe('the people', () => {
  test.each([
    ['offline', 'Bob is offline. What you write waits here until Bob is back.'],
    ['away', 'Bob may not reply: the status is “Away”.'],
    ['busy', 'Bob may not reply: the status is “Busy”.'],
  ] as const)('are said not to reply when they are %s', async (presence, sentence) => {
    const window = await show({ contacts: [{ ...bobOnline, presence }] })
    await window.page.getByText(sentence).waitFor()
    await window.publish({
      type: 'contacts-changed',
      accountId,
      changes: [{ address: bob.address, presence: 'online' }],
    })
    await window.page.getByText(sentence).waitFor({ state: 'detached' })
    expect(await window.page.locator('header').innerText()).toContain('Available')
  })

  test('have no known status while one is signed out', async () => {
    const window = await show()
    const header = () => window.page.locator('header').innerText()
    expect(await header()).toContain('Available')
    const connection = { state: 'signed-out', reason: 'connection-lost' } as const
    await window.publish({ type: 'connection-changed', accountId, connection })
    await expect.poll(header).toContain('Status unknown: you are signed out')
    expect(await header()).not.toContain('Offline')
  })

  test('are told when they write', async () => {
    const window = await show({ conversation: { group: true, participants: [bob, carol] } })
    const typing = (address: string, on: boolean) =>
      window.publish({ type: 'typing-changed', conversationId, address, typing: on })
    await typing(bob.address, true)
    await window.page.getByRole('status').getByText('Bob is writing…').waitFor()
    await typing(carol.address, true)
    await window.page.getByRole('status').getByText('Bob and Carol are writing…').waitFor()
    await typing(bob.address, false)
    await window.page.getByRole('status').getByText('Carol is writing…').waitFor()
  })

  test('who are online can be invited, others cannot', async () => {
    const window = await show({
      contacts: [
        bobOnline,
        contact(carol.address, { name: 'Carol', presence: 'away' }),
        contact('dave@example.com', { name: 'Dave' }),
      ],
    })
    await window.page.getByRole('button', { name: 'Invite' }).click()
    expect(await window.page.getByRole('menuitem').allInnerTexts()).toEqual(['Carol <carol@example.com>'])
    await window.page.keyboard.press('Enter')
    await expect.poll(() => argsOf(window, 'inviteToConversation')).toEqual([[conversationId, carol.address]])
  })

  test('can be blocked', async () => {
    const window = await show({})
    await window.page.getByRole('button', { name: 'Menu' }).click()
    await window.page.getByRole('menuitem', { name: 'Block this contact' }).click()
    await expect.poll(() => argsOf(window, 'blockContact')).toEqual([[accountId, bob.address]])
  })

  test('who are on no list can be added to it', async () => {
    const window = await show({ contacts: [] })
    await window.page.getByRole('button', { name: 'Menu' }).click()
    await window.page.getByRole('menuitem', { name: 'Add to my contacts' }).click()
    await expect.poll(() => argsOf(window, 'addContact')).toEqual([[accountId, bob.address, {}]])
    await window.publish({ type: 'contacts-changed', accountId, changes: [bobOnline] })
    await window.page.getByRole('button', { name: 'Menu' }).click()
    expect(await window.page.getByRole('menuitem', { name: 'Add to my contacts' }).count()).toBe(0)
  })

  test('read is reported while the window is looked at', async () => {
    const window = await show({ entries: [line(bob, 'hi')], conversation: { unread: 1 } })
    await expect.poll(() => argsOf(window, 'markRead')).toContainEqual([conversationId])
  })
})

describe('the user’s own names for people', () => {
  const aliases = {
    [bob.address]: { ...noNote, alias: 'Bobby' },
    [carol.address]: { ...noNote, alias: 'Caro' },
  }

  test('stand wherever somebody is named, and change while the window is open', async () => {
    const window = await show({
      account: { contactNotes: aliases },
      entries: [
        line(bob, 'hi'),
        nudge(bob, morning),
        { kind: 'notice', id: 'n', at: morning, notice: { kind: 'joined', who: carol } },
      ],
      contacts: [
        { ...bobOnline, presence: 'away' },
        contact(carol.address, { name: 'Carol', presence: 'online' }),
      ],
      conversation: { typing: [bob.address] },
    })
    const { page } = window
    expect(await page.title()).toBe('Bobby – Conversation')
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Bobby')
    const log = page.getByRole('log')
    await log.getByText('Bobby says').waitFor()
    await log.getByText('Bobby has just sent you a nudge.').waitFor()
    await log.getByText('Caro has joined the conversation.').waitFor()
    await page.getByText('Bobby is writing…').waitFor()
    await page.getByText('Bobby may not reply').waitFor()
    await page.getByLabel('Write to Bobby').waitFor()
    await page.getByRole('button', { name: 'Invite' }).click()
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Caro <carol@example.com>'])
    await page.keyboard.press('Escape')
    await window.publish({
      type: 'contact-notes-changed',
      accountId,
      notes: { [bob.address]: { ...noNote, alias: 'Robert' } },
    })
    await log.getByText('Robert says').waitFor()
    expect(await page.title()).toBe('Robert – Conversation')
  })
})

describe('which account it is', () => {
  test('is said as soon as several are in use, and not before', async () => {
    const window = await show()
    const { page } = window
    const mark = page.getByRole('img', { name: 'alice@example.com on Local network' })
    expect(await mark.count()).toBe(0)
    const me = { name: 'A', presence: 'online', personalMessage: '', currentMedia: null } as const
    const other = {
      accountId: 'escargot/alice@example.com',
      address: 'alice@example.com',
      networkId: 'escargot',
      me,
    }
    await window.publish({ type: 'account-opened', ...other })
    await mark.waitFor()
    await expect.poll(() => page.title()).toBe('Bob – Conversation – alice@example.com on Local network')
    await window.publish({ type: 'account-closed', accountId: other.accountId })
    await mark.waitFor({ state: 'detached' })
  })
})

describe('a lost connection', () => {
  const lost = (nextAttemptAt: number | null) =>
    ({
      type: 'connection-changed',
      accountId,
      connection: { state: 'reconnecting', reason: 'connection-lost', attempt: 2, nextAttemptAt },
    }) as const

  test('is told with the time of the next try; what is sent meanwhile is taken', async () => {
    const window = await show()
    const { page } = window
    const box = page.getByLabel('Write to Bob')
    await box.fill('are you there?')
    await window.publish(lost(Date.now() + 90_000))
    await page.getByRole('status').getByText('The connection was lost and comes back by itself.').waitFor()
    await page.getByText(/^Next try in (8\d|90) s$/).waitFor()
    expect(await page.locator('header').innerText()).toContain('Status unknown: the connection was lost')
    expect(await box.inputValue()).toBe('are you there?')
    await box.press('Enter')
    await expect.poll(() => argsOf(window, 'sendMessage').map((args) => args[1])).toEqual(['are you there?'])
    expect(await box.inputValue()).toBe('')
    await box.fill('half a sentence')
    await page.getByRole('button', { name: 'Try now' }).click()
    await expect.poll(() => argsOf(window, 'reconnect')).toEqual([[accountId]])
    await window.publish(lost(null))
    expect(await page.getByRole('button', { name: 'Try now' }).isDisabled()).toBe(true)
    const connection = { state: 'signed-in', dialect: 'MSNP18' } as const
    await window.publish({ type: 'connection-changed', accountId, connection })
    await page.getByText('The connection was lost').waitFor({ state: 'detached' })
    expect(await box.inputValue()).toBe('half a sentence')
  })

  test('for good is told; what is written stays', async () => {
    const window = await show()
    const { page } = window
    const box = page.getByLabel('Write to Bob')
    await box.fill('are you there?')
    const connection = { state: 'signed-out', reason: null } as const
    await window.publish({ type: 'connection-changed', accountId, connection })
    await page.getByRole('status').getByText('You are signed out.').waitFor()
    expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
    await box.press('Enter')
    await page.getByText('This was not sent, because you are signed out.').waitFor()
    expect(await box.inputValue()).toBe('are you there?')
    expect(argsOf(window, 'sendMessage')).toEqual([])
  })

  test('stands in nobody’s way', async () => {
    const { page, publish } = await show({
      settings: { textSize: 200 },
      browser: { viewport: { width: 365, height: 600 }, reducedMotion: 'reduce' },
    })
    await publish(lost(Date.now() + 60_000))
    await page.getByRole('button', { name: 'Try now' }).waitFor()
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
  })
})

describe('the window', () => {
  test('says so when its conversation is over', async () => {
    const window = await show()
    await window.publish({ type: 'conversation-closed', conversationId })
    await window.page.getByText('This conversation is over.').waitFor()
  })

  test('is named after everybody in a group, with what the program noticed', async () => {
    const who = carol
    const notices: readonly (readonly [Notice, string])[] = [
      [{ kind: 'joined', who }, 'Carol has joined the conversation.'],
      [{ kind: 'left', who }, 'Carol has left the conversation.'],
      [{ kind: 'invited', who }, 'You have invited Carol.'],
      [{ kind: 'did-not-answer', who }, 'Carol did not answer.'],
      [{ kind: 'connection-lost' }, 'The connection was lost. Something may be missing here.'],
      [{ kind: 'cannot-show', who, what: 'wink' }, 'Carol sent a wink, which Papilio cannot show yet.'],
      [{ kind: 'cannot-show', who, what: 'ink' }, 'Carol sent handwriting, which Papilio cannot show yet.'],
      [
        { kind: 'cannot-show', who, what: 'voice-clip' },
        'Carol sent a voice clip, which Papilio cannot play yet.',
      ],
      [
        { kind: 'cannot-show', who, what: 'invitation' },
        'Carol sent an invitation to something that Papilio cannot do yet.',
      ],
    ]
    const { page } = await show({
      conversation: { group: true, participants: [bob, carol] },
      entries: notices.map(([notice], index) => ({
        kind: 'notice',
        id: `notice-${index}`,
        at: morning,
        notice,
      })),
    })
    expect(await page.title()).toBe('Bob, Carol – Conversation')
    expect(await page.getByRole('list', { name: 'In this conversation' }).innerText()).toMatch(
      /Bob\s+Carol\s+Alice \(you\)/,
    )
    expect(await page.locator('.log-event').allInnerTexts()).toEqual(notices.map(([, sentence]) => sentence))
  })

  test.each([
    ['Control+=', 110],
    ['Control+-', 90],
    ['Control+0', null],
  ] as const)('changes the size of its letters with %s', async (keys, textSize) => {
    const window = await show()
    await window.page.keyboard.press(keys)
    await window.page.keyboard.press('Control+b')
    await expect
      .poll(() =>
        argsOf(window, 'changeSettings').map(([change]) => (change as { textSize?: number }).textSize),
      )
      .toEqual(textSize === null ? [undefined] : [textSize, undefined])
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
] as const)('for everybody: $name', ({ browser: context, settings }) => {
  const entries = () => [
    line(bob, 'hi :) https://example.com', { format: { color: '#ffff00' } }),
    line(alice, 'hello', { format: { font: 'Georgia', bold: true } }),
    nudge(bob, morning),
    sent('lost', { state: 'failed', reason: 'contact-offline' }),
    sent('perhaps', { state: 'uncertain', reason: 'not-acknowledged' }),
  ]

  test.each([null, 'Emoticons', 'Font', 'Colour', 'Menu', 'Invite'])(
    'nothing stands in the way: %s',
    async (popup) => {
      const { page } = await show({
        entries: entries(),
        contacts: [{ ...bobOnline, presence: 'away' }, contact(carol.address, { presence: 'online' })],
        settings: { ...settings, recentEmoticons: [':D'] },
        browser: { ...context, reducedMotion: 'reduce' },
        conversation: { lastReceivedAt: morning, typing: [bob.address] },
      })
      if (popup !== null) await page.getByRole('button', { name: popup, exact: true }).click()
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      expect(sideways).toBe(false)
    },
  )
})
