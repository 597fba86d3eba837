import { defineStrings } from './define-strings.ts'

/** The sentences of the conversation window. */
export const conversationStrings = defineStrings({
  en: { 'conversation.title': 'conversation' },
  de: { 'conversation.title': 'conversation' },
})
