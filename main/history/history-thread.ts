import { Worker } from 'node:worker_threads'
import type { HistoryHits, HistoryImportSummary, HistoryPage, HistoryTalk } from '../../app/history.ts'
import { HistoryError, type HistoryArchive, type Work } from '../storage/history/history.ts'
import type { ArchiveCall, FromThread, ToThread } from './archive-calls.ts'
import { errorOf } from './error-data.ts'

/** Where the archive's thread finds what it needs. */
export interface HistoryThreadOptions {
  /** The history's file, which exists. */
  readonly file: string
  /** The path of the thread's script: `main/history/worker.ts`, or what it was bundled into. */
  readonly workerFile: string
  /** Faults that nobody waits for. */
  log(message: string, error: unknown): void
}

/** The archive of a file, in a thread of its own. Close it before the file is put aside. */
export const openHistoryThread = (options: HistoryThreadOptions): HistoryArchive => new HistoryThread(options)

/** So often a thread that died is started anew; then every call is refused. */
const maxRestarts = 5

/** So long a thread may take to end its work when the program closes. */
const closeMs = 3000

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
  readonly work: Work | null
}

class HistoryThread implements HistoryArchive {
  readonly #options: HistoryThreadOptions
  readonly #waiting = new Map<number, Waiting>()
  #nextId = 1
  #starts = 0
  #worker: Worker | null
  #closed = false

  constructor(options: HistoryThreadOptions) {
    this.#options = options
    this.#worker = this.#start()
  }

  read(...args: Parameters<HistoryArchive['read']>): Promise<HistoryPage> {
    return this.#ask({ name: 'read', args })
  }

  list(): Promise<readonly HistoryTalk[]> {
    return this.#ask({ name: 'list' })
  }

  search(search: Parameters<HistoryArchive['search']>[0]): Promise<HistoryHits> {
    return this.#ask({ name: 'search', search })
  }

  delete(scope: Parameters<HistoryArchive['delete']>[0], work: Work): Promise<number> {
    return this.#ask({ name: 'delete', scope }, work)
  }

  import(options: Parameters<HistoryArchive['import']>[0], work: Work): Promise<HistoryImportSummary> {
    return this.#ask({ name: 'import', options }, work)
  }

  export(options: Parameters<HistoryArchive['export']>[0], work: Work): Promise<number> {
    return this.#ask({ name: 'export', options }, work)
  }

  rescue(file: string, work: Work): Promise<number> {
    return this.#ask({ name: 'rescue', file }, work)
  }

  /** Ends what is going on, and waits for what is being written. */
  async close(): Promise<void> {
    this.#closed = true
    const worker = this.#worker
    if (worker === null) return
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    worker.postMessage({ type: 'close' } satisfies ToThread)
    const timer = setTimeout(() => void worker.terminate(), closeMs)
    await ended
    clearTimeout(timer)
  }

  #start(): Worker {
    this.#starts++
    const { file, workerFile } = this.#options
    // Node would close what the thread leaves open on purpose (storage/history/free-space.ts), and SQLite's locks of this process with it.
    const worker = new Worker(workerFile, { workerData: { file }, name: 'history', trackUnmanagedFds: false })
    worker.on('message', (message: FromThread) => this.#hear(message))
    worker.on('error', (error) => this.#options.log('the thread of the history failed', error))
    worker.on('exit', () => this.#ended())
    return worker
  }

  #ended(): void {
    this.#worker = null
    const gone = new HistoryError('not-written', new Error('the thread of the history ended'))
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const each of waiting) each.reject(gone)
    if (!this.#closed && this.#starts <= maxRestarts) this.#worker = this.#start()
  }

  #ask<T>(call: ArchiveCall, work?: Work): Promise<T> {
    const id = this.#nextId++
    const worker = this.#closed ? null : this.#worker
    if (worker === null) {
      return Promise.reject(new HistoryError('not-written', new Error('there is no thread for the history')))
    }
    const abort = (): void => worker.postMessage({ type: 'abort', id } satisfies ToThread)
    const answered = new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (value) => resolve(value as T), reject, work: work ?? null })
    })
    worker.postMessage({ type: 'call', id, call } satisfies ToThread)
    if (work === undefined) return answered
    if (work.signal.aborted) abort()
    work.signal.addEventListener('abort', abort)
    return answered.finally(() => work.signal.removeEventListener('abort', abort))
  }

  #hear(message: FromThread): void {
    switch (message.type) {
      case 'answer':
        return this.#take(message.id)?.resolve(message.value)
      case 'failure':
        return this.#take(message.id)?.reject(errorOf(message.error))
      case 'progress':
        return this.#waiting.get(message.id)?.work?.onProgress(message.done, message.total)
      case 'fault':
        return this.#options.log('the history', errorOf(message.error))
    }
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    return waiting
  }
}
