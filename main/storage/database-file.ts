import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { together } from './statements.ts'

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

/** What a file of ours is like. */
export interface DatabaseKind {
  /** The steps from one version to the next; `user_version` counts those that were done. */
  readonly migrations: readonly string[]
  /** Pragmas of each connection. */
  readonly pragmas: string
  /** Reads so much of the file as shows that it works. @throws DamagedError, or SQLite's error */
  readonly check: (database: DatabaseSync, version: number) => void
}

/** A file was found not to hold what it must. */
export class DamagedError extends Error {}

/**
 * Opens a database, `:memory:` or a file whose folder is made when it lacks. A damaged file is put aside, so the
 * answer always works.
 * @throws the system's error when not even a new file can be written.
 */
export function openDatabaseFile(file: string, kind: DatabaseKind): OpenedDatabase {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const keptAs = finishPuttingAside(file)
  if (keptAs !== null) return { ...open(file, kind), problem: { kind: 'damaged', keptAs } }
  try {
    return open(file, kind)
  } catch (error) {
    if (!isDamage(error)) throw error
    const damaged = putAside(file)
    return { ...open(file, kind), problem: { kind: 'damaged', keptAs: damaged } }
  }
}

/** The file is for its owner alone; what SQLite keeps beside it gets the same mode. */
function open(file: string, kind: DatabaseKind): OpenedDatabase {
  if (file !== ':memory:') prepare(file)
  const database = new DatabaseSync(file)
  try {
    database.exec(kind.pragmas)
    const version = versionOf(database)
    if (version > kind.migrations.length) {
      database.close()
      return { ...open(':memory:', kind), problem: { kind: 'too-new', version } }
    }
    kind.check(database, version)
    migrate(database, kind.migrations, version)
    return { database, problem: null }
  } catch (error) {
    if (database.isOpen) database.close()
    throw error
  }
}

function prepare(file: string): void {
  if (existsSync(file)) chmodSync(file, 0o600)
  closeSync(openSync(file, 'a', 0o600))
  // SQLite would take it for a new file, and delete its journal.
  if (sizeOf(file) === 0 && sizeOf(`${file}-wal`) > 0) throw new DamagedError('the database is empty')
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** All steps or none: a program that is killed half-way finds the old version again. */
function migrate(database: DatabaseSync, migrations: readonly string[], from: number): void {
  if (from === migrations.length) return
  together(database, () => {
    for (const step of migrations.slice(from)) database.exec(step)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
  })
}

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)

/** SQLite's primary result codes for a file that is no database, or a broken one. */
const damageCodes = { corrupt: 11, notADatabase: 26 }

/** SQLite's primary result code of an error, or null for an error of another origin. */
export function sqliteCodeOf(error: unknown): number | null {
  const { errcode } = error as { errcode?: unknown }
  return typeof errcode === 'number' ? errcode & 0xff : null
}

/** Whether an error says that the file itself is broken. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedError) return true
  const code = sqliteCodeOf(error)
  return code === damageCodes.corrupt || code === damageCodes.notADatabase
}

/**
 * Renames a database and what SQLite keeps beside it; the first free name counts. Answers the new name. When the program is
 * killed meanwhile, the next opening finishes it: a database is nothing without its journal.
 */
export function putAside(file: string): string {
  let number = 1
  while (existsSync(`${file}.damaged-${number}`)) number++
  const keptAs = `${file}.damaged-${number}`
  notePlan(file, keptAs)
  moveAside(file, keptAs)
  return keptAs
}

/** On a full disk it is put aside all the same. */
function notePlan(file: string, keptAs: string): void {
  try {
    writeFileSync(plan(file), basename(keptAs), { mode: 0o600 })
  } catch {
    rmSync(plan(file), { force: true })
  }
}

/** Says, while a file is being put aside, under which name. */
const plan = (file: string): string => `${file}.aside`

/** Answers the new name of a file that an earlier run began to put aside; null when there is none. */
function finishPuttingAside(file: string): string | null {
  if (file === ':memory:' || !existsSync(plan(file))) return null
  const name = readFileSync(plan(file), 'utf8')
  const keptAs = join(dirname(file), name)
  const isOurs = name.startsWith(`${basename(file)}.damaged-`) && basename(name) === name
  if (isOurs) moveAside(file, keptAs)
  rmSync(plan(file), { force: true })
  return isOurs && existsSync(keptAs) ? keptAs : null
}

function moveAside(file: string, keptAs: string): void {
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(file + suffix) && !existsSync(keptAs + suffix)) renameSync(file + suffix, keptAs + suffix)
  rmSync(plan(file), { force: true })
}
