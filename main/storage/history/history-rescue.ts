import type { DatabaseSync } from 'node:sqlite'
import { together } from '../statements.ts'
import { DamagedFile } from './damaged/damaged-file.ts'
import { FoundRows, type FoundLine } from './damaged/found-rows.ts'
import { recordsOf } from './damaged/records.ts'
import type { Pause } from './free-space.ts'
import { withHistoryErrors } from './history-errors.ts'
import type { Work } from './history.ts'
import { LineStore } from './line-store.ts'

/** So many pages are read, and so many lines written, before others may go on. */
const pagesPerLook = 128
const linesPerStep = 50

/**
 * Copies the lines of a damaged file into an open history, with what can be read of the journal beside it; the file stays as
 * it is. Each page is read for itself, so one that is damaged costs its own lines only. May be done again: lines that are there
 * already are counted, and not added. Answers how many lines were read.
 * @throws HistoryError (as a rejection) when the history cannot be written; the signal's reason when the work is ended; the system's
 * error when the damaged file cannot be opened.
 */
export async function rescueLines(
  database: DatabaseSync,
  path: string,
  work: Work,
  pause: Pause,
): Promise<number> {
  const file = new DamagedFile(path)
  try {
    const { rows, total } = await lookThrough(file, work, pause)
    return await copyLines(database, file, rows, total, work, pause)
  } finally {
    file.close()
  }
}

/** Finds what lines refer to, which may stand behind them. */
async function lookThrough(file: DamagedFile, work: Work, pause: Pause) {
  const rows = new FoundRows()
  let total = 0
  for (let page = 1; page <= file.pageCount; page++) {
    for (const record of recordsOf(file, page)) {
      if (rows.isLine(record)) total++
      else rows.take(record)
    }
    if (page % pagesPerLook === 0) await pause()
    work.signal.throwIfAborted()
  }
  return { rows, total }
}

async function copyLines(
  database: DatabaseSync,
  file: DamagedFile,
  rows: FoundRows,
  total: number,
  work: Work,
  pause: Pause,
): Promise<number> {
  const store = new LineStore(database)
  let done = 0
  let waiting: FoundLine[] = []
  const flush = async (count: number): Promise<void> => {
    while (waiting.length >= count && waiting.length > 0) {
      const some = waiting.slice(0, linesPerStep)
      waiting = waiting.slice(linesPerStep)
      withHistoryErrors(() => together(database, () => some.forEach((found) => addFound(store, found))))
      work.onProgress((done += some.length), total)
      await pause()
      work.signal.throwIfAborted()
    }
  }
  for (let page = 1; page <= file.pageCount; page++) {
    const records = recordsOf(file, page).filter((record) => rows.isLine(record))
    waiting.push(...records.map((record) => rows.lineOf(record)).filter((line) => line !== null))
    await flush(linesPerStep)
    if (page % pagesPerLook === 0) await pause()
    work.signal.throwIfAborted()
  }
  await flush(0)
  return done
}

const addFound = (store: LineStore, { place, line }: FoundLine): boolean =>
  store.add(line, { renames: false, place })
