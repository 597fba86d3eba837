import type { Clock } from './clock.ts'
import { TimeoutError } from './errors.ts'

/** Something awaited from the server, with a time-out of its own. Only the first outcome counts. */
export class Expectation<T> {
  readonly promise: Promise<T>
  readonly #clock: Clock
  readonly #timeoutMs: number
  readonly #what: string
  #resolve: (value: T) => void = () => undefined
  #reject: (error: Error) => void = () => undefined
  #cancelTimer: () => void = () => undefined
  #settled = false

  constructor(clock: Clock, timeoutMs: number, what: string) {
    this.#clock = clock
    this.#timeoutMs = timeoutMs
    this.#what = what
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // Whoever awaits the promise hears of a failure; it is no accident when nobody does any more.
    this.promise.catch(() => undefined)
    this.extend()
  }

  /** Starts the time-out anew: there was progress. */
  extend(): void {
    this.#cancelTimer()
    if (this.#settled) return
    this.#cancelTimer = this.#clock.after(this.#timeoutMs, () => {
      this.fail(new TimeoutError(`${this.#what}: no answer within ${this.#timeoutMs} ms`))
    })
  }

  fulfil(value: T): void {
    this.#settle()
    this.#resolve(value)
  }

  fail(error: Error): void {
    this.#settle()
    this.#reject(error)
  }

  #settle(): void {
    this.#settled = true
    this.#cancelTimer()
  }
}
