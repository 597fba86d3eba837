import type { DatabaseSync } from 'node:sqlite'
import type { HistoryScope } from '../../../app/history.ts'
import { rowsOf, run, together } from '../statements.ts'
import { wipeFreeSpace, type Pause } from './free-space.ts'
import { historyErrorOf } from './history-errors.ts'
import type { Work } from './history.ts'
import { forgetDeletedWords } from './index-remains.ts'
import { linesIn, talkIdsIn } from './scopes.ts'
import { removeFromIndex } from './search-index.ts'

/** So many lines are deleted in one transaction: some milliseconds, most of them for the search index of a long history. */
const linesPerStep = 5

/**
 * Deletes the lines of a scope, so that nothing of them is left in the file or beside it; lines that are written
 * meanwhile stay, also those of an earlier time. When the work is ended, what was deleted until then is gone for good. Answers how
 * many lines.
 * @throws HistoryError (as a rejection) when the file cannot be written.
 */
export async function deleteLines(
  database: DatabaseSync,
  scope: HistoryScope,
  work: Work,
  pause: Pause,
): Promise<number> {
  try {
    const done = await deleteRows(database, scope, work, pause)
    await wipeDeleted(database, pause)
    return done
  } catch (error) {
    throw historyErrorOf(error)
  }
}

/**
 * Overwrites what deleted lines left behind, also at an earlier run that was ended before it could; does nothing where nothing was
 * deleted since. It may be ended by the death of the process at any moment, and is then done again.
 * @throws HistoryError (as a rejection) when the file cannot be written.
 */
export async function wipeDeleted(database: DatabaseSync, pause: Pause): Promise<void> {
  try {
    if (rowsOf(database, 'SELECT 1 FROM unwiped').length === 0) return
    await forgetDeletedWords(database, pause)
    const file = database.location()
    if (file !== null) await wipeFreeSpace(file, pause)
    together(database, () => run(database, 'DELETE FROM unwiped'))
  } catch (error) {
    throw historyErrorOf(error)
  }
}

async function deleteRows(
  database: DatabaseSync,
  scope: HistoryScope,
  work: Work,
  pause: Pause,
): Promise<number> {
  const parts = talkIdsIn(database, scope).map((talk) => ({ talk, places: placesIn(database, talk, scope) }))
  const total = parts.reduce((sum, { places }) => sum + places.length, 0)
  let done = 0
  // Single lines are few: the end of the program does not keep them from being deleted.
  const isEnded = (): boolean => work.signal.aborted && scope.kind !== 'lines'
  for (const { talk, places } of parts) {
    for (let at = 0; at < places.length && !isEnded(); at += linesPerStep) {
      const some = places.slice(at, at + linesPerStep)
      done += together(database, () => deleteSome(database, talk, some))
      work.onProgress(done, total)
      await pause()
    }
  }
  return done
}

/** Where the lines of a scope stand in one talk. No place is used again while there is a line in it. */
function placesIn(database: DatabaseSync, talk: number, scope: HistoryScope): readonly number[] {
  const { sql, values } = linesIn(scope)
  const query = `SELECT seq FROM lines WHERE talk = ? AND ${sql} ORDER BY seq`
  return Array.from(database.prepare(query).iterate(talk, ...values), ({ seq }) => Number(seq))
}

/** Deletes some lines, with whatever nobody uses any more then; answers how many. */
function deleteSome(database: DatabaseSync, talk: number, places: readonly number[]): number {
  const these = JSON.stringify(places)
  const rows = rowsOf(database, `SELECT author, format FROM lines WHERE seq IN (${listed})`, these)
  const numbersOf = (column: string): readonly number[] => [
    ...new Set(rows.map((row) => row[column]).filter((value) => typeof value === 'number')),
  ]
  run(database, 'INSERT OR IGNORE INTO unwiped (id) VALUES (1)')
  removeFromIndex(database, places)
  run(database, `DELETE FROM lines WHERE seq IN (${listed})`, these)
  for (const [table, column] of owners) {
    const unused = `NOT EXISTS (SELECT 1 FROM lines WHERE lines.${column} = ${table}.id)`
    const ids = JSON.stringify(column === 'talk' ? [talk] : numbersOf(column))
    run(database, `DELETE FROM ${table} WHERE id IN (${listed}) AND ${unused}`, ids)
  }
  run(database, 'DELETE FROM search_accounts WHERE account NOT IN (SELECT account FROM talks)')
  return rows.length
}

const listed = 'SELECT value FROM json_each(?)'

/** What lines refer to, and by which column. */
const owners = [
  ['talks', 'talk'],
  ['authors', 'author'],
  ['formats', 'format'],
] as const
