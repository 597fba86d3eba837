import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrations } from './migrations.ts'

/** What was wrong with the file; the program goes on with a database that works. */
export type DatabaseProblem =
  /** The file could not be read. It was kept under the other name, and a new one was begun. */
  | { readonly kind: 'damaged'; readonly keptAs: string }
  /** A later version of the program wrote the file. It was left alone; what changes now is not kept. */
  | { readonly kind: 'too-new'; readonly version: number }

/** An open database, migrated to what this version of the program expects. */
export interface OpenedDatabase {
  readonly database: DatabaseSync
  readonly problem: DatabaseProblem | null
}

/**
 * Opens the program's database, `:memory:` or a file whose folder is made when it lacks. A damaged file is put
 * aside, so the answer always works.
 * @throws the system's error when not even a new file can be written.
 */
export function openDatabase(file: string): OpenedDatabase {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  try {
    return open(file)
  } catch (error) {
    if (!isDamage(error)) throw error
    const keptAs = putAside(file)
    return { ...open(file), problem: { kind: 'damaged', keptAs } }
  }
}

/** A new file is for its owner alone; what SQLite keeps beside it gets the same mode. */
function open(file: string): OpenedDatabase {
  if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600))
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000')
    checkHealth(database)
    const version = versionOf(database)
    if (version > migrations.length) {
      database.close()
      return { ...open(':memory:'), problem: { kind: 'too-new', version } }
    }
    migrate(database, version)
    return { database, problem: null }
  } catch (error) {
    if (database.isOpen) database.close()
    throw error
  }
}

/** All steps or none: a program that is killed half-way finds the old version again. */
function migrate(database: DatabaseSync, from: number): void {
  if (from === migrations.length) return
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const step of migrations.slice(from)) database.exec(step)
    database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`)
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)

class DamagedError extends Error {}

function checkHealth(database: DatabaseSync): void {
  const answer = database.prepare('PRAGMA quick_check(1)').get()
  if (answer?.['quick_check'] !== 'ok') throw new DamagedError('the database is damaged')
}

/** SQLite's primary result codes for a file that is no database, or a broken one. */
const damageCodes = { corrupt: 11, notADatabase: 26 }

function isDamage(error: unknown): boolean {
  if (error instanceof DamagedError) return true
  const { errcode } = error as { errcode?: unknown }
  if (typeof errcode !== 'number') return false
  const primary = errcode & 0xff
  return primary === damageCodes.corrupt || primary === damageCodes.notADatabase
}

/** Renames the file and what SQLite keeps beside it; the first free name counts. */
function putAside(file: string): string {
  let number = 1
  while (existsSync(`${file}.damaged-${number}`)) number++
  const keptAs = `${file}.damaged-${number}`
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, keptAs + suffix)
  }
  return keptAs
}
