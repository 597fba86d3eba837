import type { HistoryHome } from './messenger/history/history-home.ts'
import { HistoryFileHome } from './history-home.ts'
import { HistoryReader } from './storage/history/history-reader.ts'
import type { HistoryFileWriter } from './storage/history/history-writer.ts'
import type { HistoryArchive } from './storage/history/history.ts'

/** Opens the history in this thread: for a program without windows, and in memory. */
export const openHistoryHere = (file: string, log: (message: string, error: unknown) => void): HistoryHome =>
  new HistoryFileHome({ file, log, openArchive: archiveHere })

function archiveHere(writer: HistoryFileWriter): HistoryArchive {
  const reader = new HistoryReader(writer.database)
  const none = () => Promise.reject(new Error('not yet'))
  return {
    read: (...args) => Promise.resolve(reader.read(...args)),
    list: () => Promise.resolve(reader.list()),
    search: none,
    delete: none,
    import: none,
    export: none,
    rescue: none,
    close: () => Promise.resolve(),
  }
}
