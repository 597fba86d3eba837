import type { Connection } from '../../app/account.ts'
import { conversationIdOf, type Conversation } from '../../app/conversation.ts'
import type { Event } from '../../app/events.ts'
import { defaultFormat, type Entry } from '../../app/message.ts'
import { initialState, reduce, type State } from '../../app/state.ts'
import { unknownContact, type Contact } from '../../app/contact.ts'

export const alice = 'local/alice@example.com'
export const bob = { address: 'bob@example.com', name: 'Bob' }
export const withBob = conversationIdOf(alice, bob.address)

const conversation: Conversation = {
  id: withBob,
  historyId: bob.address,
  accountId: alice,
  group: false,
  participants: [bob],
  entries: [],
  typing: [],
  lastReceivedAt: null,
  unread: 0,
}

export const opened: Event = {
  type: 'account-opened',
  accountId: alice,
  address: 'alice@example.com',
  networkId: 'local',
  me: { name: 'Alice', presence: 'online', personalMessage: '', currentMedia: null },
}
export const connection = (connection: Connection): Event => ({
  type: 'connection-changed',
  accountId: alice,
  connection,
})
export const signedIn = connection({ state: 'signed-in', dialect: 'MSNP12' })
export const reconnecting = connection({
  state: 'reconnecting',
  reason: 'connection-lost',
  attempt: 1,
  nextAttemptAt: null,
})
export const signedOut = connection({ state: 'signed-out', reason: null })
export const conversationOpened: Event = { type: 'conversation-opened', conversation }
export const said = (entry: Entry): Event => ({ type: 'entry-added', conversationId: withBob, entry })
export const contactList = (contact: Partial<Contact>): Event => ({
  type: 'contact-list-received',
  accountId: alice,
  groups: [],
  contacts: [{ ...unknownContact(bob.address), name: bob.name, ...contact }],
})
export const contactChanged = (change: Partial<Contact>): Event => ({
  type: 'contacts-changed',
  accountId: alice,
  changes: [{ address: bob.address, ...change }],
})

const base = { id: '1', at: 0, author: bob, mine: false, delivery: { state: 'received' } as const }
export const text = (words: string): Entry => ({ ...base, kind: 'text', text: words, format: defaultFormat })
export const nudge: Entry = { ...base, kind: 'nudge' }
export const own: Entry = { ...base, kind: 'text', text: 'mine', format: defaultFormat, mine: true }
export const joined: Entry = { id: '2', at: 0, kind: 'notice', notice: { kind: 'joined', who: bob } }

/** Reduces events one after the other and tells a listener, as the store does. */
export function play(listener: (event: Event, state: State, before: State) => void) {
  let state = initialState
  return (...events: Event[]) => {
    for (const event of events) {
      const before = state
      state = reduce(state, event)
      listener(event, state, before)
    }
  }
}
