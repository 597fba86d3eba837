import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { HistoryHit, HistorySearch } from '../../app/history.ts'
import type { NewLine } from '../../main/storage/history/history.ts'
import { LineStore } from '../../main/storage/history/line-store.ts'
import { removeFromIndex, SearchIndex } from '../../main/storage/history/search-index.ts'
import { wordsOf } from '../../main/storage/history/search-folding.ts'
import { anyText } from '../support/arbitraries.ts'
import { alice, bob, textLine } from './history-lines.ts'
import { idsOf, SearchedHistory } from './searched-history.ts'

const carol = 'local/carol@example.com'
const day = 86_400_000
const start = 1_700_000_000_000

let history: SearchedHistory

beforeEach(() => {
  history = new SearchedHistory()
})

const keepTexts = (...texts: readonly string[]): void => history.keepTexts(start, texts)
const found = (text: string): string[] => idsOf(history.search({ text }))

/** The text with what is marked in brackets. */
function shown({ line: { entry }, marks }: HistoryHit): string {
  const text = 'text' in entry ? entry.text : ''
  let end = 0
  const parts = marks.map(([begin, length]) => {
    const before = text.slice(end, begin)
    end = begin + length
    return `${before}[${text.slice(begin, end)}]`
  })
  return parts.join('') + text.slice(end)
}

describe('a search', () => {
  test.each([
    ['wor', 'Hello [wör]ld'],
    ['WÖRLD hello', '[Hello] [wörld]'],
    ['"hello world"', '[Hello wörld]'],
    ['„hello w', '[Hello w]örld'],
    ["don't", 'please [don’t] go'],
    ['example.com', 'see https://[example.com]/a'],
    ['天気', '今日は[天気]です'],
    ['日は 気で', '今[日は]天[気で]す'],
    ['今日 日は', '[今日は]天気'],
    ['strass', 'in der [Straß]e'],
    ['👍', 'fine [👍]🏽'],
    ['a', '[a] b [a]b c'],
  ])('for %s finds and marks %s', (text, marked) => {
    keepTexts(marked.replaceAll(/[[\]]/g, ''), 'something else entirely, zum Glück')
    expect(history.search({ text }).hits.map(shown)).toEqual([marked])
  })

  test.each([
    ['orld', 'within a word'],
    ['"hello wor"', 'part of a word in quotes'],
    ['"world hello"', 'other order in quotes'],
    ['hello there', 'a word that is not there'],
    [':-)', 'no word at all'],
    ['"" "', 'nothing in quotes'],
  ])('for %s finds nothing: %s', (text) => {
    keepTexts('hello world :-)')
    expect(found(text)).toEqual([])
  })

  test('finds what people did as well as what they said, and neither nudges nor names', () => {
    const { entry, ...talk } = textLine({ id: 'said', at: start, text: 'dancing is fun' })
    const author = { address: bob.address, name: 'Dancing Bob' }
    const { id: _id, at: _at, ...said } = entry as Extract<typeof entry, { kind: 'text' }>
    const others = { mine: said.mine, delivery: said.delivery, author }
    history.keep([
      { ...talk, entry },
      { ...talk, entry: { ...others, kind: 'action', id: 'did', at: start + 1, text: 'Bob is dancing' } },
      { ...talk, entry: { ...others, kind: 'nudge', id: 'nudged', at: start + 2 } },
      {
        ...talk,
        entry: { kind: 'notice', id: 'left', at: start + 3, notice: { kind: 'left', who: author } },
      },
    ])
    expect(found('dancing')).toEqual(['did', 'said'])
    expect(found('')).toEqual(['left', 'nudged', 'did', 'said'])
  })

  test('shows the newest first, and goes on where it stopped', () => {
    keepTexts(...Array.from({ length: 120 }, (_, at) => `line ${at}`))
    const ids: string[] = []
    for (let before: number | null = null, more = true; more;) {
      const page = history.search({ text: 'line', before, count: 50 })
      ids.push(...idsOf(page))
      before = page.hits.at(-1)?.line.seq ?? null
      more = page.more
    }
    expect(ids).toEqual(Array.from({ length: 120 }, (_, at) => String(119 - at)))
  })

  test('finds a line only once it is indexed, and never after it was removed from the index', () => {
    keepTexts('one word', 'another word')
    new LineStore(history.database).add(textLine({ id: 'new', at: start + day, text: 'a new word' }))
    expect(found('word')).toEqual(['1', '0'])
    history.keep([])
    const [newest] = history.search({ text: 'word' }).hits
    expect(newest?.line.entry.id).toBe('new')
    removeFromIndex(history.database, [newest?.line.seq ?? 0])
    expect(found('word')).toEqual(['1', '0'])
    expect(new SearchIndex(history.database).lacks()).toBe(false)
  })

  test('passes over lines that the index still has and that are gone', () => {
    keepTexts('one word', 'another word')
    history.database.exec("DELETE FROM lines WHERE entry_id = '1'")
    expect(found('word')).toEqual(['0'])
  })
})

