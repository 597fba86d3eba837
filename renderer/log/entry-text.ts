import type { Author, Entry, EntryOf, Notice } from '../../app/message.ts'
import { t, type Key } from '../strings/strings.ts'
import { oneLine } from '../ui/plain-text.tsx'

/** A sentence of the string tables, and the names that stand for its words in braces. */
export interface EventSentence {
  readonly key: Key
  readonly names: Readonly<Record<string, string>>
}

type NameOf = (who: Author) => string

/** What the log says about a nudge or a notice. */
export function eventSentence(entry: EntryOf<'nudge' | 'notice'>, nameOf: NameOf): EventSentence {
  if (entry.kind === 'notice') return noticeSentence(entry.notice, nameOf)
  return entry.mine
    ? { key: 'conversation.nudge-sent', names: {} }
    : { key: 'conversation.nudge-received', names: { name: nameOf(entry.author) } }
}

function noticeSentence(notice: Notice, nameOf: NameOf): EventSentence {
  switch (notice.kind) {
    case 'connection-lost':
      return { key: 'conversation.connection-lost', names: {} }
    case 'cannot-show':
      return { key: `conversation.cannot-show-${notice.what}`, names: { name: nameOf(notice.who) } }
    case 'joined':
    case 'left':
    case 'invited':
    case 'did-not-answer':
      return { key: `conversation.${notice.kind}`, names: { name: nameOf(notice.who) } }
  }
}

const translate = t as (key: Key, params: Readonly<Record<string, string>>) => string

/** An entry as plain text, without its author. */
export function entryText(entry: Entry, nameOf: NameOf): string {
  switch (entry.kind) {
    case 'text':
    case 'action':
      return entry.text
    case 'nudge':
    case 'notice': {
      const { key, names } = eventSentence(entry, nameOf)
      const plain = Object.entries(names).map(([word, name]) => [word, oneLine(name)])
      return translate(key, Object.fromEntries(plain) as Record<string, string>)
    }
  }
}
