import type {
  AccountId,
  Connection,
  Features,
  ImportProgress,
  Me,
  Place,
  Privacy,
  RememberedAccount,
} from './account.ts'
import type { ConnectionTest } from './connection-test.ts'
import type { Contact, ContactNote, Group } from './contact.ts'
import type { Conversation, ConversationId } from './conversation.ts'
import type { HistoryId, HistoryProblem, HistoryTask } from './history.ts'
import type { Author, Delivery, Entry } from './message.ts'
import type { Network } from './networks.ts'
import type { Settings } from './settings.ts'
import type { State } from './state.ts'

/** Some fields of a contact, named by its address in lower case; an unknown address makes a new contact. */
export type ContactChange = Pick<Contact, 'address'> & Partial<Contact>

/** Everything that can happen to the state. `reduce` is the only reader that changes anything. */
export type Event =
  | { readonly type: 'snapshot'; readonly state: State }
  | { readonly type: 'settings-changed'; readonly settings: Settings }
  | { readonly type: 'networks-changed'; readonly networks: readonly Network[] }
  | { readonly type: 'remembered-accounts-changed'; readonly accounts: readonly RememberedAccount[] }
  /** A sign-in began: the account appears, or its connection starts anew with the list it had. */
  | {
      readonly type: 'account-opened'
      readonly accountId: AccountId
      readonly address: string
      readonly networkId: string
      readonly me: Me
    }
  | { readonly type: 'account-closed'; readonly accountId: AccountId }
  | { readonly type: 'connection-changed'; readonly accountId: AccountId; readonly connection: Connection }
  | { readonly type: 'me-changed'; readonly accountId: AccountId; readonly change: Partial<Me> }
  /** The whole contact list, as fetched at sign-in. */
  | {
      readonly type: 'contact-list-received'
      readonly accountId: AccountId
      readonly groups: readonly Group[]
      readonly contacts: readonly Contact[]
    }
  /** Many at once: what came in one piece of the stream. */
  | {
      readonly type: 'contacts-changed'
      readonly accountId: AccountId
      readonly changes: readonly ContactChange[]
    }
  | { readonly type: 'contact-removed'; readonly accountId: AccountId; readonly address: string }
  | { readonly type: 'groups-changed'; readonly accountId: AccountId; readonly groups: readonly Group[] }
  | { readonly type: 'features-changed'; readonly accountId: AccountId; readonly features: Features }
  | { readonly type: 'privacy-changed'; readonly accountId: AccountId; readonly change: Partial<Privacy> }
  | { readonly type: 'places-changed'; readonly accountId: AccountId; readonly places: readonly Place[] }
  /** The notes of some people, by address in lower case, complete each. */
  | {
      readonly type: 'contact-notes-changed'
      readonly accountId: AccountId
      readonly notes: Readonly<Record<string, ContactNote>>
    }
  | {
      readonly type: 'contact-import-changed'
      readonly accountId: AccountId
      readonly progress: ImportProgress | null
    }
  /** Null: the test is over and its results are not wanted any more. */
  | { readonly type: 'connection-test-changed'; readonly test: ConnectionTest | null }
  | { readonly type: 'conversation-opened'; readonly conversation: Conversation }
  | { readonly type: 'conversation-closed'; readonly conversationId: ConversationId }
  | { readonly type: 'participant-joined'; readonly conversationId: ConversationId; readonly who: Author }
  | { readonly type: 'participant-left'; readonly conversationId: ConversationId; readonly address: string }
  | {
      readonly type: 'became-group'
      readonly conversationId: ConversationId
      readonly historyId: HistoryId
    }
  | { readonly type: 'entry-added'; readonly conversationId: ConversationId; readonly entry: Entry }
  | {
      readonly type: 'delivery-changed'
      readonly conversationId: ConversationId
      readonly entryId: string
      readonly delivery: Delivery
    }
  | {
      readonly type: 'typing-changed'
      readonly conversationId: ConversationId
      readonly address: string
      readonly typing: boolean
    }
  | { readonly type: 'conversation-read'; readonly conversationId: ConversationId }
  /** Lines were deleted; null: all of them. */
  | {
      readonly type: 'entries-removed'
      readonly conversationId: ConversationId
      readonly entryIds: readonly string[] | null
    }
  | { readonly type: 'history-task-changed'; readonly task: HistoryTask | null }
  | { readonly type: 'history-problem-changed'; readonly problem: HistoryProblem | null }
