import type { ConversationId } from '../../app/conversation.ts'
import { maxTextLength } from './message-limit.ts'

const key = (id: ConversationId) => `draft ${id}`

/** The text that was being written when the conversation's window closed; empty when there was none. */
export const keptDraft = (id: ConversationId): string => localStorage.getItem(key(id)) ?? ''

/**
 * Keeps a text for the next window of the conversation, also when the program ends; an empty one is forgotten. A text that
 * is too long to be sent is not kept: it would be a document that somebody pasted, and the storage holds only so much.
 */
export function keepDraft(id: ConversationId, text: string): void {
  if (text === '' || text.length > maxTextLength) localStorage.removeItem(key(id))
  else localStorage.setItem(key(id), text)
}
