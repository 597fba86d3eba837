import type { Clock } from '../../main/protocol/clock.ts'

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 10, 23, 12)
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>()

  readonly #waiting: (() => void)[] = []

  now = (): number => this.#now

  after = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + milliseconds, run }
    this.#timers.add(timer)
    for (const check of this.#waiting.splice(0)) check()
    return () => this.#timers.delete(timer)
  }

  /** Resolves when something is due in exactly so many milliseconds: at once, or as soon as it is. */
  async isSet(milliseconds: number): Promise<void> {
    while (![...this.#timers].some(({ at }) => at === this.#now + milliseconds))
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  /** In how many milliseconds something is due; null when nothing is. */
  get nextIn(): number | null {
    const ats = [...this.#timers].map(({ at }) => at)
    return ats.length === 0 ? null : Math.max(0, Math.min(...ats) - this.#now)
  }

  /** Runs what falls due, in order of time. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds
    for (let next = this.#nextBefore(end); next !== undefined; next = this.#nextBefore(end)) {
      this.#timers.delete(next)
      this.#now = next.at
      next.run()
    }
    this.#now = end
  }

  #nextBefore(end: number) {
    return [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
  }
}
