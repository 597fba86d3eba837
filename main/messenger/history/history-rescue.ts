import path from 'node:path'
import type { HistoryProblem } from '../../../app/history.ts'
import type { Store } from '../store.ts'
import { HistoryError } from '../../storage/history/history.ts'
import { Refusal } from '../reasons.ts'
import type { HistoryHome } from './history-home.ts'
import type { HistoryTasks } from './history-tasks.ts'

/** What a rescue needs. */
export interface HistoryRescueOptions {
  readonly store: Store
  readonly home: HistoryHome
  readonly tasks: HistoryTasks
  say(problem: HistoryProblem): void
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

  /** Reads a file that was put aside; one that is not read to its end, because somebody or the program ended it, is read at the next start. */
  async read(file: string): Promise<void> {
    const { home, tasks, log } = this.#options
    const keptAs = path.basename(file)
    this.#options.say({ kind: 'damaged', keptAs, rescued: null })
    let rescued = 0
    let ended = true
    try {
      rescued = await tasks.runNext('rescue', (work) =>
        home.archive.rescue(file, {
          signal: work.signal,
          onProgress: (done, total) => {
            rescued = done
            work.onProgress(done, total)
          },
        }),
      )
    } catch (error) {
      ended = !canGoOn(error)
      if (!(error instanceof Refusal)) log('a damaged history could not be read to its end', error)
    }
    if (ended) home.rescued(file)
    if (this.#isShown(keptAs)) this.#options.say({ kind: 'damaged', keptAs, rescued })
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

/** Whether it is worth reading the file another time: somebody ended it, or the new file could not be written. */
const canGoOn = (error: unknown): boolean =>
  error instanceof Refusal || (error instanceof HistoryError && error.kind === 'not-written')
