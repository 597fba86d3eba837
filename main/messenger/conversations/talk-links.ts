import { ClosedError } from '../../protocol/errors.ts'
import { Refusal } from '../reasons.ts'
import type { SwitchboardLink } from './switchboard-link.ts'

/** What the switchboards of a conversation need to know. */
export interface TalkLinksOptions {
  /** The addresses of everybody who should be there. */
  members(): readonly string[]
  /** Opens a new, empty switchboard. */
  open(): Promise<SwitchboardLink>
  isSignedIn(): boolean
  /** Resolves as soon as it is so. @throws Refusal (as a rejection) when nobody tries to sign in any more */
  untilSignedIn(): Promise<void>
  /** Somebody could not be called, while others are there. */
  onUnreachable(address: string): void
}

/** The switchboards that carry one conversation: none, one, or several when two people wrote at the same moment. */
export class TalkLinks {
  readonly #options: TalkLinksOptions
  readonly #links = new Set<SwitchboardLink>()
  #reaching: Promise<SwitchboardLink> | null = null

  constructor(options: TalkLinksOptions) {
    this.#options = options
  }

  get all(): readonly SwitchboardLink[] {
    return [...this.#links]
  }

  add(link: SwitchboardLink): void {
    this.#links.add(link)
  }

  /** False when it was none of them. */
  remove(link: SwitchboardLink): boolean {
    return this.#links.delete(link)
  }

  /** The open one where everybody is, then the one used last; null when none is open. */
  best(): SwitchboardLink | null {
    const score = (link: SwitchboardLink): number => Number(this.#missing(link).length === 0)
    const open = this.all.filter((link) => link.open)
    open.sort((a, b) => score(b) - score(a) || b.lastUsedAt - a.lastUsedAt)
    return open[0] ?? null
  }

  /** A switchboard, whoever is there. */
  async any(): Promise<SwitchboardLink> {
    return this.best() ?? this.#options.open()
  }

  /** A switchboard with everybody who can be had on it. @throws (as a rejection) what kept the first person out. */
  reach(): Promise<SwitchboardLink> {
    this.#reaching ??= this.#findOrOpen().finally(() => (this.#reaching = null))
    return this.#reaching
  }

  /** The same, but a link that is lost is waited for, unless a switchboard is left on which somebody listens. */
  async reachPatiently(): Promise<SwitchboardLink> {
    const options = this.#options
    if (this.best()?.hasListeners !== true) await options.untilSignedIn()
    for (;;) {
      try {
        return await this.reach()
      } catch (error) {
        if (options.isSignedIn()) throw error
        await options.untilSignedIn()
      }
    }
  }

  async #findOrOpen(): Promise<SwitchboardLink> {
    const link = this.best()
    if (link === null) return this.#openFilled()
    try {
      return await this.#fill(link)
    } catch (error) {
      // An old connection may have been dead for long without a sign.
      if (!(error instanceof ClosedError)) throw error
      return this.#openFilled()
    }
  }

  async #openFilled(): Promise<SwitchboardLink> {
    return this.#fill(await this.#options.open())
  }

  async #fill(link: SwitchboardLink): Promise<SwitchboardLink> {
    if (this.#options.members().length === 0) throw new Refusal('not-delivered')
    const missing = this.#missing(link)
    const answers = await Promise.allSettled(missing.map((address) => link.invite(address)))
    const refused = answers.find((answer) => answer.status === 'rejected')
    if (refused !== undefined && link.participants.length === 0) throw refused.reason as Error
    for (const [at, address] of missing.entries()) {
      if (answers[at]?.status === 'rejected') this.#options.onUnreachable(address)
    }
    return link
  }

  #missing(link: SwitchboardLink): readonly string[] {
    return this.#options.members().filter((address) => !link.has(address))
  }
}
