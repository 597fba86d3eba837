import type { Services, TokenAddress } from '../services.ts'

/** What a session signed in with, for services that want the same. */
export interface SignInTicket {
  /** The policy that the server named, an opaque word. */
  readonly policy: string
  readonly ticket: string
}

/**
 * Where a family of dialects has the services' tickets from: the token of an address, or the ticket that it signed in
 * with.
 */
export interface TicketSources {
  readonly reading: TokenAddress | 'sign-in'
  readonly sending: TokenAddress | 'sign-in'
}

/** The tickets of one session. */
export interface OfflineTicketsOptions {
  readonly services: Services
  readonly sources: TicketSources
  /** Null before the sign-in. */
  signInTicket(): SignInTicket | null
}

/** Fetches the tickets for messages that were left, and are left. */
export class OfflineTickets {
  readonly #options: OfflineTicketsOptions
  /** One that was fetched after the service refused that of the sign-in. */
  #renewed: string | null = null

  constructor(options: OfflineTicketsOptions) {
    this.#options = options
  }

  /**
   * `fresh`: the service said that the one at hand is no good.
   * @throws what the services throw, as a rejection.
   */
  async fetch(purpose: keyof TicketSources, fresh: boolean): Promise<string> {
    const { services, sources } = this.#options
    const source = sources[purpose]
    if (source !== 'sign-in') return (await services.fetchToken(source, { fresh })).ticket
    return this.#fetchSignInTicket(fresh)
  }

  async #fetchSignInTicket(fresh: boolean): Promise<string> {
    const signIn = this.#options.signInTicket()
    if (signIn === null) throw new Error('not signed in')
    if (fresh) this.#renewed = await this.#options.services.fetchTicket(signIn.policy)
    return this.#renewed ?? signIn.ticket
  }
}
