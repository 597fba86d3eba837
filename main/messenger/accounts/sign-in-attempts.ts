import { DialectTroubleError, ServerError } from '../../protocol/errors.ts'
import type { AccountSession } from './account-session.ts'
import { dialectTroubleOf, type DialectChoice } from './dialect-choice.ts'
import { explain } from '../reasons.ts'

/** The HTTP gateways, by URL, that chat connections go through because TCP did not get through; for this run. */
export class Gateways {
  readonly #used = new Set<string>()

  uses(url: string): boolean {
    return this.#used.has(url)
  }

  worked(url: string): void {
    this.#used.add(url)
  }

  failed(url: string): void {
    this.#used.delete(url)
  }
}

/** What the attempts of one sign-in need. */
export interface SignInAttemptsOptions {
  /** The network's HTTP gateway; empty where there is none. */
  readonly gatewayUrl: string
  readonly choice: DialectChoice
  readonly gateways: Gateways
  /** Whether a link of this account was lost a moment ago: then only what is certain speaks against a dialect. */
  readonly again: boolean
  /** As the user wrote it. */
  readonly address: string
  /** Makes a session with this offer. */
  open(offer: readonly string[], gateway: boolean, address: string): AccountSession
  /** @throws (as a rejection) what was in the way */
  signIn(session: AccountSession): Promise<void>
  /** Nobody waits for the outcome any more. */
  readonly signal: AbortSignal
}

/** Signs in once, in the best dialect that works and on the way that works. */
export class SignInAttempts {
  readonly #options: SignInAttemptsOptions
  #gateway: boolean
  #address: string
  /** The failure of the best dialect on the straight way says most. */
  #first: { readonly error: unknown } | null = null

  constructor(options: SignInAttemptsOptions) {
    this.#options = options
    this.#gateway = options.gateways.uses(options.gatewayUrl)
    this.#address = options.address
  }

  /** @throws (as a rejection) what the first attempt failed of, or what no further attempt would change. */
  async run(): Promise<AccountSession> {
    const { choice, signal } = this.#options
    for (;;) {
      const session = this.#options.open(choice.offer, this.#gateway, this.#address)
      try {
        await this.#options.signIn(session)
        this.#succeeded()
        return session
      } catch (error) {
        session.end()
        this.#first ??= { error }
        if (!signal.aborted && this.#changeLetterCase(error)) continue
        if (signal.aborted || !this.#isOfTheWay(session, error)) throw error
        if (!this.#change(session, error)) throw this.#first.error
      }
    }
  }

  /** Some servers mind the letter case of an address whose ticket service does not; most know all in lower case. */
  #changeLetterCase(error: unknown): boolean {
    const lowerCase = this.#address.toLowerCase()
    if (lowerCase === this.#address || !isRefusalOfServer(error)) return false
    this.#address = lowerCase
    return true
  }

  #succeeded(): void {
    const { choice, gateways, gatewayUrl } = this.#options
    choice.succeeded()
    if (this.#gateway) gateways.worked(gatewayUrl)
  }

  /** Whether the connection or the dialect is to blame, and not, for example, the password. */
  #isOfTheWay({ step }: AccountSession, error: unknown): boolean {
    return step === 'connecting' || dialectTroubleOf(error, step) !== null
  }

  /** Chooses another way, then another family of dialects. False when there is nothing left to change. */
  #change(session: AccountSession, error: unknown): boolean {
    const { choice, gateways, gatewayUrl, again } = this.#options
    if (!this.#gateway && gatewayMayHelp(session, error)) {
      this.#gateway = true
      return true
    }
    if (this.#gateway && session.step === 'connecting') gateways.failed(gatewayUrl)
    const trouble = dialectTroubleOf(error, session.step)
    if (trouble === null || (again && trouble !== 'certain')) return false
    return choice.failed(session.dialect, trouble)
  }
}

/** What a server says that does not know the name, or the ticket, for which the password was good. */
const ticketRefused = 911

function isRefusalOfServer(error: unknown): boolean {
  const cause = error instanceof DialectTroubleError ? error.cause : error
  return cause instanceof ServerError && cause.verb === 'USR' && cause.code === ticketRefused
}

/** Where TCP does not get through, HTTP may. */
function gatewayMayHelp({ step, network }: AccountSession, error: unknown): boolean {
  const { reason } = explain(error)
  const unreachable = reason === 'server-unreachable' || reason === 'timed-out'
  return step === 'connecting' && unreachable && network.gatewayUrl !== ''
}
