import type { AccountId } from '../../../app/account.ts'
import type { Route } from '../../net/route.ts'
import type { SwitchboardEvent } from '../../protocol/events.ts'
import type { SwitchboardForms } from '../../protocol/switchboard.ts'
import type { SwitchboardAddress } from '../../protocol/switchboard-requests.ts'
import { limits } from '../limits.ts'
import type { MessengerOptions } from '../options.ts'
import { Refusal } from '../reasons.ts'
import { Pacing } from './pacing.ts'
import { SwitchboardLink, type SwitchboardTicket } from './switchboard-link.ts'
import type { Talk } from './talk.ts'

/** What conversations ask of an account that is signed in. */
export interface SwitchboardSource {
  readonly address: string
  readonly acknowledges: boolean
  /** What the session's dialect asks of its switchboards. */
  readonly forms: SwitchboardForms
  /** The way to the addresses that the network names. */
  readonly route: Route
  /** The HTTP gateway of the network, where TCP does not get through. */
  readonly gatewayUrl: string | undefined
  requestSwitchboard(): Promise<SwitchboardAddress>
}

/** What the switchboards need. */
export interface SwitchboardListOptions {
  readonly messenger: MessengerOptions
  /** Null while the account is not signed in. */
  account(accountId: AccountId): SwitchboardSource | null
  onEvent(link: SwitchboardLink, event: SwitchboardEvent): void
  /** One that carried no conversation yet broke while somebody was there. */
  onLost(link: SwitchboardLink): void
}

/** All switchboards, each with the conversation that it carries, if any yet. */
export class SwitchboardList {
  readonly #options: SwitchboardListOptions
  readonly #owners = new Map<SwitchboardLink, Talk | null>()
  /** One for each account; aborted when it leaves everything. */
  readonly #aborts = new Map<AccountId, AbortController>()
  /** After a long loss many conversations want one at the same moment. */
  readonly #pacing = new Map<AccountId, Pacing>()
  #connecting = 0

  constructor(options: SwitchboardListOptions) {
    this.#options = options
  }

  owner(link: SwitchboardLink): Talk | null {
    return this.#owners.get(link) ?? null
  }

  /** The switchboard carries this conversation from now on. */
  give(link: SwitchboardLink, talk: Talk): void {
    this.#owners.set(link, talk)
    talk.links.add(link)
  }

  /** The switchboard carries no conversation any more. */
  release(link: SwitchboardLink): void {
    this.owner(link)?.links.remove(link)
    this.#owners.set(link, null)
  }

  /** Those of an account that carry no conversation. */
  free(accountId: AccountId): readonly SwitchboardLink[] {
    return this.#of(accountId).filter((link) => this.owner(link) === null)
  }

  /** Whether an account has as many as it may have. */
  isFull(accountId: AccountId): boolean {
    return this.#of(accountId).length + this.#connecting >= limits.switchboards
  }

  /** Asks the network for a new one. @throws (as a rejection) Refusal, or what kept it from coming about */
  open(accountId: AccountId): Promise<SwitchboardLink> {
    const pacing = this.#pacing.get(accountId) ?? new Pacing(limits.openings)
    this.#pacing.set(accountId, pacing)
    return pacing.run(() => this.#open(accountId))
  }

  /** Connects to one. @throws (as a rejection) */
  async enter(accountId: AccountId, ticket: SwitchboardTicket): Promise<SwitchboardLink> {
    const account = this.#options.account(accountId)
    if (account === null) throw new Refusal('not-signed-in')
    const { address, acknowledges, forms, route, gatewayUrl } = account
    const { clock, openConnection } = this.#options.messenger
    this.#connecting++
    try {
      const link = await SwitchboardLink.open(
        {
          ...{ address, acknowledges, forms, route, gatewayUrl, accountId, clock, openConnection },
          signal: this.#signalOf(accountId),
          onEvent: (from, event) => this.#options.onEvent(from, event),
          onClosed: (closed) => this.#onClosed(closed),
          onIdle: (idle) => this.#onIdle(idle),
        },
        ticket,
      )
      if (!this.#owners.has(link)) this.#owners.set(link, null)
      return link
    } finally {
      this.#connecting--
    }
  }

  /** Leaves all switchboards of an account, also those that it is just entering. */
  leave(accountId: AccountId): void {
    for (const link of this.#of(accountId)) link.leave()
    this.#aborts.get(accountId)?.abort()
    this.#aborts.delete(accountId)
  }

  async #open(accountId: AccountId): Promise<SwitchboardLink> {
    const account = this.#options.account(accountId)
    if (account === null) throw new Refusal('not-signed-in')
    if (this.isFull(accountId)) throw new Refusal('too-fast')
    const address = await account.requestSwitchboard()
    return this.enter(accountId, { ...address, sessionId: null })
  }

  #onClosed(link: SwitchboardLink): void {
    const owner = this.owner(link)
    const isLost = this.#owners.delete(link) && owner === null && link.isLively
    owner?.linkClosed(link)
    if (isLost) this.#options.onLost(link)
  }

  /** A group is not left for being silent: the others would see somebody go. */
  #onIdle(link: SwitchboardLink): void {
    if (link.participants.length > 1 || this.owner(link)?.outbox.awaits(link) === true) link.putOffIdle()
    else link.leave()
  }

  #signalOf(accountId: AccountId): AbortSignal {
    const abort = this.#aborts.get(accountId) ?? new AbortController()
    this.#aborts.set(accountId, abort)
    return abort.signal
  }

  #of(accountId: AccountId): SwitchboardLink[] {
    return [...this.#owners.keys()].filter((link) => link.accountId === accountId)
  }
}
