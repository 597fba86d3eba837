import type { DatabaseSync } from 'node:sqlite'
import type { Pause } from '../storage/history/free-space.ts'
import { SearchIndex } from '../storage/history/search-index.ts'

/** A search waits for at most so many steps of indexing; during an import older lines are found a little later. */
const stepsBeforeSearch = 20

/** Works off what the search index lacks, in short steps with pauses between them. */
export class Indexing {
  readonly #index: SearchIndex
  readonly #pause: Pause
  #running: Promise<void> | null = null
  #stopped = false

  constructor(database: DatabaseSync, pause: Pause) {
    this.#index = new SearchIndex(database)
    this.#pause = pause
  }

  /** Indexes the newest lines, all unless there are very many; the others follow in the background. */
  async catchUp(): Promise<void> {
    for (let step = 0; step < stepsBeforeSearch && this.#index.lacks(); step++) {
      if (step > 0) await this.#pause()
      this.#index.addSome()
    }
    this.begin()
  }

  /** As `run`, for those who do not wait; what goes wrong shows at the next search. */
  begin(): void {
    this.run().catch(() => undefined)
  }

  /** Indexes everything, and tidies the index. @throws HistoryError (as a rejection) */
  run(): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    this.#running ??= this.#work().finally(() => (this.#running = null))
    return this.#running
  }

  /** Ends it between two steps; what is left is done another time. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running?.catch(() => undefined)
  }

  async #work(): Promise<void> {
    while (!this.#stopped && this.#index.lacks()) {
      this.#index.addSome()
      do await this.#pause()
      while (!this.#stopped && this.#index.mergeSome())
    }
  }
}
