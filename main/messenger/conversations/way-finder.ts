import type { Reason } from '../../../app/reasons.ts'
import type { Clock } from '../../protocol/clock.ts'
import { explain, Refusal } from '../reasons.ts'
import type { SwitchboardLink } from './switchboard-link.ts'
import type { TalkLinks } from './talk-links.ts'

/** The way that lines take to the others of a conversation. */
export type Way =
  | { readonly kind: 'switchboard'; readonly link: SwitchboardLink }
  /** Nobody of them is there. */
  | { readonly kind: 'offline' }

/** What finding a way needs. */
export interface WayFinderOptions {
  readonly links: TalkLinks
  readonly clock: Clock
  isSignedIn(): boolean
  /** Resolves as soon as it is so. @throws Refusal (as a rejection) when nobody tries to sign in any more */
  untilSignedIn(): Promise<void>
  /** Whether the contact list says that nobody can be reached. */
  areOffline(): boolean
}

/** So long it is waited before a switchboard is tried again, in milliseconds. See docs/protocol.md#delivery. */
const pauses = [3_000, 10_000, 15_000]

/** After these a second try would meet the same. */
const final: ReadonlySet<Reason> = new Set([
  'account-unknown',
  'already-there',
  'hidden',
  'list-full',
  'not-available',
  'unexpected',
])

/** Finds the way for lines: a switchboard where somebody listens, or nobody there; with patience, however often links are lost. */
export class WayFinder {
  readonly #options: WayFinderOptions
  #wake: () => void = () => undefined

  constructor(options: WayFinderOptions) {
    this.#options = options
  }

  /** @throws (as a rejection) why there is none */
  async find(): Promise<Way> {
    const { links } = this.#options
    for (let failures = 0; ;) {
      if (!this.#isHeard && (await this.#isNobodyThere())) return { kind: 'offline' }
      try {
        return { kind: 'switchboard', link: await links.reach() }
      } catch (error) {
        if (!this.#options.isSignedIn()) failures = 0
        else if (explain(error).reason === 'contact-offline') return { kind: 'offline' }
        else await this.#pause(error, failures++)
      }
    }
  }

  /** Something changed: a pause is over. */
  wake(): void {
    this.#wake()
  }

  /** Also while the account is not signed in a switchboard may be left on which somebody listens. */
  get #isHeard(): boolean {
    return this.#options.links.best()?.hasListeners === true
  }

  async #isNobodyThere(): Promise<boolean> {
    await this.#options.untilSignedIn()
    return !this.#isHeard && this.#options.areOffline()
  }

  async #pause(error: unknown, failures: number): Promise<void> {
    const milliseconds = pauses[failures]
    if (milliseconds === undefined || error instanceof Refusal || final.has(explain(error).reason))
      throw error
    const { promise, resolve } = Promise.withResolvers<void>()
    const cancel = this.#options.clock.after(milliseconds, resolve)
    this.#wake = resolve
    await promise
    cancel()
  }
}
