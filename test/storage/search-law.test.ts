import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HistoryHit, HistorySearch } from '../../app/history.ts'
import { timeOf } from '../../main/storage/history/places.ts'
import { wordsOf } from '../../main/storage/history/search-folding.ts'
import { alice, textLine } from './history-lines.ts'
import { SearchedHistory } from './searched-history.ts'

const carol = 'local/carol@example.com'
const start = 1_700_000_000_000

describe('what is found', () => {
  /** Few words, so that searches find something; as pieces of a text and of a search. */
  const word = fc.constantFrom(
    'hello',
    'Hélène',
    'he',
    'held',
    'world',
    'wör',
    '今',
    '日',
    '今日',
    'x',
    '42',
    'ß',
    'ss',
  )
  const gap = fc.constantFrom(' ', ' ', ', ', '-', '')
  const texts = fc.array(fc.tuple(word, gap), { maxLength: 7 }).map((parts) => parts.flat().join(''))
  const line = fc.record({
    accountId: fc.constantFrom(alice, carol),
    historyId: fc.constantFrom('bob@example.com', 'group:7'),
    at: fc.integer({ min: start, max: start + 20 }),
    text: texts,
  })
  const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 })
  const asked: fc.Arbitrary<HistorySearch> = fc.record({
    text: fc
      .array(fc.tuple(word, fc.constantFrom(' ', ' ', '" ', ' "', '')), { maxLength: 3 })
      .map((all) => all.flat().join('')),
    accountId: orNull(fc.constantFrom(alice, carol)),
    historyId: orNull(fc.constantFrom('bob@example.com', 'group:7')),
    from: orNull(fc.integer({ min: start, max: start + 20 })),
    to: orNull(fc.integer({ min: start, max: start + 20 })),
    before: fc.constant(null),
    count: fc.integer({ min: 1, max: 30 }),
  })

  test('is what reading every line would find', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), fc.array(asked, { maxLength: 8 }), (lines, searches) => {
        const history = new SearchedHistory()
        history.keep(
          lines.map(({ accountId, historyId, at, text }, id) => ({
            ...textLine({ id: String(id), at, text }),
            accountId,
            historyId,
          })),
        )
        const all = history.search({ count: 200 }).hits.map((hit) => hit.line)
        expect(all).toHaveLength(lines.length)
        for (const each of searches) {
          const naive = all.filter((one) => isWanted(one, each))
          const answer = history.search(each)
          expect(answer.hits.map((hit) => hit.line)).toEqual(naive.slice(0, each.count))
          expect(answer.more).toBe(naive.length > each.count)
        }
      }),
      { numRuns: 200 },
    )
  })

  /** By reading: the words of the line, joined by spaces, hold each word of the search after a space. */
  function isWanted(
    { accountId, historyId, seq, entry }: HistoryHit['line'],
    wanted: HistorySearch,
  ): boolean {
    const at = timeOf(seq)
    if (wanted.accountId !== null && wanted.accountId !== accountId) return false
    if (wanted.historyId !== null && wanted.historyId !== historyId) return false
    if ((wanted.from !== null && at < wanted.from) || (wanted.to !== null && at >= wanted.to)) return false
    if (wanted.text.trim() === '') return true
    const words = ` ${wordsOf('text' in entry ? entry.text : '').join(' ')} `
    const parts = wanted.text.split('"')
    const open = parts.filter((_, at) => at % 2 === 0).flatMap((part) => part.split(' '))
    const last = parts.length % 2 === 0 ? [parts.at(-1) ?? ''] : []
    const closed = parts.slice(0, parts.length - last.length).filter((_, at) => at % 2 === 1)
    const begins = [...open, ...last].map((part) => wordsOf(part).join(' ')).filter((part) => part !== '')
    const whole = closed.map((part) => wordsOf(part).join(' ')).filter((part) => part !== '')
    if (begins.length + whole.length === 0) return false
    return (
      begins.every((part) => words.includes(` ${part}`)) && whole.every((part) => words.includes(` ${part} `))
    )
  }

  test('is marked within its text, in order, without overlaps', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 5 }), asked, (said, each) => {
        const history = new SearchedHistory()
        history.keepTexts(start, said)
        for (const { line: one, marks } of history.search({ text: each.text }).hits) {
          const text = 'text' in one.entry ? one.entry.text : ''
          let end = 0
          for (const [begin, length] of marks) {
            expect(begin).toBeGreaterThanOrEqual(end)
            expect(length).toBeGreaterThan(0)
            end = begin + length
          }
          expect(end).toBeLessThanOrEqual(text.length)
          expect(marks.length > 0).toBe(each.text.trim() !== '')
        }
      }),
    )
  })
})
