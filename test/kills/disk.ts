import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A line of the history, as its table has it. */
export interface DiskLine {
  readonly id: string
  readonly historyId: string
  readonly kind: string
  readonly mine: boolean
  readonly text: string | null
  readonly delivery: string | null
}

/** A line of the outbox, as its table has it. */
export interface DiskOutboxLine {
  readonly id: string
  readonly group: boolean
  readonly state: string
  readonly handedOver: boolean
}

/** What a program that does not run any more has on disk. */
export interface Disk {
  /** Files that are damaged, or were found damaged by the program. */
  readonly damaged: readonly string[]
  /** In the order of the history. */
  readonly lines: readonly DiskLine[]
  readonly outbox: readonly DiskOutboxLine[]
  /** By the names of conversations. */
  readonly drafts: ReadonlyMap<string, string>
}

/**
 * Reads a profile with SQLite alone. It looks at a copy, so that the program itself finds the files as the end of its last run left
 * them.
 */
export function readDisk(profile: string): Disk {
  const copy = mkdtempSync(path.join(tmpdir(), 'papilio-disk-'))
  try {
    if (existsSync(profile)) cpSync(profile, copy, { recursive: true })
    return {
      damaged: [...readdirSync(copy).filter((name) => name.includes('.damaged')), ...damagedIn(copy)],
      lines: rows(copy, 'history.db', linesSql).map(lineOf),
      outbox: rows(copy, 'papilio.db', 'SELECT * FROM outbox ORDER BY number').map(outboxLineOf),
      drafts: new Map(
        rows(copy, 'papilio.db', 'SELECT * FROM drafts').map((row) => [
          String(row['history_id']),
          String(row['text']),
        ]),
      ),
    }
  } finally {
    rmSync(copy, { recursive: true })
  }
}

const linesSql = `SELECT entry_id, history_id, kind, mine, text, delivery
  FROM lines JOIN talks ON talks.id = lines.talk ORDER BY seq`

type Row = Record<string, unknown>

/** Nothing where the file or its tables are not yet made. */
function rows(folder: string, name: string, sql: string): readonly Row[] {
  return within(folder, name, (database) => database.prepare(sql).all() as Row[]) ?? []
}

const damagedIn = (folder: string): readonly string[] =>
  ['papilio.db', 'history.db'].filter((name) => {
    const found = within(
      folder,
      name,
      (database) => database.prepare('PRAGMA integrity_check').all() as Row[],
    )
    return found !== null && (found.length !== 1 || found[0]?.['integrity_check'] !== 'ok')
  })

function within<T>(folder: string, name: string, read: (database: DatabaseSync) => T): T | null {
  const file = path.join(folder, name)
  if (!existsSync(file)) return null
  const database = new DatabaseSync(file)
  try {
    const version = database.prepare('PRAGMA user_version').get()?.['user_version']
    return version === 0 ? null : read(database)
  } finally {
    database.close()
  }
}

const lineOf = (row: Row): DiskLine => ({
  id: String(row['entry_id']),
  historyId: String(row['history_id']),
  kind: String(row['kind']),
  mine: row['mine'] === 1,
  text: row['text'] as string | null,
  delivery: row['delivery'] as string | null,
})

const outboxLineOf = (row: Row): DiskOutboxLine => ({
  id: String(row['entry_id']),
  group: row['is_group'] === 1,
  state: (JSON.parse(String(row['delivery'])) as { state: string }).state,
  handedOver: row['handed_over'] === 1,
})
