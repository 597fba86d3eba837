import { defineStrings } from './define-strings.ts'

/** The sentences of the sign-in window. */
export const signInStrings = defineStrings({
  en: { 'sign-in.title': 'signIn' },
  de: { 'sign-in.title': 'signIn' },
})
