import { HistoryFileHome } from '../../main/history-home.ts'
import { HistoryReader } from '../../main/storage/history/history-reader.ts'
import type { HistoryArchive } from '../../main/storage/history/history.ts'

/** A history in this file, or in memory. */
export const historyAt = (
  file = ':memory:',
  log: (message: string, error: unknown) => void = () => undefined,
) =>
  new HistoryFileHome({
    file,
    log,
    openArchive: (writer) => {
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
      } satisfies HistoryArchive
    },
  })
