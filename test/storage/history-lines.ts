import * as fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { defaultFormat, type Author, type Delivery, type Entry, type Notice } from '../../app/message.ts'
import { reasons } from '../../app/reasons.ts'
import type { NewLine, Work } from '../../main/storage/history/history.ts'
import { anyText, textFormat } from '../support/arbitraries.ts'

/** The account that most lines belong to, and whom it talks with. */
export const alice = 'local/alice@example.com'
export const bob: Author = { address: 'bob@example.com', name: 'Bob' }

/** A line of text from Bob, with what differs. */
export function textLine(entry: { id: string; at: number; text?: string; mine?: boolean }): NewLine {
  const author = entry.mine ? { address: 'alice@example.com', name: 'Alice' } : bob
  const delivery: Delivery = { state: entry.mine ? 'delivered' : 'received' }
  const whole = { text: 'hello', mine: false, kind: 'text' as const, author, delivery, format: defaultFormat }
  return {
    accountId: alice,
    historyId: bob.address,
    group: false,
    people: [bob],
    entry: { ...whole, ...entry },
  }
}

/** Work that nobody watches or ends. */
export const unwatched: Work = { signal: new AbortController().signal, onProgress: () => undefined }

/** Lets others of the event loop go on. */
export const pause = () => new Promise<void>((resolve) => setImmediate(resolve))

/** What SQLite says of a file's health, read by a connection of its own. */
export function integrityOf(file: string): unknown {
  const database = new DatabaseSync(file)
  const answer = database.prepare('PRAGMA integrity_check').get()?.['integrity_check']
  database.exec("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
  database.close()
  return answer
}

const text = anyText.map((any) => any.toWellFormed())
const person: fc.Arbitrary<Author> = fc.record({
  address: fc.constantFrom('bob@example.com', 'zoë@example.com', 'd"o`e@x'),
  name: text,
})
const delivery: fc.Arbitrary<Delivery> = fc.oneof(
  fc.record({ state: fc.constantFrom('received', 'sending', 'delivered', 'stored') }),
  fc.record({
    state: fc.constantFrom('waiting', 'uncertain', 'failed'),
    reason: fc.constantFrom(...reasons),
  }),
)
const notice: fc.Arbitrary<Notice> = fc.oneof(
  fc.record({ kind: fc.constantFrom('joined', 'left', 'invited', 'did-not-answer'), who: person }),
  fc.record({
    kind: fc.constant('cannot-show'),
    who: person,
    what: fc.constantFrom('wink', 'voice-clip', 'ink', 'invitation'),
  }),
  fc.record({ kind: fc.constant('connection-lost') }),
)
const base = {
  id: fc.uuid(),
  /** Clocks that are wrong, whole milliseconds that meet, and times with a fraction. */
  at: fc.oneof(
    fc.integer({ min: 1_795_000_000_000, max: 1_795_000_000_005 }),
    fc.double({ noNaN: true, min: -1e13, max: 1e16 }).map((at) => at + 0),
  ),
}
const said = { ...base, author: person, mine: fc.boolean(), delivery }

/** Any entry of a conversation. */
export const anyEntry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record(
    {
      ...said,
      kind: fc.constant('text' as const),
      text,
      format: textFormat,
      offline: fc.constant(true as const),
    },
    { requiredKeys: ['id', 'at', 'author', 'mine', 'delivery', 'kind', 'text', 'format'] },
  ),
  fc.record({ ...said, kind: fc.constant('nudge' as const) }),
  fc.record({ ...said, kind: fc.constant('action' as const), text }),
  fc.record({ ...base, kind: fc.constant('notice' as const), notice }),
)

/** Lines of a few conversations of two accounts; no two have the same id. */
export const anyLines: fc.Arbitrary<readonly NewLine[]> = fc.uniqueArray(
  fc.record({
    accountId: fc.constantFrom(alice, 'local/carol@example.com'),
    historyId: fc.constantFrom('bob@example.com', 'group:7'),
    group: fc.boolean(),
    people: fc.array(person, { maxLength: 3 }),
    entry: anyEntry,
  }),
  { selector: ({ entry }) => entry.id, maxLength: 40 },
)

/** A word that stands nowhere else, in letters that nothing folds. */
export const secret = (number: number): string => `zq${String(number).padStart(6, '0')}qz`

/** Numbers from 0, shuffled always in the same way. */
export function shuffled(count: number): readonly number[] {
  let state = 7
  const random = () => (state = (state * 1103515245 + 12345) & 0x7fffffff)
  return Array.from({ length: count }, (_, number) => [random(), number] as const)
    .sort(([one], [other]) => one - other)
    .map(([, number]) => number)
}

/** A line that has a secret in its text, its id, its author's name and its font, and often overflows its page. */
export function secretLine(number: number): NewLine {
  const word = secret(number)
  const padding = 'and so on '.repeat((number * 7919) % 97 === 0 ? 1500 : (number * 31) % 90)
  const line = textLine({
    id: `id-${word}`,
    at: 1_795_000_000_000 + number * 7777,
    text: `${padding} ${word} ${padding}`,
  })
  const author = { address: bob.address, name: number % 20 === 0 ? `Bob ${word}` : 'Bob' }
  const format = number % 40 === 0 ? { ...defaultFormat, font: word } : defaultFormat
  return { ...line, entry: { ...line.entry, author, format } as NewLine['entry'] }
}

/** The secrets in every byte of a history, in the file and beside it, in order. */
export function secretsIn(file: string): readonly string[] {
  const files = ['', '-wal', '-shm'].map((suffix) => file + suffix).filter((each) => existsSync(each))
  const bytes = files.map((each) => readFileSync(each, 'latin1')).join('')
  return [...new Set(bytes.match(/zq\d{6}qz/g))].sort()
}
