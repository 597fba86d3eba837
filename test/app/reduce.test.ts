import { describe, expect, test } from 'vitest'
import {
  awaitsAnswer,
  isAddress,
  noLists,
  noNote,
  unknownContact,
  type Contact,
  type Lists,
} from '../../app/contact.ts'
import { maxEntries } from '../../app/conversation.ts'
import type { Event } from '../../app/events.ts'
import { defaultFormat, type Entry } from '../../app/message.ts'
import { initialState, reduce, type State } from '../../app/state.ts'

const accountId = 'local/alice@example.com'
const bob = { address: 'bob@example.com', name: 'Bob' }
const carol = { address: 'carol@example.com', name: 'Carol' }
const id = `${accountId}>${bob.address}`

const after = (...events: Event[]): State => events.reduce(reduce, initialState)

const opened: Event = {
  type: 'account-opened',
  accountId,
  address: 'Alice@example.com',
  networkId: 'local',
  me: { name: 'Alice', presence: 'busy', personalMessage: '', currentMedia: null },
}
const contact = (change: Partial<Contact>): Contact => ({ ...unknownContact(bob.address), ...change })
const listed = (...contacts: Contact[]): Event => ({
  type: 'contact-list-received',
  accountId,
  groups: [],
  contacts,
})
const signedOut: Event = {
  type: 'connection-changed',
  accountId,
  connection: { state: 'signed-out', reason: 'connection-lost' },
}
const talk = (group: boolean): Event => ({
  type: 'conversation-opened',
  conversation: {
    id,
    accountId,
    historyId: bob.address,
    group,
    participants: [bob],
    entries: [],
    typing: [],
    lastReceivedAt: null,
    unread: 0,
  },
})
const line = (entryId: string, mine: boolean, at = 5): Event => ({
  type: 'entry-added',
  conversationId: id,
  entry: {
    id: entryId,
    at,
    kind: 'text',
    author: mine ? { address: 'alice@example.com', name: 'Alice' } : bob,
    mine,
    text: entryId,
    format: defaultFormat,
    delivery: { state: mine ? 'sending' : 'received' },
  },
})
const typing = (address: string, is: boolean): Event => ({
  type: 'typing-changed',
  conversationId: id,
  address,
  typing: is,
})

describe('an account', () => {
  test('keeps its contacts, all offline, when it signs out, and when it signs in again', () => {
    const state = after(
      opened,
      listed(contact({ presence: 'online', currentMedia: { type: 'music', text: 'x' } })),
      signedOut,
    )
    expect(state.accounts[accountId]!.contacts[bob.address]).toMatchObject({
      presence: 'offline',
      currentMedia: null,
    })
    const again = reduce(state, opened).accounts[accountId]!
    expect(again.contacts[bob.address]).toBeDefined()
    expect(again.connection).toEqual({ state: 'signing-in', step: 'connecting' })
  })

  test('takes a new list whole', () => {
    const state = after(opened, listed(contact({})), listed(contact({ address: carol.address })))
    expect(Object.keys(state.accounts[accountId]!.contacts)).toEqual([carol.address])
  })

  test('adds a contact of whom only one thing is known', () => {
    const change: Event = {
      type: 'contacts-changed',
      accountId,
      changes: [{ address: bob.address, presence: 'away' }],
    }
    expect(after(opened, change).accounts[accountId]!.contacts[bob.address]).toEqual(
      contact({ presence: 'away' }),
    )
  })

  test('takes many changes of one contact in their order', () => {
    const changes = (['online', 'busy', 'away'] as const).map((presence) => ({
      address: bob.address,
      presence,
    }))
    const state = after(opened, { type: 'contacts-changed', accountId, changes })
    expect(state.accounts[accountId]!.contacts[bob.address]!.presence).toBe('away')
  })

  test('that nobody opened is not made by an event about it', () => {
    expect(after(listed(contact({})), signedOut).accounts).toEqual({})
  })
})

describe('a conversation', () => {
  test('counts what others wrote as unread until a window shows it', () => {
    const state = after(talk(false), line('one', false, 7), line('two', true, 8), line('three', false, 9))
    expect(state.conversations[id]).toMatchObject({ unread: 2, lastReceivedAt: 9 })
    expect(reduce(state, { type: 'conversation-read', conversationId: id }).conversations[id]).toMatchObject({
      unread: 0,
      lastReceivedAt: 9,
    })
  })

  test('keeps the newest thousand entries', () => {
    const lines = Array.from({ length: maxEntries + 5 }, (_, number) => line(String(number), false))
    const { entries } = after(talk(false), ...lines).conversations[id]!
    expect(entries).toHaveLength(maxEntries)
    expect(entries[0]!.id).toBe('5')
  })

  test('changes the delivery of one line and no other', () => {
    const state = after(talk(false), line('one', true), line('two', true), {
      type: 'delivery-changed',
      conversationId: id,
      entryId: 'one',
      delivery: { state: 'failed', reason: 'contact-offline' },
    })
    const states = state.conversations[id]!.entries.map(
      (entry) => (entry as Exclude<Entry, { kind: 'notice' }>).delivery.state,
    )
    expect(states).toEqual(['failed', 'sending'])
  })

  test('ends somebody’s typing with their line, not with ours', () => {
    expect(
      after(talk(false), typing(bob.address, true), line('one', true)).conversations[id]!.typing,
    ).toEqual([bob.address])
    expect(
      after(talk(false), typing(bob.address, true), line('one', false)).conversations[id]!.typing,
    ).toEqual([])
  })

  test('lists each who types once, in the order in which they began', () => {
    const state = after(
      talk(true),
      typing(bob.address, true),
      typing(carol.address, true),
      typing(carol.address, true),
    )
    expect(state.conversations[id]!.typing).toEqual([bob.address, carol.address])
  })

  test('with one person keeps that person who left, a group does not', () => {
    const left: Event = { type: 'participant-left', conversationId: id, address: bob.address }
    const typed = typing(bob.address, true)
    expect(after(talk(false), typed, left).conversations[id]).toMatchObject({
      participants: [bob],
      typing: [],
    })
    expect(after(talk(true), typed, left).conversations[id]).toMatchObject({ participants: [], typing: [] })
  })

  test('that became a group keeps its lines and gains people', () => {
    const state = after(
      talk(false),
      line('one', false),
      { type: 'became-group', conversationId: id, historyId: 'group:1' },
      { type: 'participant-joined', conversationId: id, who: carol },
      { type: 'participant-joined', conversationId: id, who: { ...carol, name: 'Carol again' } },
    )
    expect(state.conversations[id]).toMatchObject({
      group: true,
      historyId: 'group:1',
      participants: [bob, { address: carol.address, name: 'Carol again' }],
      entries: [{ id: 'one' }],
    })
  })
})

