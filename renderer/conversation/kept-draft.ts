import type { ConversationId } from '../../app/conversation.ts'

const key = (id: ConversationId) => `draft ${id}`

/** The text that was being written when the conversation's window closed; empty when there was none. */
export const keptDraft = (id: ConversationId): string => localStorage.getItem(key(id)) ?? ''

/** Keeps a text for the next window of the conversation, also when the program ends; an empty one is forgotten. */
export function keepDraft(id: ConversationId, text: string): void {
  if (text === '') localStorage.removeItem(key(id))
  else localStorage.setItem(key(id), text)
}
