import type { Clock } from './clock.ts'
import { ClosedError } from './errors.ts'

/**
 * Does something at most once in so many milliseconds: the first value at once, later ones when their time has
 * come, and of several that wait only the newest. Those who asked for an older one get the newest one's outcome.
 */
export class NewestWins<T> {
  readonly #clock: Clock
  readonly #intervalMs: number
  readonly #run: (value: T) => Promise<void>
  #lastRun = Number.NEGATIVE_INFINITY
  #next: (PromiseWithResolvers<void> & { value: T }) | null = null
  #cancelTimer: () => void = () => undefined

  constructor(clock: Clock, intervalMs: number, run: (value: T) => Promise<void>) {
    this.#clock = clock
    this.#intervalMs = intervalMs
    this.#run = run
  }

  submit(value: T): Promise<void> {
    if (this.#next !== null) {
      this.#next.value = value
      return this.#next.promise
    }
    const waitMs = this.#lastRun + this.#intervalMs - this.#clock.now()
    if (waitMs <= 0) return this.#start(value)
    this.#next = { value, ...Promise.withResolvers<void>() }
    this.#cancelTimer = this.#clock.after(waitMs, () => this.#runNext())
    return this.#next.promise
  }

  /** Rejects what waits with ClosedError. */
  close(): void {
    this.#cancelTimer()
    this.#next?.reject(new ClosedError('the connection closed before it was sent'))
    this.#next = null
  }

  #runNext(): void {
    if (this.#next === null) return
    const { value, resolve, reject } = this.#next
    this.#next = null
    this.#start(value).then(resolve, reject)
  }

  #start(value: T): Promise<void> {
    this.#lastRun = this.#clock.now()
    return this.#run(value)
  }
}
