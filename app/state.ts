import type { Account, AccountId, RememberedAccount } from './account.ts'
import type { ConnectionTest } from './connection-test.ts'
import type { Conversation, ConversationId } from './conversation.ts'
import type { Event } from './events.ts'
import type { HistoryProblem, HistoryTask } from './history.ts'
import type { Network } from './networks.ts'
import { reduceAccount } from './reduce-account.ts'
import { reduceConversation } from './reduce-conversation.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** Everything that the windows show. It holds no secret. */
export interface State {
  readonly settings: Settings
  readonly networks: readonly Network[]
  readonly rememberedAccounts: readonly RememberedAccount[]
  readonly accounts: Readonly<Record<AccountId, Account>>
  readonly conversations: Readonly<Record<ConversationId, Conversation>>
  /** The test of a connection that runs or ran last; null for none. */
  readonly connectionTest: ConnectionTest | null
  /** The piece of work on the history that is going on, or null. */
  readonly historyTask: HistoryTask | null
  /** What is wrong with the history and was not yet read, or null. */
  readonly historyProblem: HistoryProblem | null
}

/** The state before anything happened. */
export const initialState: State = {
  settings: defaultSettings,
  networks: [],
  rememberedAccounts: [],
  accounts: {},
  conversations: {},
  connectionTest: null,
  historyTask: null,
  historyProblem: null,
}

/** The only way in which state changes; main and every window run this same function. */
export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'snapshot':
      return event.state
    case 'settings-changed':
      return { ...state, settings: event.settings }
    case 'networks-changed':
      return { ...state, networks: event.networks }
    case 'remembered-accounts-changed':
      return { ...state, rememberedAccounts: event.accounts }
    case 'connection-test-changed':
      return { ...state, connectionTest: event.test }
    case 'history-task-changed':
      return { ...state, historyTask: event.task }
    case 'history-problem-changed':
      return { ...state, historyProblem: event.problem }
    case 'account-opened':
    case 'account-closed':
    case 'connection-changed':
    case 'me-changed':
    case 'contact-list-received':
    case 'contacts-changed':
    case 'contact-removed':
    case 'groups-changed':
    case 'features-changed':
    case 'privacy-changed':
    case 'places-changed':
    case 'contact-notes-changed':
    case 'contact-import-changed':
      return { ...state, accounts: reduceAccount(state.accounts, event) }
    case 'conversation-opened':
    case 'conversation-closed':
    case 'participant-joined':
    case 'participant-left':
    case 'became-group':
    case 'entry-added':
    case 'delivery-changed':
    case 'typing-changed':
    case 'conversation-read':
    case 'entries-removed':
      return { ...state, conversations: reduceConversation(state.conversations, event) }
  }
}
