import type { AccountId } from '../../../app/account.ts'
import type {
  ExportFormat,
  HistoryHits,
  HistoryId,
  HistoryImportSummary,
  HistoryPage,
  HistoryPlace,
  HistoryScope,
  HistorySearch,
  HistoryTalk,
} from '../../../app/history.ts'
import type { Author, Delivery, Entry } from '../../../app/message.ts'

/** A line to keep, and the conversation that it belongs to. */
export interface NewLine {
  readonly accountId: AccountId
  readonly historyId: HistoryId
  readonly group: boolean
  /** The others who are in the conversation. */
  readonly people: readonly Author[]
  readonly entry: Entry
}

/** What became of a line that was kept before. */
export interface Settlement {
  readonly entryId: string
  readonly delivery: Delivery
}

/** Writes down what is said, at once; for the thread that has the sockets, so each call takes less than a millisecond. */
export interface HistoryWriter {
  /**
   * Keeps lines and outcomes, all or none, in this order; a line whose entry is kept already changes nothing. What it
   * returned from outlives the death of the process.
   * @throws HistoryError when the file cannot be written.
   */
  write(lines: readonly NewLine[], settlements: readonly Settlement[]): void
  close(): void
}

/** The history's file cannot be written or read. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError'
  readonly kind: 'not-written' | 'damaged'

  constructor(kind: 'not-written' | 'damaged', cause: unknown) {
    super(`the history is ${kind}`, { cause })
    this.kind = kind
  }
}

/** How a long piece of work is watched and ended. */
export interface Work {
  readonly signal: AbortSignal
  onProgress(done: number, total: number | null): void
}

/** Whose logs are imported. */
export interface ImportOptions {
  readonly accountId: AccountId
  readonly address: string
  readonly name: string
  /** The people whom the account knows, to recognize whose log a file is. */
  readonly people: readonly Author[]
  /** Files, and folders with everything in them. */
  readonly paths: readonly string[]
}

/** Where and how the history is written out. */
export interface ExportOptions {
  readonly scope: HistoryScope
  readonly format: ExportFormat
  /** A file for a single conversation or lines of one, else a folder; both are made. */
  readonly path: string
  /** The language of dates, such as `en-US`. */
  readonly locale: string
}

/**
 * Everything about the history that may take long: done off the thread that has the sockets. Rejects with HistoryError, and with
 * the system's errors where files of others are concerned.
 */
export interface HistoryArchive {
  read(accountId: AccountId, historyId: HistoryId, place: HistoryPlace, count: number): Promise<HistoryPage>
  list(): Promise<readonly HistoryTalk[]>
  search(search: HistorySearch): Promise<HistoryHits>
  /** Deletes so that nothing of it is left in the files. Answers how many lines. */
  delete(scope: HistoryScope, work: Work): Promise<number>
  import(options: ImportOptions, work: Work): Promise<HistoryImportSummary>
  /** Answers how many lines. When it is ended or fails, nothing is left behind. */
  export(options: ExportOptions, work: Work): Promise<number>
  /** Copies what can be read of a damaged file that was put aside. Answers how many lines. */
  rescue(file: string, work: Work): Promise<number>
  close(): Promise<void>
}
