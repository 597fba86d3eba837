import { defineStrings } from './define-strings.ts'

/** The sentences of the contact-list window. */
export const contactListStrings = defineStrings({
  en: { 'contact-list.title': 'contactList' },
  de: { 'contact-list.title': 'contactList' },
})
