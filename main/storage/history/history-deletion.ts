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
 * meanwhile stay. When the work is ended, what was deleted until then is gone for good. Answers how many lines.
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
    await forgetDeletedWords(database, pause)
    const file = database.location()
    if (file !== null) await wipeFreeSpace(file, pause)
    return done
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
  const parts = talkIdsIn(database, scope).map((talk) => partOf(database, talk, scope))
  const total = parts.reduce((sum, { lines }) => sum + lines, 0)
  let done = 0
  for (const part of parts) {
    while (!work.signal.aborted) {
      const deleted = together(database, () => deleteSome(database, part, scope))
      if (deleted === 0) break
      work.onProgress((done += deleted), total)
      await pause()
    }
  }
  return done
}

/** What a scope has of one talk. */
interface Part {
  readonly talk: number
  readonly lines: number
  /** Later ones were written since. */
  readonly last: number
}

function partOf(database: DatabaseSync, talk: number, scope: HistoryScope): Part {
  const { sql, values } = linesIn(scope)
  const query = `SELECT count(*) AS lines, max(seq) AS last FROM lines WHERE talk = ? AND ${sql}`
  const [row] = rowsOf(database, query, talk, ...values)
  return { talk, lines: Number(row?.['lines']), last: Number(row?.['last'] ?? -1) }
}

/** Deletes some lines, with whatever nobody uses any more then; answers how many. */
function deleteSome(database: DatabaseSync, { talk, last }: Part, scope: HistoryScope): number {
  const { sql, values } = linesIn(scope)
  const query = `SELECT seq, author, format FROM lines WHERE talk = ? AND seq <= ? AND ${sql} ORDER BY seq LIMIT ?`
  const rows = rowsOf(database, query, talk, last, ...values, linesPerStep)
  const numbersOf = (column: string): readonly number[] => [
    ...new Set(rows.map((row) => row[column]).filter((value) => typeof value === 'number')),
  ]
  const places = numbersOf('seq')
  removeFromIndex(database, places)
  run(database, `DELETE FROM lines WHERE seq IN (${listed})`, JSON.stringify(places))
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
