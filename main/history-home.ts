import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { HistoryHome, HistoryOpening } from './messenger/history/history-home.ts'
import { HistoryFileWriter } from './storage/history/history-writer.ts'
import {
  HistoryError,
  type HistoryArchive,
  type NewLine,
  type Settlement,
} from './storage/history/history.ts'

/** What the history's home needs. */
export interface HistoryHomeOptions {
  /** A path, or `:memory:`. */
  readonly file: string
  /** Opens the archive of a file that the writer has open. */
  readonly openArchive: (writer: HistoryFileWriter) => HistoryArchive
  /** For faults of the program. */
  readonly log: (message: string, error: unknown) => void
}

/** Beside a damaged file once it was read to its end; so a kill at no moment makes one look as if it had been. */
const marker = '.read'

/** Opens the file in which everything is kept that was said, and opens it anew when it turns out to be damaged. */
export class HistoryFileHome implements HistoryHome {
  readonly #options: HistoryHomeOptions
  #writer: HistoryFileWriter | null = null
  #archive: HistoryArchive | null = null
  readonly #opening: HistoryOpening

  constructor(options: HistoryHomeOptions) {
    this.#options = options
    this.#opening = this.#open()
  }

  get opening(): HistoryOpening {
    return this.#opening
  }

  get archive(): HistoryArchive {
    return this.#archive ?? noArchive
  }

  get unrescued(): readonly string[] {
    return this.#filesAside().filter((name) => !existsSync(name + marker))
  }

  write(lines: readonly NewLine[], settlements: readonly Settlement[]): void {
    if (this.#opening.kind === 'too-new') return
    if (this.#writer === null) this.#open()
    if (this.#writer === null) throw new HistoryError('not-written', new Error('the file cannot be opened'))
    this.#writer.write(lines, settlements)
  }

  async replace(): Promise<string> {
    const writer = this.#writer
    if (writer === null) throw new HistoryError('not-written', new Error('the file is not open'))
    const archive = this.#archive
    this.#archive = null
    await archive?.close()
    const keptAs = this.#replace(writer)
    this.#unmark(keptAs)
    this.#archive = this.#options.openArchive(writer)
    return keptAs
  }

  rescued(file: string): void {
    try {
      writeFileSync(file + marker, '', { mode: 0o600 })
    } catch (error) {
      this.#options.log('a history that was read could not be marked', error)
    }
  }

  /** The mark goes last: without it the file would be read again. */
  deleteAside(which: 'all' | 'read'): void {
    const unread = which === 'all' ? [] : this.unrescued
    for (const file of this.#filesAside().filter((name) => !unread.includes(name)))
      for (const suffix of ['-wal', '-shm', '', marker]) rmSync(file + suffix, { force: true })
  }

  async close(): Promise<void> {
    const archive = this.#archive
    this.#archive = null
    try {
      await archive?.close()
    } finally {
      this.#writer?.close()
      this.#writer = null
    }
  }

  /** A file that cannot be opened at all is tried again with the next line. */
  #open(): HistoryOpening {
    const { file, openArchive, log } = this.#options
    try {
      const writer = new HistoryFileWriter(file)
      this.#archive = openArchive(writer)
      this.#writer = writer
      if (writer.problem?.kind === 'damaged') this.#unmark(writer.problem.keptAs)
      return writer.problem ?? { kind: 'opened' }
    } catch (error) {
      log('the history cannot be opened', error)
      return { kind: 'opened' }
    }
  }

  #replace(writer: HistoryFileWriter): string {
    try {
      return writer.replace()
    } catch (error) {
      writer.close()
      this.#writer = null
      throw error
    }
  }

  /** The mark of an earlier file of that name, of which nothing else is left. */
  #unmark(keptAs: string): void {
    try {
      rmSync(keptAs + marker, { force: true })
    } catch (error) {
      this.#options.log('the mark of a deleted history could not be deleted', error)
    }
  }

  /** Without what lies beside them: journals and marks. */
  #filesAside(): readonly string[] {
    const { file } = this.#options
    if (file === ':memory:') return []
    const folder = path.dirname(file)
    const beginning = `${path.basename(file)}.damaged-`
    return namesIn(folder)
      .filter((name) => name.startsWith(beginning) && /-\d+$/.test(name))
      .map((name) => path.join(folder, name))
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

const nothing = (): Promise<never> =>
  Promise.reject(new HistoryError('not-written', new Error('the history is not open')))

/** Where no file is open. */
const noArchive: HistoryArchive = {
  read: nothing,
  list: nothing,
  search: nothing,
  delete: nothing,
  import: nothing,
  export: nothing,
  rescue: nothing,
  close: () => Promise.resolve(),
}
