import type { DatabaseSync } from 'node:sqlite'
import { putAside, type DatabaseProblem } from '../database-file.ts'
import { together } from '../statements.ts'
import { openHistory } from './history-database.ts'
import { withHistoryErrors } from './history-errors.ts'
import type { HistoryWriter, NewLine, Settlement } from './history.ts'
import { LineStore } from './line-store.ts'

/**
 * The thread that has the sockets does not wait for the disk: moving the journal into the file is left to the archive's thread,
 * unless the journal has grown to 64 MB.
 */
const pragmas = 'PRAGMA wal_autocheckpoint = 16384'

/** The writer of a history's file, which it opens itself. */
export class HistoryFileWriter implements HistoryWriter {
  readonly #file: string
  #database: DatabaseSync
  #store: LineStore
  /** What was wrong with the file when it was opened. */
  readonly problem: DatabaseProblem | null

  /** @throws the system's error when not even a new file can be written. */
  constructor(file: string) {
    this.#file = file
    const { database, problem } = openHistory(file)
    this.#database = database
    this.#database.exec(pragmas)
    this.#store = new LineStore(database)
    this.problem = problem
  }

  /** The connection, for an archive that shares it because the history is in memory alone. */
  get database(): DatabaseSync {
    return this.#database
  }

  write(lines: readonly NewLine[], settlements: readonly Settlement[]): void {
    withHistoryErrors(() =>
      together(this.#database, () => {
        for (const line of lines) this.#store.add(line)
        for (const settlement of settlements) this.#store.settle(settlement)
      }),
    )
  }

  /**
   * Puts the file aside, after a call was refused because it is damaged, and begins a new one; answers under which
   * name the old one was kept. Other connections to the file must be closed before.
   * @throws HistoryError when no new file can be begun.
   */
  replace(): string {
    return withHistoryErrors(() => {
      this.close()
      const keptAs = putAside(this.#file)
      this.#database = openHistory(this.#file).database
      this.#database.exec(pragmas)
      this.#store = new LineStore(this.#database)
      return keptAs
    })
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close()
  }
}
