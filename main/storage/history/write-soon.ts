import type { DatabaseSync } from 'node:sqlite'
import { sqliteCodeOf } from '../database-file.ts'
import { together } from '../statements.ts'

/** SQLite's result code while another connection writes. */
const busy = 5

/** So long one turn is waited for, in milliseconds, and so often it is asked again meanwhile. */
const maxWaitMs = 2000
const askMs = 0.5

const nobody = new Int32Array(new SharedArrayBuffer(4))

/**
 * As `together`, for a thread that must not wait longer than another connection writes. SQLite's own waiting sleeps longer and
 * longer between its attempts, and may miss the short pauses of somebody who writes a lot for a second; the connection must have
 * it turned off (`busy_timeout = 0`).
 */
export function togetherSoon(database: DatabaseSync, write: () => void): void {
  for (const until = performance.now() + maxWaitMs; ; Atomics.wait(nobody, 0, 0, askMs)) {
    try {
      return together(database, write)
    } catch (error) {
      const code = sqliteCodeOf(error)
      if (code !== busy || performance.now() > until) throw error
    }
  }
}
