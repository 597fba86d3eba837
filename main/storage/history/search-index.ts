import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { rowsOf, run, together } from '../statements.ts'
import { withHistoryErrors } from './history-errors.ts'
import { wordsOf } from './search-folding.ts'
import { accountMark, talkMark } from './search-marks.ts'

/** So many lines, and so much text, are indexed in one transaction: some milliseconds. */
const maxLines = 100
const maxUnits = 20_000

/** So many pages are merged in one transaction. */
const mergedPages = 8

/**
 * Keeps the search index of an open history. Each call is one short transaction, so that whoever writes down what is said waits
 * a few milliseconds at most; between two calls its caller leaves others time. Calls throw HistoryError.
 */
export class SearchIndex {
  readonly #database: DatabaseSync
  readonly #add: StatementSync
  readonly #forget: StatementSync
  readonly #accounts = new Map<string, number>()

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#add = database.prepare('INSERT OR REPLACE INTO search (rowid, words) VALUES (?, ?)')
    this.#forget = database.prepare('DELETE FROM unindexed WHERE seq = ?')
  }

  /** Whether there are lines that cannot be found yet. */
  lacks(): boolean {
    return withHistoryErrors(() => rowsOf(this.#database, 'SELECT 1 FROM unindexed LIMIT 1').length > 0)
  }

  /** Indexes some of the newest lines that the index lacks; answers how many. */
  addSome(): number {
    return withHistoryErrors(() => {
      let added = 0
      together(this.#database, () => {
        this.#accounts.clear()
        const lines = this.#newest()
        for (const line of lines) this.#addLine(line)
        added = lines.length
      })
      return added
    })
  }

  /** Does some of the tidying that keeps searches fast; answers whether there was any to do. */
  mergeSome(): boolean {
    return withHistoryErrors(() => {
      const before = this.#changes()
      together(this.#database, () => run(this.#database, merge, mergedPages))
      return this.#changes() - before > 1
    })
  }

  /** In the order of the index, which is written at once that way. */
  #newest(): readonly UnindexedLine[] {
    const rows = rowsOf(this.#database, selectUnindexed, maxLines) as unknown as UnindexedLine[]
    let units = 0
    const some = rows.filter(({ text }, at) => (units += text?.length ?? 0) <= maxUnits || at === 0)
    return some.toReversed()
  }

  #addLine({ seq, talk, account, text }: UnindexedLine): void {
    this.#forget.run(seq)
    if (talk === null || account === null || text === null) return
    const marks = [talkMark(talk), accountMark(this.#accountId(account))]
    this.#add.run(seq, [...marks, ...wordsOf(text)].join(' '))
  }

  #accountId(account: string): number {
    const known = this.#accounts.get(account) ?? accountIdOf(this.#database, account)
    if (known !== null) return known
    const added = this.#database.prepare('INSERT INTO search_accounts (account) VALUES (?)').run(account)
    const id = Number(added.lastInsertRowid)
    this.#accounts.set(account, id)
    return id
  }

  #changes(): number {
    return Number(rowsOf(this.#database, 'SELECT total_changes() AS changes')[0]?.['changes'])
  }
}

const merge = "INSERT INTO search (search, rank) VALUES ('merge', ?)"

interface UnindexedLine {
  readonly seq: number
  /** Null where the line is gone. */
  readonly talk: number | null
  readonly account: string | null
  readonly text: string | null
}

const selectUnindexed = `
  SELECT unindexed.seq, lines.talk, talks.account, lines.text
  FROM unindexed LEFT JOIN lines ON lines.seq = unindexed.seq LEFT JOIN talks ON talks.id = lines.talk
  ORDER BY unindexed.seq DESC LIMIT ?`

/** By which an account is known in the index; null while nothing of it is. */
export function accountIdOf(database: DatabaseSync, account: string): number | null {
  const [row] = rowsOf(database, 'SELECT id FROM search_accounts WHERE account = ?', account)
  return row === undefined ? null : Number(row['id'])
}

/** Removes lines from the index, in a transaction of its caller; no byte of their words is left in what SQLite calls a table. */
export function removeFromIndex(database: DatabaseSync, places: readonly number[]): void {
  const fromSearch = database.prepare('DELETE FROM search WHERE rowid = ?')
  const fromUnindexed = database.prepare('DELETE FROM unindexed WHERE seq = ?')
  for (const place of places) {
    fromSearch.run(place)
    fromUnindexed.run(place)
  }
}
