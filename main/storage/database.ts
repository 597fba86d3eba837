import type { DatabaseSync } from 'node:sqlite'
import { DamagedError, openDatabaseFile, type DatabaseKind, type OpenedDatabase } from './database-file.ts'
import { migrations } from './migrations.ts'

/** What was committed outlives a power cut, and what was deleted is gone from the file. */
const papilio: DatabaseKind = {
  migrations,
  pragmas: `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
            PRAGMA busy_timeout = 2000`,
  check: checkHealth,
}

/**
 * Opens the program's database, `:memory:` or a file whose folder is made when it lacks. A damaged file is put
 * aside, so the answer always works.
 * @throws the system's error when not even a new file can be written.
 */
export const openDatabase = (file: string): OpenedDatabase => openDatabaseFile(file, papilio)

/** The file is small: all of it is read. */
function checkHealth(database: DatabaseSync): void {
  const answer = database.prepare('PRAGMA quick_check(1)').get()
  if (answer?.['quick_check'] !== 'ok') throw new DamagedError('the database is damaged')
}
