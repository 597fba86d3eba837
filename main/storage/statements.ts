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

/** Runs several statements as one: all of them happen or none. @throws what `write` throws */
export function together<T>(database: DatabaseSync, write: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const answer = write()
    database.exec('COMMIT')
    return answer
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
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
