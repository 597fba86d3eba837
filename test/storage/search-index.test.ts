import { expect, test } from 'vitest'
import { rowsOf } from '../../main/storage/statements.ts'
import { LineStore } from '../../main/storage/history/line-store.ts'
import { SearchIndex } from '../../main/storage/history/search-index.ts'
import { textLine } from './history-lines.ts'
import { idsOf, SearchedHistory } from './searched-history.ts'

const start = 1_700_000_000_000

/** Keeps lines that are not indexed. */
function written(history: SearchedHistory, texts: readonly string[]): void {
  const store = new LineStore(history.database)
  for (const [at, text] of texts.entries()) store.add(textLine({ id: String(at), at: start + at, text }))
}

test('the newest lines are indexed first, a hundred in one step', () => {
  const history = new SearchedHistory()
  written(history, Array<string>(250).fill('word'))
  const index = new SearchIndex(history.database)
  const steps = [index.addSome(), index.addSome()]
  expect(idsOf(history.search({ text: 'word', count: 200 })).map(Number)).toEqual(
    Array.from({ length: 200 }, (_, at) => 249 - at),
  )
  expect([...steps, index.addSome(), index.lacks(), index.addSome()]).toEqual([100, 100, 50, false, 0])
})

test('long lines are indexed in steps of their own, and found whole', () => {
  const history = new SearchedHistory()
  written(history, [`first ${'word '.repeat(10_000)} last`, 'short', 'z '.repeat(9_000), 'y '.repeat(9_000)])
  const index = new SearchIndex(history.database)
  expect([index.addSome(), index.addSome(), index.addSome(), index.lacks()]).toEqual([1, 2, 1, false])
  expect(idsOf(history.search({ text: 'first last' }))).toEqual(['0'])
})

test('tidying ends, leaves fewer parts, and changes nothing that is found', () => {
  const history = new SearchedHistory()
  const index = new SearchIndex(history.database)
  for (let at = 0; at < 60; at++) {
    history.keep([textLine({ id: String(at), at: start + at, text: `word and number${at}` })])
  }
  const parts = (): number =>
    Number(rowsOf(history.database, 'SELECT count(DISTINCT segid) AS parts FROM search_idx')[0]?.['parts'])
  const before = { parts: parts(), found: history.search({ text: 'word', count: 200 }) }
  let steps = 0
  while (index.mergeSome()) steps++
  expect(steps).toBeGreaterThan(0)
  expect(parts()).toBeLessThan(before.parts)
  expect(history.search({ text: 'word', count: 200 })).toEqual(before.found)
  expect(before.found.hits).toHaveLength(60)
})

test('a line that was deleted before it was indexed is not missed', () => {
  const history = new SearchedHistory()
  written(history, ['word'])
  history.database.exec('DELETE FROM lines')
  const index = new SearchIndex(history.database)
  index.addSome()
  expect(index.lacks()).toBe(false)
  expect(rowsOf(history.database, 'SELECT rowid FROM search')).toEqual([])
})
