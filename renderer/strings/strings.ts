import type { Reason } from '../../app/reasons.ts'
import { accountStrings } from './accounts.ts'
import { commonStrings } from './common.ts'
import { contactCardStrings } from './contact-card.ts'
import { contactListStrings } from './contact-list.ts'
import { contactsStrings } from './contacts.ts'
import { conversationStrings } from './conversation.ts'
import type { Placeholders } from './define-strings.ts'
import { historyStrings } from './history.ts'
import { keepingStrings } from './keeping.ts'
import { networkStrings } from './networks.ts'
import { groupStrings } from './groups.ts'
import { privacyStrings } from './privacy.ts'
import { reasonStrings } from './reasons.ts'
import { settingsStrings } from './settings.ts'
import { signInStrings } from './sign-in.ts'

type English = (typeof commonStrings)['en'] &
  (typeof reasonStrings)['en'] &
  (typeof signInStrings)['en'] &
  (typeof networkStrings)['en'] &
  (typeof settingsStrings)['en'] &
  (typeof contactListStrings)['en'] &
  (typeof accountStrings)['en'] &
  (typeof contactCardStrings)['en'] &
  (typeof contactsStrings)['en'] &
  (typeof groupStrings)['en'] &
  (typeof privacyStrings)['en'] &
  (typeof conversationStrings)['en'] &
  (typeof historyStrings)['en'] &
  (typeof keepingStrings)['en']

/** The languages that the windows speak. */
export type Language = keyof typeof commonStrings

/** The name of a sentence. */
export type Key = keyof English

type Params<K extends Key> = [Placeholders<English[K]>] extends [never]
  ? []
  : [params: Readonly<Record<Placeholders<English[K]>, string | number>>]

/** The language of this window: the system's, where we speak it, else English. */
export const language: Language = navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'

/** How dates and times are written: as the system does, where it speaks the language of the windows. */
export const locale: string = navigator.language.toLowerCase().startsWith(language)
  ? navigator.language
  : language

const sentences: Readonly<Record<string, string>> = {
  ...commonStrings[language],
  ...reasonStrings[language],
  ...signInStrings[language],
  ...networkStrings[language],
  ...settingsStrings[language],
  ...contactListStrings[language],
  ...accountStrings[language],
  ...contactCardStrings[language],
  ...contactsStrings[language],
  ...groupStrings[language],
  ...privacyStrings[language],
  ...conversationStrings[language],
  ...historyStrings[language],
  ...keepingStrings[language],
}

/** The sentence of this name in the user's language, with the words in braces filled in. */
export function t<K extends Key>(key: K, ...[params]: Params<K>): string {
  const values: Readonly<Record<string, string | number>> = params ?? {}
  return (sentences[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** What went wrong, without what to do: the first of a reason's sentences. */
export const reasonFact = (reason: Reason): string => t(`reason.${reason}`).split(/(?<=[.!]) /, 1)[0]!

/** What went wrong and what to do, as sentences; the detail, such as a server's error number, stands behind in brackets. */
export function reasonSentence(reason: Reason, detail?: string): string {
  const sentence = t(`reason.${reason}`)
  return detail === undefined || detail === '' ? sentence : `${sentence} (${detail.slice(0, 200)})`
}
