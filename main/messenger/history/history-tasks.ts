import type { HistoryTask } from '../../../app/history.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { Work } from '../../storage/history/history.ts'
import { Refusal } from '../reasons.ts'
import type { Store } from '../store.ts'

/** How far a piece of work has come is told at most this often, in milliseconds. */
const betweenReports = 200

/** What the tasks need. */
export interface HistoryTasksOptions {
  readonly store: Store
  readonly clock: Clock
}

/** A piece of work that is going on. */
interface Running {
  readonly abort: AbortController
  readonly ended: Promise<void>
}

/** For work on a few lines, which takes no time worth telling. */
export const silently: Work = { signal: new AbortController().signal, onProgress: () => undefined }

/** Long pieces of work on the history, one at a time. How far it is stands in the state. */
export class HistoryTasks {
  readonly #options: HistoryTasksOptions
  #running: Running | null = null
  #stops = 0

  constructor(options: HistoryTasksOptions) {
    this.#options = options
  }

  /** @throws Refusal (as a rejection) `not-available` while another is going on, `cancelled` when it was ended */
  async run<T>(kind: HistoryTask['kind'], work: (work: Work) => Promise<T>): Promise<T> {
    if (this.#running !== null) throw new Refusal('not-available')
    const abort = new AbortController()
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    this.#running = { abort, ended }
    this.#publish({ kind, done: 0, total: null })
    try {
      return await work({ signal: abort.signal, onProgress: this.#reporter(kind, abort.signal) })
    } catch (error) {
      throw abort.signal.aborted ? new Refusal('cancelled') : error
    } finally {
      this.#running = null
      this.#publish(null)
      end()
    }
  }

  /** As `run`, after whatever is going on now. */
  async runNext<T>(kind: HistoryTask['kind'], work: (work: Work) => Promise<T>): Promise<T> {
    const stops = this.#stops
    while (this.#running !== null) await this.#running.ended
    if (this.#stops > stops) throw new Refusal('cancelled')
    return this.run(kind, work)
  }

  /** Asks what is going on to end. */
  cancel(): void {
    this.#running?.abort.abort()
  }

  /** Ends what is going on, and what waits for it; resolves when it has ended. */
  async stop(): Promise<void> {
    this.#stops++
    this.cancel()
    await this.#running?.ended
  }

  #reporter(kind: HistoryTask['kind'], signal: AbortSignal): Work['onProgress'] {
    let reportedAt = -Infinity
    return (done, total) => {
      const now = this.#options.clock.now()
      if (signal.aborted || now - reportedAt < betweenReports) return
      reportedAt = now
      this.#publish({ kind, done, total })
    }
  }

  #publish(task: HistoryTask | null): void {
    this.#options.store.publish({ type: 'history-task-changed', task })
  }
}
