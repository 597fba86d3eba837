import type { Clock } from '../../protocol/clock.ts'

/** What became of one attempt to connect again; after `over` there is none any more. */
export type AttemptOutcome = 'connected' | 'failed' | 'over'

/** How far reconnecting has come. */
export interface ReconnectionProgress {
  /** From 1. */
  readonly attempt: number
  /** Milliseconds since 1970, or null while an attempt is under way. */
  readonly nextAttemptAt: number | null
}

/** What reconnecting needs. */
export interface ReconnectionOptions {
  readonly clock: Clock
  /** From 0 up to, not including, 1. */
  random(): number
  /** Whether an attempt makes sense at all; while it does not, it is put off. */
  online(): boolean
  /** Tries once; never called again before its promise resolved. */
  attempt(): Promise<AttemptOutcome>
  onProgress(progress: ReconnectionProgress): void
}

const firstDelayMs = 2_000
const longestDelayMs = 5 * 60_000
const doublings = 20

/** A link that broke sooner after it came about was no success: the delays go on growing. */
export const steadyMs = 60_000

/** The delay before an attempt, `growth` from 1: doubled each time, and half as much less or more by chance. */
export function delayBefore(growth: number, random: () => number): number {
  const middle = firstDelayMs * 2 ** Math.min(growth - 1, doublings)
  return Math.round(Math.min(middle, longestDelayMs / 1.5) * (0.5 + random()))
}

/** When to try again after a link was lost: after growing delays by chance, or at once when somebody says so. */
export class Reconnection {
  readonly #options: ReconnectionOptions
  #state: 'idle' | 'waiting' | 'trying' | 'stopped' = 'idle'
  #attempt = 0
  #growth = 0
  #connectedAt: number
  #cancelTimer: () => void = () => undefined
  /** The link was lost again before the attempt that brought it was over. */
  #lostAgainAfterMs: number | null = null

  constructor(options: ReconnectionOptions) {
    this.#options = options
    this.#connectedAt = options.clock.now()
  }

  /** The link came about, by the first sign-in. */
  connected(): void {
    this.#connectedAt = this.#options.clock.now()
  }

  /** The link was lost. `atLeastMs`: how long the server wants to be left alone. */
  begin(atLeastMs = 0): void {
    if (this.#state === 'trying') this.#lostAgainAfterMs = atLeastMs
    if (this.#state !== 'idle') return
    const steady = this.#options.clock.now() - this.#connectedAt >= steadyMs
    this.#attempt = 1
    this.#growth = steady ? 1 : this.#growth + 1
    this.#wait(atLeastMs)
  }

  /** Something changed for the better: tries at once, and begins with short delays anew. */
  hurry(): void {
    this.#growth = Math.min(this.#growth, 1)
    if (this.#state === 'waiting') void this.#try()
  }

  /** For good: nobody wants the link any more. */
  stop(): void {
    this.#state = 'stopped'
    this.#cancelTimer()
  }

  #wait(atLeastMs: number): void {
    const options = this.#options
    const { clock } = options
    const delayMs = atLeastMs + delayBefore(this.#growth, () => options.random())
    this.#state = 'waiting'
    this.#cancelTimer = clock.after(delayMs, () => this.#due())
    options.onProgress({ attempt: this.#attempt, nextAttemptAt: clock.now() + delayMs })
  }

  #due(): void {
    if (this.#options.online()) void this.#try()
    else this.#wait(0)
  }

  async #try(): Promise<void> {
    this.#cancelTimer()
    this.#state = 'trying'
    this.#options.onProgress({ attempt: this.#attempt, nextAttemptAt: null })
    const outcome = await this.#options.attempt()
    if (!this.#isTrying()) return
    if (outcome === 'connected') this.#success()
    else if (outcome === 'over') this.#state = 'stopped'
    else this.#failure()
  }

  /** What happened while the attempt was awaited. */
  #isTrying(): boolean {
    return this.#state === 'trying'
  }

  #success(): void {
    this.#state = 'idle'
    this.connected()
    const atLeastMs = this.#lostAgainAfterMs
    this.#lostAgainAfterMs = null
    if (atLeastMs !== null) this.begin(atLeastMs)
  }

  #failure(): void {
    this.#lostAgainAfterMs = null
    this.#attempt++
    this.#growth++
    this.#wait(0)
  }
}
