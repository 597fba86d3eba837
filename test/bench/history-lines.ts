import { defaultFormat, type Author, type Entry } from '../../app/message.ts'
import type { NewLine } from '../../main/storage/history/history.ts'
import { naturalLine, randomFrom, rankBelow, vocabularyOf, type Random } from './natural-text.ts'

/** Everything random of the big history, so that it is the same on every machine. */
const seed = 20_090_909

/** Raised when other lines come out, so that a history that was built before is built anew. */
export const generatorVersion = 2

const accounts = ['public/anna@example.com', 'public/anna.work@example.com', 'local/anna@example.org']
const talkCount = 600
const begin = Date.UTC(2009, 0, 1)
const years = 12
const formats = [
  defaultFormat,
  { ...defaultFormat, font: 'Comic Sans MS', color: '#c03060' },
  { ...defaultFormat, font: 'Verdana', bold: true, color: '#004080' },
]

/** The words of the language of the big history, the most usual first. */
export const vocabulary = vocabularyOf(randomFrom(seed))

/** One of the conversations of the big history. */
export interface BenchTalk {
  readonly accountId: string
  readonly historyId: string
  readonly group: boolean
  readonly people: readonly Author[]
}

/** The conversations, the longest first. */
export const talks: readonly BenchTalk[] = Array.from({ length: talkCount }, (_, at) => {
  const group = at % 20 === 19
  const people = Array.from({ length: group ? 4 : 1 }, (_, person) => ({
    address: `friend${(at * 7 + person * 31) % talkCount}@example.com`,
    name: `${vocabulary[300 + ((at * 7 + person * 31) % talkCount)] ?? ''} ♫`,
  }))
  const historyId = group ? `group:${at}` : (people[0]?.address ?? '')
  return { accountId: accounts[at % 5 === 0 ? 1 : at % 17 === 0 ? 2 : 0] ?? '', historyId, group, people }
})

/** So many lines, in order of time: sittings of an evening, with nudges and notices among what is said. */
export function* linesOfYears(count: number): Generator<NewLine> {
  const random = randomFrom(seed)
  const gap = (years * 365.25 * 86_400_000) / count
  let at = begin
  let talk = talks[0]
  for (let index = 0; index < count; index++) {
    if (random() < 0.05) talk = talks[rankBelow(talks.length, random)]
    at += 1 + Math.floor(random() < 0.05 ? random() * gap * 35 : random() * gap * 0.25)
    if (talk !== undefined) yield { ...talk, entry: entryOf(`b-${index}`, at, talk, random) }
  }
}

function entryOf(id: string, at: number, { accountId, people }: BenchTalk, random: Random): Entry {
  const mine = random() < 0.5
  const own = { address: accountId.split('/')[1] ?? '', name: 'Anna' }
  const author = (mine ? own : people[Math.floor(random() * people.length)]) ?? own
  const kind = random()
  const said = { id, at, author, mine, delivery: { state: mine ? 'delivered' : 'received' } } as const
  if (kind < 0.01) return { ...said, kind: 'nudge' }
  if (kind < 0.015) return { id, at, kind: 'notice', notice: { kind: 'joined', who: author } }
  const format = formats[rankBelow(formats.length, random)] ?? defaultFormat
  return { ...said, kind: 'text', text: naturalLine(vocabulary, random), format }
}
