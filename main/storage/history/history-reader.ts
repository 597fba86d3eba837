import type { DatabaseSync } from 'node:sqlite'
import type { AccountId } from '../../../app/account.ts'
import type {
  HistoryId,
  HistoryLine,
  HistoryPage,
  HistoryPlace,
  HistoryScope,
  HistoryTalk,
} from '../../../app/history.ts'
import { rowsOf } from '../statements.ts'
import { lineOf, selectLines } from './history-entries.ts'
import { withHistoryErrors } from './history-errors.ts'
import { peopleOf } from './line-store.ts'
import { endOfPlaces, placeOf, timeOf } from './places.ts'
import { linesIn, talkIdOf, talkIdsIn } from './scopes.ts'

/** Some lines on one side of a place, and whether there are more on that side. */
interface Side {
  /** Oldest first. */
  readonly lines: readonly HistoryLine[]
  readonly more: boolean
}

/** Reads an open history. Rows that cannot be understood are passed over. Its calls throw HistoryError when the file is damaged. */
export class HistoryReader {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** At most `count` lines of a conversation; none of one that was not kept. */
  read(accountId: AccountId, historyId: HistoryId, place: HistoryPlace, count: number): HistoryPage {
    return withHistoryErrors(() => {
      const talk = talkIdOf(this.#database, accountId, historyId)
      return talk === null ? { lines: [], earlier: false, later: false } : this.#page(talk, place, count)
    })
  }

  /** Every conversation of which there are lines, the one used last first. */
  list(): readonly HistoryTalk[] {
    return withHistoryErrors(() =>
      rowsOf(this.#database, selectTalks).map((row) => ({
        accountId: String(row['account']),
        historyId: String(row['history_id']),
        group: row['is_group'] === 1,
        people: peopleOf(row['people']),
        lines: Number(row['lines']),
        firstAt: timeOf(Number(row['first'])),
        lastAt: timeOf(Number(row['last'])),
      })),
    )
  }

  /** How many lines a scope has. */
  count(scope: HistoryScope): number {
    return withHistoryErrors(() => {
      const { sql, values } = linesIn(scope)
      const query = `SELECT count(*) AS count FROM lines WHERE talk = ? AND ${sql}`
      return talkIdsIn(this.#database, scope)
        .map((talk) => Number(rowsOf(this.#database, query, talk, ...values)[0]?.['count']))
        .reduce((sum, count) => sum + count, 0)
    })
  }

  /**
   * The lines of a scope, in pages of at most `count` of one conversation, oldest first. Nothing is held between
   * two pages: lines may be written and deleted meanwhile.
   */
  *pages(scope: HistoryScope, count: number): Generator<readonly HistoryLine[]> {
    for (const talk of withHistoryErrors(() => talkIdsIn(this.#database, scope))) {
      for (let from = 0; ;) {
        const rows = withHistoryErrors(() => this.#rowsFrom(talk, from, scope, count))
        if (rows.length === 0) break
        from = Number(rows.at(-1)!['seq']) + 1
        const lines = rows.map(lineOf).filter((line) => line !== null)
        if (lines.length > 0) yield lines
      }
    }
  }

  #rowsFrom(talk: number, from: number, scope: HistoryScope, count: number) {
    const { sql, values } = linesIn(scope)
    const query = `${selectLines} WHERE lines.talk = ? AND lines.seq >= ? AND ${sql} ORDER BY lines.seq LIMIT ?`
    return rowsOf(this.#database, query, talk, from, ...values, count)
  }

  #page(talk: number, place: HistoryPlace, count: number): HistoryPage {
    switch (place.kind) {
      case 'end':
        return this.#pageBefore(talk, endOfPlaces, count)
      case 'before':
        return this.#pageBefore(talk, place.seq, count)
      case 'before-entry':
        return this.#pageBefore(talk, this.#placeOfEntry(talk, place.entryId) ?? placeOf(place.at), count)
      case 'after':
        return this.#pageAfter(talk, place.seq, count)
      case 'around':
        return this.#pageAround(talk, place.seq, count)
      case 'date':
        return this.#pageAround(talk, placeOf(place.at), count)
    }
  }

  #pageBefore(talk: number, seq: number, count: number): HistoryPage {
    const { lines, more } = this.#before(talk, seq, count)
    return { lines, earlier: more, later: this.#from(talk, seq, 0).more }
  }

  #pageAfter(talk: number, seq: number, count: number): HistoryPage {
    const { lines, more } = this.#from(talk, seq + 1, count)
    return { lines, earlier: this.#before(talk, seq + 1, 0).more, later: more }
  }

  /** Half of it before the place, and more where the other side has less. */
  #pageAround(talk: number, seq: number, count: number): HistoryPage {
    const before = this.#before(talk, seq, count)
    const from = this.#from(talk, seq, count)
    const earlier = Math.min(before.lines.length, Math.max(count >> 1, count - from.lines.length))
    const later = Math.min(from.lines.length, count - earlier)
    return {
      lines: [...before.lines.slice(before.lines.length - earlier), ...from.lines.slice(0, later)],
      earlier: before.more || earlier < before.lines.length,
      later: from.more || later < from.lines.length,
    }
  }

  #placeOfEntry(talk: number, entryId: string): number | null {
    const [row] = rowsOf(
      this.#database,
      'SELECT seq FROM lines WHERE entry_id = ? AND talk = ?',
      entryId,
      talk,
    )
    return row === undefined ? null : Number(row['seq'])
  }

  #before(talk: number, seq: number, count: number): Side {
    const { lines, more } = this.#take('lines.seq < ? ORDER BY lines.seq DESC', talk, seq, count)
    return { lines: lines.toReversed(), more }
  }

  #from(talk: number, seq: number, count: number): Side {
    return this.#take('lines.seq >= ? ORDER BY lines.seq', talk, seq, count)
  }

  /** So many lines that can be understood, in the order of the query. */
  #take(sql: string, talk: number, seq: number, count: number): Side {
    const lines: HistoryLine[] = []
    const statement = this.#database.prepare(`${selectLines} WHERE lines.talk = ? AND ${sql}`)
    for (const row of statement.iterate(talk, seq)) {
      const line = lineOf(row)
      if (line !== null && lines.length === count) return { lines, more: true }
      if (line !== null) lines.push(line)
    }
    return { lines, more: false }
  }
}

const selectTalks = `
  SELECT account, history_id, is_group, people, lines, first, last
  FROM talks JOIN (
    SELECT talk, count(*) AS lines, min(seq) AS first, max(seq) AS last FROM lines GROUP BY talk
  ) ON talk = id
  ORDER BY last DESC`
