import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { DamagedError, openDatabaseFile, type DatabaseKind, type OpenedDatabase } from '../database-file.ts'
import { rowsOf } from '../statements.ts'
import { historyMigrations } from './history-migrations.ts'
import { HistoryError } from './history.ts'

/** What is deleted is overwritten, and nothing spills into other files. Who wants to write waits as `together` does. */
const pragmas = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA busy_timeout = 0`

const history: DatabaseKind = { migrations: historyMigrations, pragmas, check: checkTables }

/**
 * Opens the history's file, `:memory:` or a path whose folder is made when it lacks, for the thread that writes
 * down what is said. A damaged file is put aside and a new one begun.
 * @throws the system's error when not even a new file can be written.
 */
export const openHistory = (file: string): OpenedDatabase => openDatabaseFile(file, history)

/**
 * Another connection to a file that `openHistory` has opened, such as the archive's.
 * @throws HistoryError when the file is not there, SQLite's error when it cannot be read.
 */
export function connectToHistory(file: string): DatabaseSync {
  if (!existsSync(file)) throw new HistoryError('not-written', new Error('the file is not there'))
  const database = new DatabaseSync(file)
  try {
    database.exec(pragmas)
    checkTables(database, historyMigrations.length)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Reads the beginning of each table; reading a long history whole would keep the program from starting. */
function checkTables(database: DatabaseSync, version: number): void {
  const tables = rowsOf(database, "SELECT name FROM sqlite_schema WHERE type = 'table'").map(
    ({ name }) => name,
  )
  if (version === 0) {
    if (tables.length > 0) throw new DamagedError('the history does not say of which version it is')
    return
  }
  for (const table of ['talks', 'authors', 'formats', 'lines', 'unindexed']) {
    if (!tables.includes(table)) throw new DamagedError(`the history has no table ${table}`)
    rowsOf(database, `SELECT * FROM ${table} LIMIT 1`)
  }
}
