import type { HistoryArchive, NewLine, Settlement } from '../../storage/history/history.ts'

/** What was wrong with the history's file when it was opened. */
export type HistoryOpening =
  | { readonly kind: 'opened' }
  /** The file was damaged and put aside, under this path; a new one was begun. */
  | { readonly kind: 'damaged'; readonly keptAs: string }
  /** A later version of the program wrote the file; nothing is written and nothing can be read. */
  | { readonly kind: 'too-new' }

/** Where everything that was said is kept, as the messenger uses it. */
export interface HistoryHome {
  readonly opening: HistoryOpening
  /** Everything that may take long. Another one after `replace`. */
  readonly archive: HistoryArchive
  /** Files that were put aside and not read to their end, this time or at an earlier run; their paths. */
  readonly unrescued: readonly string[]
  /**
   * Keeps lines and outcomes at once, all or none; see HistoryWriter.
   * @throws HistoryError when the file cannot be written.
   */
  write(lines: readonly NewLine[], settlements: readonly Settlement[]): void
  /**
   * Puts the damaged file aside and begins a new one, with a new archive. Answers the path of the old one.
   * @throws HistoryError (as a rejection) when no new file can be begun.
   */
  replace(): Promise<string>
  /** A file that was put aside was read to its end. */
  rescued(path: string): void
  /** Deletes the files that were put aside: all, or those that were read to their end. */
  deleteAside(which: 'all' | 'read'): void
  close(): Promise<void>
}
