import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import type { HistoryHits, HistoryImportSummary, HistoryPage, HistoryTalk } from '../../app/history.ts'
import { deleteLines, wipeDeleted } from '../storage/history/history-deletion.ts'
import { HistoryImport } from '../storage/history/history-import.ts'
import { HistoryReader } from '../storage/history/history-reader.ts'
import { rescueLines } from '../storage/history/history-rescue.ts'
import { HistoryError, type HistoryArchive, type Work } from '../storage/history/history.ts'
import { HistorySearcher } from '../storage/history/search.ts'
import { exportHistory } from './export/export-history.ts'
import { importLogs } from './import/import-logs.ts'
import { Indexing } from './indexing.ts'

/** After each short transaction the file is left to others for so long, in milliseconds. */
const pauseMs = 2

/** So long the journal gets before it is moved into the file, where no thread does it from time to time: SQLite's own value. */
const journalPages = 1000

/** An archive over a connection, on whatever thread it is made. */
export class HistoryService implements HistoryArchive {
  readonly #database: DatabaseSync
  readonly #reader: HistoryReader
  readonly #searcher: HistorySearcher
  readonly #indexing: Indexing
  /** Ends with the last long piece of work; they are done one after the other. */
  #working: Promise<unknown> = Promise.resolve()
  #closed = false

  /** The connection is not closed by `close`. */
  constructor(database: DatabaseSync) {
    this.#database = database
    this.#reader = new HistoryReader(database)
    this.#searcher = new HistorySearcher(database)
    this.#indexing = new Indexing(database, pause)
  }

  read(...args: Parameters<HistoryArchive['read']>): Promise<HistoryPage> {
    return promised(() => this.#reader.read(...args))
  }

  list(): Promise<readonly HistoryTalk[]> {
    return promised(() => this.#reader.list())
  }

  /** Where the file cannot be written, such as on a full disk, what is indexed is found all the same. */
  async search(search: Parameters<HistoryArchive['search']>[0]): Promise<HistoryHits> {
    await this.#indexing.catchUp().catch((error: unknown) => {
      if (!(error instanceof HistoryError && error.kind === 'not-written')) throw error
    })
    return this.#searcher.search(search)
  }

  delete(scope: Parameters<HistoryArchive['delete']>[0], work: Work): Promise<number> {
    return this.#next(() => deleteLines(this.#database, scope, work, pause))
  }

  import(options: Parameters<HistoryArchive['import']>[0], work: Work): Promise<HistoryImportSummary> {
    const sink = (precisionMs: number): HistoryImport => new HistoryImport(this.#database, precisionMs)
    return this.#next(() => importLogs(sink, options, work))
  }

  export(options: Parameters<HistoryArchive['export']>[0], work: Work): Promise<number> {
    return this.#next(() => exportHistory(this.#reader, options, work))
  }

  rescue(file: string, work: Work): Promise<number> {
    return this.#next(() => rescueLines(this.#database, file, work, pause))
  }

  /** Makes what was said since the last time findable. */
  index(): Promise<void> {
    return this.#indexing.run()
  }

  /** Overwrites what a deletion left behind that was ended before it could. @throws HistoryError (as a rejection) */
  finishDeletion(): Promise<void> {
    return this.#next(() => wipeDeleted(this.#database, pause))
  }

  /** Waits for what is going on, and refuses what comes after; what is not indexed yet is indexed another time. */
  async close(): Promise<void> {
    this.#closed = true
    const stopped = this.#indexing.stop()
    await this.#working
    await stopped
  }

  #next<T>(task: () => Promise<T>): Promise<T> {
    if (this.#closed)
      return Promise.reject(new HistoryError('not-written', new Error('the history is closed')))
    const result = this.#working.then(task)
    this.#working = result.then(
      () => this.#indexing.begin(),
      () => this.#indexing.begin(),
    )
    return result
  }
}

const promised = <T>(action: () => T): Promise<T> => new Promise((resolve) => resolve(action()))

const pause = (): Promise<void> => wait(pauseMs)

/**
 * The archive of an open history on this thread, such as one in memory, over the connection of its writer. What goes wrong while
 * nobody waits shows at the next call.
 */
export function historyInProcess(database: DatabaseSync): HistoryArchive {
  database.exec(`PRAGMA wal_autocheckpoint = ${journalPages}`)
  const service = new HistoryService(database)
  service.finishDeletion().catch(() => undefined)
  return service
}
