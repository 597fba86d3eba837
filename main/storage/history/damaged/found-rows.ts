import type { Author } from '../../../../app/message.ts'
import { entryOf } from '../history-entries.ts'
import type { NewLine } from '../history.ts'
import { peopleOf } from '../line-store.ts'
import type { FoundRecord, Value } from './records.ts'

/** A line of a damaged file, and the place that it had there. */
export interface FoundLine {
  readonly place: number
  readonly line: NewLine
}

interface FoundTalk {
  readonly accountId: string
  readonly historyId: string
  readonly group: boolean
  readonly people: readonly Author[]
}

/** What lines refer to, as far as it was found in a damaged file; told from each other by their shape alone. */
export class FoundRows {
  readonly #talks = new Map<number, FoundTalk>()
  readonly #authors = new Map<number, Author>()
  readonly #formats = new Map<number, string>()

  /** Takes a row of a table, or an entry of an index, which says almost the same once more. */
  take({ key, values }: FoundRecord): void {
    if (key === null) this.#takeIndexed(values)
    else if (values[0] === null) this.#takeRow(key, values.slice(1))
  }

  /** Whether a record can only be a line. */
  isLine({ key, values }: FoundRecord): boolean {
    return key !== null && values.length === 10 && values[0] === null && typeof values[1] === 'number'
  }

  /** The line of a record for which `isLine` holds; null when it cannot be understood or its conversation is not known. */
  lineOf({ key, values }: FoundRecord): FoundLine | null {
    const [, talkId, entryId, kind, mine, authorId, text, formatId, delivery, rest] = values
    const talk = this.#talks.get(Number(talkId))
    if (talk === undefined || key === null || typeof entryId !== 'string' || entryId === '') return null
    const author =
      authorId === null ? null : (this.#authors.get(Number(authorId)) ?? unknown(talk, mine === 1))
    const format = this.#formats.get(Number(formatId)) ?? null
    const row = { seq: key, entry_id: entryId, kind, mine, ...author, text, format, delivery, rest }
    const entry = entryOf(row)
    if (entry === null) return null
    const { accountId, historyId, group } = talk
    const others = talk.people.length > 0 || group || mine === 1 || author === null ? talk.people : [author]
    return { place: key, line: { accountId, historyId, group, people: others, entry } }
  }

  #takeRow(key: number, values: readonly Value[]): void {
    const [first, second, third, people] = values
    if (typeof first !== 'string') return
    if (values.length === 1 && isFormat(first)) this.#formats.set(key, first)
    if (typeof second !== 'string') return
    if (values.length === 2) this.#authors.set(key, { address: first, name: second })
    if (values.length === 4 && isConversation(first, second)) {
      this.#talks.set(key, {
        accountId: first,
        historyId: second,
        group: third === 1,
        people: peopleOf(people),
      })
    }
  }

  #takeIndexed(values: readonly Value[]): void {
    const [first, second, third] = values
    if (typeof first !== 'string') return
    if (values.length === 5 && typeof second === 'string' && isConversation(first, second)) {
      const [, , group, people, key] = values
      const talk = { accountId: first, historyId: second, group: group === 1, people: peopleOf(people) }
      this.#talks.set(Number(key), talk)
    }
    if (values.length === 2 && typeof second === 'number' && isFormat(first))
      keep(this.#formats, second, first)
    if (values.length !== 3 || typeof second !== 'string' || typeof third !== 'number') return
    if (isConversation(first, second)) {
      const group = second.startsWith('group:')
      keep(this.#talks, third, { accountId: first, historyId: second, group, people: [] })
    } else keep(this.#authors, third, { address: first, name: second })
  }
}

/** A row knows more than its index, whichever is found first. */
function keep<T>(known: Map<number, T>, key: number, value: T): void {
  if (!known.has(key)) known.set(key, value)
}

const isFormat = (text: string): boolean => text.startsWith('{"font":')

const isConversation = (account: string, historyId: string): boolean =>
  /^[a-z0-9-]{1,32}\/[!-~]+@[!-~]+$/.test(account) && /^[!-~]{1,200}$/.test(historyId)

/** Who wrote a line when the author's row is lost: its side still says it, except in a group. */
function unknown({ accountId, historyId, group }: FoundTalk, mine: boolean): Author {
  const address = mine ? accountId.slice(accountId.indexOf('/') + 1) : group ? '' : historyId
  return { address, name: address === '' ? '?' : address }
}
