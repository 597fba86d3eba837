import type { Clock } from '../protocol/clock.ts'
import type { Token } from '../protocol/services.ts'
import type { IssuedToken } from '../protocol/tokens/token-answer.ts'

/** A token that ends so soon is not used any more: it has to arrive, too. */
const marginMs = 60_000

interface Remembered {
  readonly token: Token
  readonly policy: string
  readonly usableUntil: number
}

/** The tokens of one account, each until it expires by our own clock. */
export class TokenCache {
  readonly #clock: Clock
  readonly #tokens = new Map<string, Remembered>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** `policy`: what it was asked for with, where that differs; a token is found with the same one only. */
  add({ address, ticket, secret, lifetimeMs }: IssuedToken, policy: string): void {
    const usableUntil = lifetimeMs === null ? Infinity : this.#clock.now() + usableMs(lifetimeMs)
    this.#tokens.set(address, { token: { ticket, secret }, policy, usableUntil })
  }

  find(address: string, policy: string): Token | null {
    const remembered = this.#tokens.get(address)
    if (remembered === undefined || remembered.policy !== policy) return null
    return this.#clock.now() < remembered.usableUntil ? remembered.token : null
  }
}

/** Whatever a service says: a token that was just issued is used once. */
const usableMs = (lifetimeMs: number): number => Math.max(lifetimeMs - marginMs, 1)
