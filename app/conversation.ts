import type { AccountId } from './account.ts'
import type { HistoryId } from './history.ts'
import type { Author, Entry } from './message.ts'

/** Opaque to the windows. A conversation outlives the connections that carry it. */
export type ConversationId = string

/** The id of the conversation that an account has with one other person. */
export const conversationIdOf = (accountId: AccountId, address: string): ConversationId =>
  `${accountId}>${address.trim().toLowerCase()}`

/** A conversation with one person or several. */
export interface Conversation {
  readonly id: ConversationId
  readonly accountId: AccountId
  /** Under which the history keeps it; another one once it became a group. */
  readonly historyId: HistoryId
  /** Once a third person joined it stays a group. */
  readonly group: boolean
  /** The others; in a conversation with one person always that person, there or not. */
  readonly participants: readonly Author[]
  /** Oldest first, at most `maxEntries`. */
  readonly entries: readonly Entry[]
  /** Addresses of those who are writing at the moment. */
  readonly typing: readonly string[]
  /** When the last line of somebody else came, milliseconds since 1970, or null. */
  readonly lastReceivedAt: number | null
  /** Lines of others that no window has shown yet. */
  readonly unread: number
}

/** So many entries of a conversation are kept in every window's memory. */
export const maxEntries = 1000
