import type { DatabaseSync } from 'node:sqlite'
import type { HistoryHit, HistoryHits, HistoryLine, HistorySearch } from '../../../app/history.ts'
import { rowsOf } from '../statements.ts'
import { lineOf, selectLines } from './history-entries.ts'
import { withHistoryErrors } from './history-errors.ts'
import { endOfPlaces, placeOf } from './places.ts'
import { accountIdOf } from './search-index.ts'
import { accountMark, talkMark } from './search-marks.ts'
import { marksIn, queryOf, termsOf, type SearchTerm } from './search-terms.ts'

/** Places, from one and before another. */
interface Range {
  readonly from: number
  readonly before: number
}

/**
 * Searches an open history for what its index holds: the texts of lines, not the names of who wrote them. A blank text finds every
 * line, notices too. Its calls throw HistoryError when the file is damaged.
 */
export class HistorySearcher {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  search(search: HistorySearch): HistoryHits {
    return withHistoryErrors(() => {
      const terms = termsOf(search.text)
      const blank = search.text.trim() === ''
      const places = blank ? this.#newest(search) : terms.length === 0 ? [] : this.#matching(search, terms)
      return this.#hits(places, terms, search.count)
    })
  }

  /** The places of lines in which the terms stand, newest first. */
  *#matching(search: HistorySearch, terms: readonly SearchTerm[]): Iterable<number> {
    const scope = this.#scopeOf(search)
    if (scope === null) return
    const query = [...scope, ...terms.map(queryOf)].join(' AND ')
    const { from, before } = rangeOf(search)
    const sql =
      'SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC'
    for (const row of this.#database.prepare(sql).iterate(query, from, before)) yield Number(row['rowid'])
  }

  /** What a line must hold to be of the conversation and account; null when there is none. */
  #scopeOf({ accountId, historyId }: HistorySearch): readonly string[] | null {
    if (historyId !== null) {
      const marks = this.#talksOf(accountId, historyId).map((talk) => `"${talkMark(talk)}"`)
      return marks.length === 0 ? null : [`(${marks.join(' OR ')})`]
    }
    if (accountId === null) return []
    const account = accountIdOf(this.#database, accountId)
    return account === null ? null : [`"${accountMark(account)}"`]
  }

  /** The places of all lines of the filter, newest first. */
  *#newest(search: HistorySearch): Iterable<number> {
    const { accountId, historyId } = search
    const range = rangeOf(search)
    if (accountId === null && historyId === null) {
      yield* this.#places('', [], range)
      return
    }
    const newest = this.#talksOf(accountId, historyId).flatMap((talk) => [
      ...taken(this.#places('talk = ? AND ', [talk], range), search.count + 1),
    ])
    yield* newest.sort((one, other) => other - one)
  }

  *#places(condition: string, values: readonly number[], { from, before }: Range): Iterable<number> {
    const sql = `SELECT seq FROM lines WHERE ${condition} seq >= ? AND seq < ? ORDER BY seq DESC`
    for (const row of this.#database.prepare(sql).iterate(...values, from, before)) yield Number(row['seq'])
  }

  #talksOf(accountId: string | null, historyId: string | null): readonly number[] {
    const sql =
      'SELECT id FROM talks WHERE account = coalesce(?, account) AND history_id = coalesce(?, history_id)'
    return rowsOf(this.#database, sql, accountId, historyId).map(({ id }) => Number(id))
  }

  /** As many lines of these places as are wanted; those that cannot be read are passed over. */
  #hits(places: Iterable<number>, terms: readonly SearchTerm[], count: number): HistoryHits {
    const hits: HistoryHit[] = []
    for (const place of places) {
      const line = this.#lineAt(place)
      if (line === null) continue
      if (hits.length === count) return { hits, more: true }
      hits.push({ line, marks: marksOf(line, terms) })
    }
    return { hits, more: false }
  }

  #lineAt(place: number): HistoryLine | null {
    const [row] = rowsOf(this.#database, `${selectLines} WHERE lines.seq = ?`, place)
    return row === undefined ? null : lineOf(row)
  }
}

const marksOf = ({ entry }: HistoryLine, terms: readonly SearchTerm[]): HistoryHit['marks'] =>
  'text' in entry ? marksIn(entry.text, terms) : []

const rangeOf = ({ from, to, before }: HistorySearch): Range => ({
  from: from === null ? 0 : placeOf(Math.ceil(from)),
  before: Math.min(before ?? endOfPlaces, to === null ? endOfPlaces : placeOf(Math.ceil(to))),
})

function* taken(places: Iterable<number>, count: number): Iterable<number> {
  for (const place of places) {
    yield place
    if (--count === 0) return
  }
}
