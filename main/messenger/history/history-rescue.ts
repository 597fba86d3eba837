import path from 'node:path'
import type { HistoryProblem } from '../../../app/history.ts'
import type { Store } from '../store.ts'
import { HistoryError, type Work } from '../../storage/history/history.ts'
import { Refusal } from '../reasons.ts'
import type { HistoryHome } from './history-home.ts'
import type { HistoryTasks } from './history-tasks.ts'

/** What a rescue needs. */
export interface HistoryRescueOptions {
  readonly store: Store
  readonly home: HistoryHome
  readonly tasks: HistoryTasks
  say(problem: HistoryProblem | null): void
  readonly log: (message: string, error?: unknown) => void
}

/** Puts a damaged file aside, and reads what can be read of it into the new one. */
export class HistoryRescue {
  readonly #options: HistoryRescueOptions
  #replaced: Promise<unknown> = Promise.resolve()

  constructor(options: HistoryRescueOptions) {
    this.#options = options
  }

  /** Resolves when no file is being put aside. */
  get replaced(): Promise<unknown> {
    return this.#replaced
  }

  /** Answers the path of the old file; null when no new one can be begun, and another failure will say so. */
  replace(): Promise<string | null> {
    const replaced = this.#replace()
    this.#replaced = replaced
    return replaced
  }

  /**
   * Reads a file that was put aside. One that is not read to its end, whatever ended it, is read at the next start: nothing tells
   * a file that can never be read from one whose turn did not come.
   */
  async read(file: string): Promise<void> {
    const { tasks, log } = this.#options
    const keptAs = path.basename(file)
    this.#options.say({ kind: 'damaged', keptAs, rescued: null })
    let rescued: number | null = 0
    try {
      rescued = await tasks.runNext('rescue', (work) =>
        this.#read(file, {
          signal: work.signal,
          onProgress: (done, total) => {
            rescued = done
            work.onProgress(done, total)
          },
        }),
      )
    } catch (error) {
      if (!(error instanceof Refusal)) log('a damaged history could not be read to its end', error)
    }
    if (this.#isShown(keptAs))
      this.#options.say(rescued === null ? null : { kind: 'damaged', keptAs, rescued })
  }

  /**
   * Reads, as a part of other work, every file that was put aside and is not yet read; one that cannot be read is passed over.
   * @throws HistoryError (as a rejection) when there is no room for its lines; the signal's reason when the work is ended
   */
  async readAll(work: Work): Promise<void> {
    const { home, log } = this.#options
    for (const file of home.unrescued) {
      try {
        await this.#read(file, work)
      } catch (error) {
        if (work.signal.aborted || error instanceof HistoryError) throw error
        log('a damaged history could not be read', error)
      }
    }
  }

  /** Deletes what was put aside; and says no more that it is kept. @throws the system's error */
  deleteAside(which: 'all' | 'read'): void {
    const { home, store } = this.#options
    home.deleteAside(which)
    const problem = store.state.historyProblem
    if (problem?.kind === 'damaged' && problem.rescued !== null) this.#options.say(null)
  }

  /** Answers how many lines; null where the file was read or deleted since. */
  async #read(file: string, work: Work): Promise<number | null> {
    const { home } = this.#options
    if (!home.unrescued.includes(file)) return null
    const lines = await home.archive.rescue(file, work)
    home.rescued(file)
    return lines
  }

  async #replace(): Promise<string | null> {
    const { home, tasks, log } = this.#options
    log('the history is damaged')
    try {
      await tasks.stop()
      return await home.replace()
    } catch (error) {
      log('no new history could be begun', error)
      return null
    }
  }

  /** Who read of the damage already is not told again. */
  #isShown(keptAs: string): boolean {
    const problem = this.#options.store.state.historyProblem
    return problem?.kind === 'damaged' && problem.keptAs === keptAs
  }
}
