import type { DatabaseSync } from 'node:sqlite'
import { connectToHistory } from '../storage/history/history-database.ts'
import { historyErrorOf } from '../storage/history/history-errors.ts'
import type { HistoryArchive } from '../storage/history/history.ts'
import { HistoryService } from './history-service.ts'

/** So often what was said since is indexed, and written so that it outlives a power cut; in milliseconds. */
const tendMs = 3000

/**
 * Opens the archive of a file that a writer has open, with a connection and upkeep of its own; for a thread of its own. Where the
 * file cannot be read, every call says so. `onFault`: for what goes wrong while nobody waits.
 */
export function openArchive(file: string, onFault: (error: unknown) => void): HistoryArchive {
  try {
    return new TendedArchive(connectToHistory(file), onFault)
  } catch (error) {
    return refusing(historyErrorOf(error))
  }
}

class TendedArchive extends HistoryService {
  readonly #database: DatabaseSync
  readonly #onFault: (error: unknown) => void
  #timer: NodeJS.Timeout | undefined
  #failed = false

  constructor(database: DatabaseSync, onFault: (error: unknown) => void) {
    super(database)
    this.#database = database
    this.#onFault = onFault
    this.finishDeletion().catch(onFault)
    this.#tendLater(0)
  }

  override async close(): Promise<void> {
    clearTimeout(this.#timer)
    await super.close()
    this.#makeLasting()
    this.#database.close()
  }

  #tendLater(milliseconds: number): void {
    this.#timer = setTimeout(() => void this.#tend(), milliseconds)
  }

  /** Trouble is told once; calls say it again. */
  async #tend(): Promise<void> {
    try {
      this.#makeLasting()
      await this.index()
      this.#failed = false
    } catch (error) {
      if (!this.#failed) this.#onFault(error)
      this.#failed = true
    }
    if (this.#database.isOpen) this.#tendLater(tendMs)
  }

  /** Moves the journal into the file as far as nobody reads it, which waits for the disk; others can write meanwhile. */
  #makeLasting(): void {
    this.#database.exec('PRAGMA wal_checkpoint(PASSIVE)')
  }
}

/** An archive whose calls all fail. */
function refusing(error: unknown): HistoryArchive {
  const refuse = (): Promise<never> =>
    Promise.reject(error instanceof Error ? error : new Error(String(error)))
  return {
    ...{ read: refuse, list: refuse, search: refuse, delete: refuse },
    ...{ import: refuse, export: refuse, rescue: refuse },
    close: () => Promise.resolve(),
  }
}
