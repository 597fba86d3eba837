import type { DatabaseSync, SQLInputValue } from 'node:sqlite'

/** A row of an answer, its values as SQLite has them. */
export type Row = Record<string, unknown>

/** The rows that a query answers with. */
export const rowsOf = (database: DatabaseSync, sql: string, ...values: SQLInputValue[]): Row[] =>
  database.prepare(sql).all(...values)

/** Runs one statement that answers nothing. */
export function run(database: DatabaseSync, sql: string, ...values: SQLInputValue[]): void {
  database.prepare(sql).run(...values)
}

/**
 * Runs several statements as one: all of them happen or none. While another connection writes it is waited for, at most two
 * seconds. @throws what `write` throws, and SQLite's error
 */
export function together<T>(database: DatabaseSync, write: () => T): T {
  begin(database)
  try {
    const answer = write()
    database.exec('COMMIT')
    return answer
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** SQLite's result code while another connection writes. */
const busy = 5

/** So long it is waited for, and so often asked meanwhile, in milliseconds. */
const maxWaitMs = 2000
const askMs = 0.5

const nobody = new Int32Array(new SharedArrayBuffer(4))

/**
 * SQLite's own waiting (`busy_timeout`) sleeps longer and longer between two attempts, and may miss for a second the short pauses
 * of somebody who writes a lot.
 */
function begin(database: DatabaseSync): void {
  for (const until = performance.now() + maxWaitMs; ; Atomics.wait(nobody, 0, 0, askMs)) {
    try {
      return database.exec('BEGIN IMMEDIATE')
    } catch (error) {
      const { errcode } = error as { errcode?: unknown }
      if (typeof errcode !== 'number' || (errcode & 0xff) !== busy || performance.now() > until) throw error
    }
  }
}

/**
 * Takes what was deleted out of what SQLite keeps beside the file, too. Where that fails, the next time does it: it was
 * deleted all the same.
 */
export function wipeJournal(database: DatabaseSync): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch {
    return
  }
}

/** The value that a text of JSON stands for; undefined for what cannot be read, which then counts as absent. */
export function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
