import { accountIdOf } from '../../app/account.ts'
import { noLists, unknownContact, type Contact } from '../../app/contact.ts'
import { conversationIdOf } from '../../app/conversation.ts'
import type { Event } from '../../app/events.ts'
import { defaultFormat } from '../../app/message.ts'
import { initialState, reduce, type State } from '../../app/state.ts'
import type { Case } from './measure.ts'

const size = 10_000
const accountId = accountIdOf('local', 'me@example.com')
const address = (at: number): string => `friend${at}@example.com`
const contacts: readonly Contact[] = Array.from({ length: size }, (_, at) => ({
  ...unknownContact(address(at)),
  name: `Friend ${at}`,
  lists: { ...noLists, forward: true, allow: true },
}))

const me = { name: 'Me', presence: 'online', personalMessage: '', currentMedia: null } as const
const opened: Event = { type: 'account-opened', accountId, address: 'me@example.com', networkId: 'local', me }
const received: Event = { type: 'contact-list-received', accountId, groups: [], contacts }
const state = [opened, received].reduce(reduce, initialState)

/** So many people come online in one piece of the stream. */
const changes = (count: number): Event => ({
  type: 'contacts-changed',
  accountId,
  changes: Array.from({ length: count }, (_, at) => ({
    address: address(at * 7),
    presence: 'online' as const,
  })),
})
const one = changes(1)
const thousand = changes(1000)

const conversationId = conversationIdOf(accountId, address(1))
const who = { address: address(1), name: 'Friend 1' }
const talking = [
  {
    type: 'conversation-opened',
    conversation: {
      id: conversationId,
      accountId,
      group: false,
      participants: [who],
      entries: [],
      typing: [],
      lastReceivedAt: null,
      unread: 0,
    },
  },
  ...Array.from({ length: 1000 }, (_, at) => line(at)),
].reduce<State>((before, event) => reduce(before, event as Event), state)

function line(at: number): Event {
  const delivery = { state: 'received' } as const
  const entry = {
    id: `e${at}`,
    at,
    kind: 'text',
    author: who,
    mine: false,
    text: 'Hello',
    format: defaultFormat,
    delivery,
  } as const
  return { type: 'entry-added', conversationId, entry }
}

const people = state.accounts[accountId]?.contacts ?? {}
const copy = { name: 'copy the list once', run: () => ({ ...people }) }

/** The reducer with a contact list of 10,000 people and a conversation that is full. */
export const stateCases: readonly Case[] = [
  {
    name: `one of ${size} contacts changes`,
    amount: 1,
    unit: 'changes',
    run: () => reduce(state, one),
    baseline: copy,
  },
  {
    name: `1000 of ${size} contacts change at once`,
    amount: 1000,
    unit: 'changes',
    run: () => reduce(state, thousand),
    baseline: copy,
  },
  {
    name: `a list of ${size} contacts arrives`,
    amount: size,
    unit: 'contacts',
    run: () => reduce(state, received),
    baseline: copy,
  },
  {
    name: 'a line joins 1000 others',
    amount: 1,
    unit: 'lines',
    run: () => reduce(talking, line(1000)),
    baseline: {
      name: 'copy the lines once',
      run: () => [...(talking.conversations[conversationId]?.entries ?? [])],
    },
  },
]
