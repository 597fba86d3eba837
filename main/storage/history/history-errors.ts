import { isDamage, sqliteCodeOf } from '../database-file.ts'
import { HistoryError } from './history.ts'

/** SQLite's primary result codes for a file that cannot be written at the moment. */
const notWritten = { busy: 5, locked: 6, noMemory: 7, readOnly: 8, ioError: 10, full: 13, cannotOpen: 14 }

/** What an error means for the history: a HistoryError, or the error itself when it is a mistake of the program. */
export function historyErrorOf(error: unknown): unknown {
  if (error instanceof HistoryError) return error
  if (isDamage(error)) return new HistoryError('damaged', error)
  const code = sqliteCodeOf(error)
  const known = code !== null && Object.values(notWritten).includes(code)
  return known || isOfSystem(error) ? new HistoryError('not-written', error) : error
}

const isOfSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error

/** Does something with the history's file. @throws HistoryError where the file is at fault */
export function withHistoryErrors<T>(action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw historyErrorOf(error)
  }
}