describe('a filter', () => {
  beforeEach(() => {
    const line = (id: string, at: number, some: Partial<NewLine>): NewLine => ({
      ...textLine({ id, at: start + at * day, text: `hello ${id}` }),
      ...some,
    })
    history.keep([
      line('a-bob', 0, {}),
      line('a-dave', 1, { historyId: 'dave@example.com' }),
      line('c-bob', 2, { accountId: carol }),
      line('c-group', 3, { accountId: carol, historyId: 'group:1' }),
    ])
  })

  test.each<[Partial<HistorySearch>, string[]]>([
    [{}, ['c-group', 'c-bob', 'a-dave', 'a-bob']],
    [{ accountId: alice }, ['a-dave', 'a-bob']],
    [{ accountId: alice, historyId: bob.address }, ['a-bob']],
    [{ historyId: bob.address }, ['c-bob', 'a-bob']],
    [{ accountId: 'local/nobody@example.com' }, []],
    [{ historyId: 'nobody@example.com' }, []],
    [{ from: start + day }, ['c-group', 'c-bob', 'a-dave']],
    [{ to: start + day }, ['a-bob']],
    [{ from: start + day, to: start + 2 * day }, ['a-dave']],
    [{ accountId: carol, from: start + 3 * day - 1 }, ['c-group']],
    [{ from: start + 2 * day, to: start }, []],
    [{ accountId: carol, count: 1 }, ['c-group']],
  ])('%j holds with a text and without', (filter, ids) => {
    expect(idsOf(history.search({ text: 'hel', ...filter }))).toEqual(ids)
    expect(idsOf(history.search({ text: ' ', ...filter }))).toEqual(ids)
  })

  test('is followed by more where there is more', () => {
    expect(history.search({ accountId: carol, count: 1 }).more).toBe(true)
    expect(history.search({ accountId: carol, count: 2 }).more).toBe(false)
    expect(history.search({ text: 'hello', count: 3 }).more).toBe(true)
    expect(history.search({ text: 'hello', count: 4 }).more).toBe(false)
  })
})

describe('any text', () => {
  const operators = fc.constantFrom(
    ...[
      '"',
      "'",
      '*',
      '^',
      '(',
      ')',
      '{',
      '}',
      ':',
      '-',
      '+',
      'NEAR(',
      ' AND ',
      ' OR ',
      ' NOT ',
      'words:',
      '\0',
      ';--',
      '\\',
    ],
  )
  const hostile = fc
    .array(fc.oneof(operators, fc.constantFrom('hello', 'a', '今日'), anyText), { maxLength: 60 })
    .map((parts) => parts.join('').slice(0, 500))

  test('is searched for without a fault, and changes nothing', () => {
    keepTexts('hello', 'a line with 今日')
    fc.assert(
      fc.property(hostile, (text) => {
        const { hits } = history.search({ text })
        expect(hits.length).toBeLessThanOrEqual(2)
      }),
    )
    expect(found('hello')).toEqual(['0'])
  })

  test.each([
    Array.from({ length: 250 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join(' '),
    Array.from({ length: 250 }, (_, at) => String.fromCodePoint(0x400 + at)).join(' '),
    'a'.repeat(500),
    '"'.repeat(500),
    '今'.repeat(500),
    '👍'.repeat(250),
    'a*b '.repeat(125),
    'NEAR('.repeat(100),
    '\ud800'.repeat(500),
  ])('of the greatest length is searched for: %.12s', (text) => {
    keepTexts(text.toWellFormed(), 'hello')
    const anyWord = wordsOf(text).length > 0
    expect(found(text)).toEqual(anyWord ? ['0'] : [])
  })
})
