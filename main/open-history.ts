import { historyInProcess } from './history/history-service.ts'
import { openHistoryThread } from './history/history-thread.ts'
import { HistoryFileHome } from './history-home.ts'
import type { HistoryHome } from './messenger/history/history-home.ts'

/** For faults of the program. */
type Log = (message: string, error: unknown) => void

/** Opens the history in this thread: for a program without windows, and in memory. */
export const openHistoryHere = (file: string, log: Log): HistoryHome =>
  new HistoryFileHome({ file, log, openArchive: ({ database }) => historyInProcess(database) })

/**
 * Opens the history; what may take long is done in a thread of its own. `workerFile`: the thread's script. Where a later
 * version wrote the file nothing is read of it either: what stands in for it is empty, and in memory.
 */
export const openHistory = (file: string, workerFile: string, log: Log): HistoryHome =>
  new HistoryFileHome({
    file,
    log,
    openArchive: ({ database, problem }) =>
      problem?.kind === 'too-new' ? historyInProcess(database) : openHistoryThread({ file, workerFile, log }),
  })
