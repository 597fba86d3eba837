import type { Clock } from './clock.ts'
import { ClosedError } from './errors.ts'
import { Expectation } from './expectation.ts'

/** So long an invitation rings; there is no message for "did not answer". */
const ringTimeoutMs = 30_000

/** People who were called and have not come yet. */
export class SwitchboardCalls {
  readonly #clock: Clock
  readonly #rung = new Map<string, Expectation<void>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /**
   * Calls somebody, unless he is being called already; resolves when he came.
   * @throws TimeoutError when he did not within 30 s, and what `call` throws, as a rejection.
   */
  async ring(address: string, call: () => Promise<unknown>): Promise<void> {
    const ringing = this.#rung.get(address)
    if (ringing !== undefined) return ringing.promise
    const joined = new Expectation<void>(this.#clock, ringTimeoutMs, 'CAL')
    this.#rung.set(address, joined)
    call().catch((error: Error) => joined.fail(error))
    try {
      await joined.promise
    } finally {
      this.#rung.delete(address)
    }
  }

  came(address: string): void {
    this.#rung.get(address)?.fulfil()
  }

  /** Rejects what waits with ClosedError. */
  close(): void {
    for (const ringing of this.#rung.values()) ringing.fail(new ClosedError('CAL: the connection closed'))
  }
}
