import { openHistoryHere } from '../../main/open-history.ts'

/** A history in this file, or in memory. */
export const historyAt = (file = ':memory:') => openHistoryHere(file, () => undefined)