describe('the history', () => {
  test('that loses lines takes them out of the conversation, some or all', () => {
    const said = [talk(false), line('one', false), line('two', true), line('three', false)]
    const removed = (entryIds: readonly string[] | null): Event => ({
      type: 'entries-removed',
      conversationId: id,
      entryIds,
    })
    const ids = (...events: Event[]) => after(...events).conversations[id]!.entries.map((entry) => entry.id)
    expect(ids(...said, removed(['one', 'three', 'four']))).toEqual(['two'])
    expect(ids(...said, removed(null))).toEqual([])
  })

  test('says what is being done with it and what is wrong with it', () => {
    const task = { kind: 'import', done: 3, total: null } as const
    const problem = { kind: 'damaged', keptAs: 'history.db.damaged-1', rescued: null } as const
    const events: Event[] = [
      { type: 'history-task-changed', task },
      { type: 'history-problem-changed', problem },
    ]
    expect(after(...events)).toMatchObject({ historyTask: task, historyProblem: problem })
    const over: Event[] = [
      { type: 'history-task-changed', task: null },
      { type: 'history-problem-changed', problem: null },
    ]
    expect(after(...events, ...over)).toEqual(after())
  })
})

describe('the lists of a contact', () => {
  test.each<[string, Partial<Lists>, boolean]>([
    ['pending', { pending: true }, true],
    ['reverse alone', { reverse: true }, true],
    ['reverse and allowed', { reverse: true, allow: true }, false],
    ['reverse and blocked', { reverse: true, block: true }, false],
    ['only in our list', { forward: true }, false],
  ])('%s: %o waits for an answer: %s', (_name, lists, expected) => {
    expect(awaitsAnswer(contact({ lists: { ...noLists, ...lists } }))).toBe(expected)
  })
})

describe('an address', () => {
  test.each(['alice@example.com', 'a.b+c@xn--p1ai', 'x@localhost'])('can be %s', (address) => {
    expect(isAddress(address)).toBe(true)
  })
  test.each([
    '',
    'alice',
    'a@b@c',
    '@example.com',
    'alice@',
    'a b@c',
    'a@b;{1}',
    'ä@example.com',
    'a\r\n@b',
    `${'a'.repeat(128)}@b`,
  ])('cannot be %j', (address) => expect(isAddress(address)).toBe(false))
})

describe('an account whose link is lost', () => {
  const lost: Event = {
    type: 'connection-changed',
    accountId,
    connection: { state: 'reconnecting', reason: 'connection-lost', attempt: 1, nextAttemptAt: 5 },
  }
  const here = { id: '{1}', name: 'Home', here: true, presence: 'online', kind: 'computer' } as const

  test('shows nobody online and no places, and keeps list, notes and conversations', () => {
    const { accounts, conversations } = after(
      opened,
      listed(contact({ presence: 'online', personalMessage: 'here' })),
      { type: 'places-changed', accountId, places: [here] },
      { type: 'contact-notes-changed', accountId, notes: { [bob.address]: { ...noNote, alias: 'Bobby' } } },
      talk(false),
      lost,
    )
    expect(accounts[accountId]).toMatchObject({
      connection: { state: 'reconnecting', attempt: 1 },
      contacts: { [bob.address]: { presence: 'offline', personalMessage: 'here' } },
      places: [],
      contactNotes: { [bob.address]: { alias: 'Bobby' } },
    })
    expect(Object.keys(conversations)).toEqual([id])
  })
})

describe('notes about contacts', () => {
  test('are replaced person by person, and stay when the list is fetched anew', () => {
    const notes = (address: string, alias: string): Event => ({
      type: 'contact-notes-changed',
      accountId,
      notes: { [address]: { ...noNote, alias } },
    })
    const state = after(
      opened,
      notes(bob.address, 'Bobby'),
      notes(carol.address, 'Caz'),
      notes(bob.address, 'B'),
      listed(),
      opened,
    )
    expect(state.accounts[accountId]!.contactNotes).toEqual({
      [bob.address]: { ...noNote, alias: 'B' },
      [carol.address]: { ...noNote, alias: 'Caz' },
    })
  })

  test('let somebody who was declined wait no more', () => {
    const waiting = contact({ lists: { ...noLists, reverse: true, pending: true } })
    expect(awaitsAnswer(waiting)).toBe(true)
    expect(awaitsAnswer(waiting, noNote)).toBe(true)
    expect(awaitsAnswer(waiting, { ...noNote, declined: true })).toBe(false)
  })
})
