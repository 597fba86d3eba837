import { defineStrings } from './define-strings.ts'

/** The sentences of the history's window. */
export const historyStrings = defineStrings({
  en: {
    'history.title': 'History',
  },
  de: {
    'history.title': 'Verlauf',
  },
})
