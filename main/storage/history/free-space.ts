import { fdatasyncSync, fstatSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { sqliteCodeOf } from '../database-file.ts'
import { rowsOf, together } from '../statements.ts'
import { connectToHistory } from './history-database.ts'
import { historyMigrations } from './history-migrations.ts'
import { HistoryError } from './history.ts'
import { layoutOf, unusedSpaceOf, type PageLayout, type Span } from './unused-space.ts'

/** So many pages are looked through, and so many overwritten, before others may go on. */
const pagesPerLook = 256
const pagesPerWipe = 32

/** So long it waits for others at a time, while nobody else can write, and so long it tries again; in milliseconds. */
const waitMs = 10
const maxWaitMs = 4000

/** SQLite's result code where another connection has what is needed. */
const busy = 5

/** Waits a little, so that others may write. */
export type Pause = () => Promise<void>

/**
 * Overwrites what deleted lines left behind in a history's file: the journal goes into the file, then the unused space
 * of each page is cleared. SQLite clears what it deletes (`secure_delete`), but not the copies of rows that it once moved to
 * other pages. docs/decisions/deleted-is-gone.md says why this is done beside SQLite, and why it is safe.
 * @throws HistoryError when others keep the file busy.
 */
export async function wipeFreeSpace(file: string, pause: Pause): Promise<void> {
  const database = connectToHistory(file)
  try {
    database.exec(`PRAGMA busy_timeout = ${waitMs}`)
    await emptyJournal(database, pause)
    const raw = rawFile(file)
    const layout = layoutOf(bytesAt(raw, 0, 100))
    if (layout === null) return
    const pages = await pagesToWipe(raw, layout, pause)
    for (let at = 0; at < pages.length; at += pagesPerWipe) {
      const some = pages.slice(at, at + pagesPerWipe)
      await whileNothingIsWritten(database, file, pause, () => wipe(raw, layout, some))
    }
    fdatasyncSync(raw)
    await emptyJournal(database, pause)
  } finally {
    database.close()
  }
}

/** Moves all that is in the journal into the file, most of it while others may write, and leaves the journal without a byte. */
function emptyJournal(database: DatabaseSync, pause: Pause): Promise<void> {
  return untilDone(pause, () => {
    rowsOf(database, 'PRAGMA wal_checkpoint(PASSIVE)')
    return rowsOf(database, 'PRAGMA wal_checkpoint(TRUNCATE)')[0]?.['busy'] === 0
  })
}

/**
 * Does something to the file itself while nobody can change it: with the right to write, and all that was ever written
 * in the file and not in the journal. Then a new version of the first page makes other connections read theirs anew.
 */
function whileNothingIsWritten(
  database: DatabaseSync,
  file: string,
  pause: Pause,
  action: () => void,
): Promise<void> {
  const touchFirstPage = `PRAGMA user_version = ${historyMigrations.length}`
  const act = (): boolean => {
    if (statSync(`${file}-wal`).size > 0) return false
    action()
    database.exec(touchFirstPage)
    return true
  }
  return untilDone(pause, async () => {
    await emptyJournal(database, pause)
    return together(database, act)
  })
}

/** Tries again while others are in the way. @throws HistoryError after a long time */
async function untilDone(pause: Pause, isDone: () => boolean | Promise<boolean>): Promise<void> {
  let cause: unknown = new Error('the file is busy')
  for (const until = performance.now() + maxWaitMs; performance.now() < until;) {
    try {
      if (await isDone()) return
    } catch (error) {
      if (sqliteCodeOf(error) !== busy) throw error
      cause = error
    }
    await pause()
  }
  throw new HistoryError('not-written', cause)
}

/**
 * The files that were opened beside SQLite; they are never closed: on POSIX systems that would give up the locks which SQLite's
 * connections of this process have (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
const rawFiles = new Map<string, number>()

function rawFile(file: string): number {
  const known = rawFiles.get(file)
  if (known !== undefined && fstatSync(known).ino === statSync(file).ino) return known
  const opened = openSync(file, 'r+')
  rawFiles.set(file, opened)
  return opened
}

/** The numbers of the pages whose unused space is not empty. The first page holds no rows. */
async function pagesToWipe(raw: number, layout: PageLayout, pause: Pause): Promise<readonly number[]> {
  const { pageSize } = layout
  const count = Math.floor(fstatSync(raw).size / pageSize)
  const found: number[] = []
  for (let first = 2; first <= count; first += pagesPerLook) {
    const bytes = bytesAt(raw, (first - 1) * pageSize, Math.min(pagesPerLook, count - first + 1) * pageSize)
    for (let at = 0; at + pageSize <= bytes.length; at += pageSize) {
      if (remainsIn(bytes.subarray(at, at + pageSize), layout) !== null) found.push(first + at / pageSize)
    }
    await pause()
  }
  return found
}

/** Pages are read again: they may have changed since they were found. */
function wipe(raw: number, layout: PageLayout, pages: readonly number[]): void {
  for (const page of pages) {
    const begin = (page - 1) * layout.pageSize
    const remains = remainsIn(bytesAt(raw, begin, layout.pageSize), layout)
    if (remains === null) continue
    const length = remains.end - remains.begin
    writeSync(raw, Buffer.alloc(length), 0, length, begin + remains.begin)
  }
}

/** The unused space of a page, when something is in it. */
function remainsIn(page: Buffer, layout: PageLayout): Span | null {
  const unused = page.length === layout.pageSize ? unusedSpaceOf(page, layout) : null
  return unused !== null && page.subarray(unused.begin, unused.end).some((byte) => byte !== 0) ? unused : null
}

function bytesAt(raw: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, readSync(raw, bytes, 0, length, position))
}
