import type { Clock } from './clock.ts'

/** Lets something happen a number of times within a time; further tries are refused until older ones have aged. */
export class Rate {
  readonly #clock: Clock
  readonly #times: number
  readonly #withinMs: number
  #happened: number[] = []

  constructor(clock: Clock, times: number, withinMs: number) {
    this.#clock = clock
    this.#times = times
    this.#withinMs = withinMs
  }

  /** Whether it may happen now; counts it if so. */
  allows(): boolean {
    const now = this.#clock.now()
    this.#happened = this.#happened.filter((at) => at > now - this.#withinMs)
    if (this.#happened.length >= this.#times) return false
    this.#happened.push(now)
    return true
  }

  /** Whether nothing that happened still counts. */
  get isIdle(): boolean {
    const since = this.#clock.now() - this.#withinMs
    return this.#happened.every((at) => at <= since)
  }
}
