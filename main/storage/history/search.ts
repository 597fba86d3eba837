import type { DatabaseSync, StatementSync } from 'node:sqlite'
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
  readonly #line: StatementSync

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#line = database.prepare(`${selectLines} WHERE lines.seq = ?`)
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

  /** The places of all lines of the filter, newest first; at least so many as are wanted, if there are. */
  *#newest(search: HistorySearch): Iterable<number> {
    const { from, before } = rangeOf(search)
    if (search.accountId === null && search.historyId === null) {
      const sql = 'SELECT seq FROM lines WHERE seq >= ? AND seq < ? ORDER BY seq DESC'
      for (const row of this.#database.prepare(sql).iterate(from, before)) yield Number(row['seq'])
    } else yield* this.#newestOf(search)
  }

  /** Looks into the conversations in which there was something last, until the others cannot have anything newer. */
  #newestOf({ accountId, historyId, count, ...search }: HistorySearch): readonly number[] {
    const { from, before } = rangeOf({ accountId, historyId, count, ...search })
    const ofTalk = this.#database.prepare(selectNewest)
    let places: number[] = []
    for (const row of rowsOf(this.#database, selectTalks, from, before, accountId, historyId)) {
      if (Number(row['newest']) < (places[count] ?? 0)) break
      const some = ofTalk.all(Number(row['id']), from, before, count + 1).map(({ seq }) => Number(seq))
      places = [...places, ...some].sort((one, other) => other - one).slice(0, count + 1)
    }
    return places
  }

  #talksOf(accountId: string | null, historyId: string): readonly number[] {
    const sql = 'SELECT id FROM talks WHERE account = coalesce(?, account) AND history_id = ?'
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
    const row = this.#line.get(place)
    return row === undefined ? null : lineOf(row)
  }
}

const marksOf = ({ entry }: HistoryLine, terms: readonly SearchTerm[]): HistoryHit['marks'] =>
  'text' in entry ? marksIn(entry.text, terms) : []

const rangeOf = ({ from, to, before }: HistorySearch): Range => ({
  from: from === null ? 0 : placeOf(Math.ceil(from)),
  before: Math.min(before ?? endOfPlaces, to === null ? endOfPlaces : placeOf(Math.ceil(to))),
})

const selectNewest = 'SELECT seq FROM lines WHERE talk = ? AND seq >= ? AND seq < ? ORDER BY seq DESC LIMIT ?'

/** Conversations with the place of their newest line of a range. */
const selectTalks = `
  SELECT id, newest FROM (
    SELECT id, (SELECT max(seq) FROM lines WHERE talk = talks.id AND seq >= ? AND seq < ?) AS newest
    FROM talks WHERE account = coalesce(?, account) AND history_id = coalesce(?, history_id)
  ) WHERE newest IS NOT NULL ORDER BY newest DESC`
