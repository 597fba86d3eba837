import type { ConversationId } from '../../app/conversation.ts'
import { call } from '../bridge.ts'
import { maxTextLength } from './message-limit.ts'

/** Some texts as one, those that are empty left out. */
export const joined = (texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n')

/** What was being written when the conversation was last open; null when that cannot be known. */
export async function readDraft(id: ConversationId): Promise<string | null> {
  const result = await call('readDraft', id)
  return result.ok ? result.value : null
}

/** Keeps what is being written; of what is too long to be sent, the beginning. Resolves with whether that worked. */
export async function keepDraft(id: ConversationId, text: string): Promise<boolean> {
  const result = await call('keepDraft', id, text.slice(0, maxTextLength))
  return result.ok
}

/** Where earlier versions of the program kept it. */
const formerKey = (id: ConversationId) => `draft ${id}`

/** What an earlier version of the program kept; empty for nothing. */
export const formerDraft = (id: ConversationId): string => localStorage.getItem(formerKey(id)) ?? ''

/** It was taken over. */
export const forgetFormerDraft = (id: ConversationId): void => localStorage.removeItem(formerKey(id))
