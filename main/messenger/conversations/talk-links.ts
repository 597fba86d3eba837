import { ClosedError, TimeoutError } from '../../protocol/errors.ts'
import { Refusal } from '../reasons.ts'
import type { SwitchboardLink } from './switchboard-link.ts'

/** What the switchboards of a conversation need to know. */
export interface TalkLinksOptions {
  /** The addresses of everybody who should be there. */
  members(): readonly string[]
  /** Opens a new, empty switchboard. */
  open(): Promise<SwitchboardLink>
  /** There is one more. */
  onAdded(): void
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
    this.#options.onAdded()
  }

  /** False when it was none of them. */
  remove(link: SwitchboardLink): boolean {
    return this.#links.delete(link)
  }

  /** The open one where everybody is, then the one used last; null when none is open that answers. */
  best(): SwitchboardLink | null {
    const score = (link: SwitchboardLink): number => Number(this.#missing(link).length === 0)
    const open = this.all.filter((link) => link.open && !link.doubtful)
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

  async #findOrOpen(): Promise<SwitchboardLink> {
    const link = this.best()
    if (link === null) return this.#openFilled()
    try {
      return await this.#fill(link)
    } catch (error) {
      // An old connection may have been dead for long without a sign.
      if (!(error instanceof ClosedError || error instanceof TimeoutError)) throw error
      link.doubtful = true
      return this.#openFilled()
    }
  }

  async #openFilled(): Promise<SwitchboardLink> {
    const link = await this.#options.open()
    try {
      return await this.#fill(link)
    } catch (error) {
      throw error instanceof TimeoutError ? new Refusal('timed-out') : error
    }
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
    if (!this.#links.has(link)) throw new ClosedError('CAL: the switchboard went to another conversation')
    return link
  }

  #missing(link: SwitchboardLink): readonly string[] {
    return this.#options.members().filter((address) => !link.has(address))
  }
}
