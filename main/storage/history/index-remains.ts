import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { rowsOf, run, together } from '../statements.ts'
import type { Pause } from './free-space.ts'

/** So many words are looked up, and so many pages written, before others may go on. */
const wordsPerLook = 100
const pagesPerStep = 8

/** A line that is no line, and its word: a merge needs something that is not merged yet. */
const filler = { place: -1, word: '0' }

/**
 * Makes the search index forget words that no line has any more. FTS5's `secure-delete` removes a word from its lists, but
 * not from the tree that leads to them, where some words (whole or their beginnings) say what a page begins with. Where that is so,
 * the index is written anew in short steps.
 */
export async function forgetDeletedWords(database: DatabaseSync, pause: Pause): Promise<void> {
  if (!(await hasDeletedWords(database, pause))) return
  together(database, () => {
    run(database, 'INSERT OR REPLACE INTO search (rowid, words) VALUES (?, ?)', filler.place, filler.word)
  })
  merge(database, -pagesPerStep)
  do await pause()
  while (merge(database, pagesPerStep))
  together(database, () => run(database, 'DELETE FROM search WHERE rowid = ?', filler.place))
}

/** A negative count begins to make one segment of all; whether anything was done (https://www.sqlite.org/fts5.html#the_merge_command). */
function merge(database: DatabaseSync, pages: number): boolean {
  const changes = (): number => Number(rowsOf(database, 'SELECT total_changes() AS changes')[0]?.['changes'])
  const before = changes()
  together(database, () => run(database, "INSERT INTO search (search, rank) VALUES ('merge', ?)", pages))
  return changes() - before > 1
}

async function hasDeletedWords(database: DatabaseSync, pause: Pause): Promise<boolean> {
  database.exec(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.known_words USING fts5vocab(main, 'search', 'instance')",
  )
  const next = database.prepare('SELECT term FROM temp.known_words WHERE term >= CAST(? AS TEXT) LIMIT 1')
  const beginnings = rowsOf(database, 'SELECT term FROM search_idx').flatMap(({ term }) => beginningIn(term))
  for (const [index, beginning] of beginnings.entries()) {
    if (!isKnown(next, beginning)) return true
    if (index % wordsPerLook === wordsPerLook - 1) await pause()
  }
  return false
}

/** After a first byte that tells the lists of words from those of their beginnings. */
function beginningIn(term: unknown): readonly Buffer[] {
  if (!(term instanceof Uint8Array) || term.length < 2) return []
  const beginning = Buffer.from(term.subarray(1))
  return beginning.toString() === filler.word ? [] : [beginning]
}

/** Whether a word of some line begins so. */
function isKnown(next: StatementSync, beginning: Buffer): boolean {
  const term = next.get(beginning)?.['term']
  return typeof term === 'string' && Buffer.from(term).subarray(0, beginning.length).equals(beginning)
}
