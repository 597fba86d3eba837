import type { HistorySearch } from '../../app/history.ts'
import { randomFrom, type Random } from './natural-text.ts'
import { talks, vocabulary } from './history-lines.ts'

/** A search as people do it, and the text that a plain scan would look for. */
export interface Query {
  readonly kind: string
  readonly search: HistorySearch
}

const everything: HistorySearch = {
  ...{ text: '', accountId: null, historyId: null, from: null, to: null, before: null, count: 50 },
}
const day = 86_400_000
const begin = Date.UTC(2009, 0, 1)

const wordFrom = (random: Random, first: number, last: number): string =>
  vocabulary[first + Math.floor(random() * (last - first))] ?? ''
const common = (random: Random): string => wordFrom(random, 0, 100)
const usual = (random: Random): string => wordFrom(random, 100, 2000)
const rare = (random: Random): string => wordFrom(random, 10_000, vocabulary.length)
const accented = vocabulary.slice(0, 8000).filter((word) => /[^a-z]/.test(word))
const beginningOf = (word: string, length: number): string => [...word].slice(0, length).join('')

const kinds: readonly (readonly [kind: string, search: (random: Random) => Partial<HistorySearch>])[] = [
  ['a rare word', (random) => ({ text: rare(random) })],
  ['a usual word', (random) => ({ text: usual(random) })],
  ['a common word', (random) => ({ text: common(random) })],
  ['two words', (random) => ({ text: `${common(random)} ${usual(random)}` })],
  ['three common words', (random) => ({ text: `${common(random)} ${common(random)} ${common(random)}` })],
  ['one letter', (random) => ({ text: beginningOf(common(random), 1) })],
  ['two or three letters', (random) => ({ text: beginningOf(usual(random), random() < 0.5 ? 2 : 3) })],
  ['the beginning of a word', (random) => ({ text: beginningOf(usual(random), 4) })],
  ['a phrase', (random) => ({ text: `"${common(random)} ${common(random)}"` })],
  ['a rare phrase', (random) => ({ text: `"${usual(random)} ${common(random)} ${usual(random)}"` })],
  ['an accented word', (random) => ({ text: accented[Math.floor(random() * accented.length)] ?? '' })],
  ['characters', (random) => ({ text: random() < 0.5 ? '今日は' : '天気' })],
  ['nothing that was said', (random) => ({ text: `${rare(random)}qxq` })],
  ['with somebody', (random) => ({ text: common(random), ...someTalk(random) })],
  ['a usual word with somebody', (random) => ({ text: usual(random), ...someTalk(random) })],
  ['in a year', (random) => ({ text: common(random), ...someYear(random) })],
  ['a usual word in a year', (random) => ({ text: usual(random), ...someYear(random) })],
  ['in an account', (random) => ({ text: usual(random), accountId: talks[0]?.accountId ?? null })],
  ['no text, with somebody', (random) => someTalk(random)],
  ['no text, in an account', () => ({ accountId: talks[1]?.accountId ?? null })],
]

function someTalk(random: Random): Partial<HistorySearch> {
  const talk = talks[Math.floor(random() * talks.length)]
  return { accountId: talk?.accountId ?? null, historyId: talk?.historyId ?? null }
}

function someYear(random: Random): Partial<HistorySearch> {
  const from = begin + Math.floor(random() * 11 * 365) * day
  return { from, to: from + 365 * day }
}

/** So many searches of each kind, in turns. */
export function queries(each: number): readonly Query[] {
  const random = randomFrom(4)
  return Array.from({ length: each }, () =>
    kinds.map(([kind, search]) => ({ kind, search: { ...everything, ...search(random) } })),
  ).flat()
}
