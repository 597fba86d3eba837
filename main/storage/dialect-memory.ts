import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { Network } from '../../app/networks.ts'
import { parseJson, rowsOf, run } from './statements.ts'

/** So long it is believed that a network's better dialects do not work. */
export const dialectMemoryMs = 14 * 24 * 60 * 60_000

const dialectsSchema = v.array(v.string())

/** Which dialects are left for a network after those above them failed. */
export class DialectMemory {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** The dialects to offer, or null when nothing is known, the record has changed since, or it was long ago. */
  recall(network: Network, now: number): readonly string[] | null {
    const [row] = rowsOf(
      this.#database,
      'SELECT dialects FROM network_dialects WHERE network_id = ? AND record = ? AND noted_at > ? AND noted_at <= ?',
      network.id,
      JSON.stringify(network),
      now - dialectMemoryMs,
      now,
    )
    const dialects = v.safeParse(dialectsSchema, parseJson(row?.['dialects']))
    return dialects.success ? dialects.output : null
  }

  /** `now` in milliseconds since 1970. */
  remember(network: Network, dialects: readonly string[], now: number): void {
    run(
      this.#database,
      'INSERT OR REPLACE INTO network_dialects (network_id, record, dialects, noted_at) VALUES (?, ?, ?, ?)',
      network.id,
      JSON.stringify(network),
      JSON.stringify(dialects),
      now,
    )
  }
}
