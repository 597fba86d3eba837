import type { AccountSession } from './account-session.ts'
import { dialectTroubleOf, type DialectChoice, type DialectTrouble } from './dialect-choice.ts'
import { explain } from './reasons.ts'

/** What the attempts of one sign-in need. */
export interface SignInAttemptsOptions {
  readonly choice: DialectChoice
  readonly gateways: Gateways
  /** Whether a link of this account was lost a moment ago: then only what is certain speaks against a dialect. */
  readonly again: boolean
  /** Opens a session with this offer and signs in with it. @throws (as a rejection) */
  open(offer: readonly string[], gateway: boolean): AccountSession
  signIn(session: AccountSession): Promise<void>
  /** Nobody waits for the outcome any more. */
  readonly signal: AbortSignal
}

/** The networks whose chat connection goes through their HTTP gateway, because TCP did not get through; for this run. */
export class Gateways {
  readonly #used = new Set<string>()

  uses(networkId: string): boolean {
    return this.#used.has(networkId)
  }

  worked(networkId: string): void {
    this.#used.add(networkId)
  }

  failed(networkId: string): void {
    this.#used.delete(networkId)
  }
}

/**
 * Signs in, in the best dialect that works and on the way that works.
 * @throws (as a rejection) what the first attempt failed of, or whatever no further attempt would change.
 */
export async function signInSomehow(
  options: SignInAttemptsOptions,
  networkId: string,
): Promise<AccountSession> {
  const { choice, gateways, signal } = options
  let first: { readonly error: unknown } | null = null
  for (let gateway = gateways.uses(networkId); ;) {
    const session = options.open(choice.offer, gateway)
    try {
      await options.signIn(session)
      choice.succeeded()
      if (gateway) gateways.worked(networkId)
      return session
    } catch (error) {
      session.end()
      first ??= { error }
      if (signal.aborted) throw error
      if (gateway && session.step === 'connecting') gateways.failed(networkId)
      if (!gateway && gatewayMayHelp(session, error)) gateway = true
      else {
        const trouble = troubleOf(session, error, options.again)
        if (session.step !== 'connecting' && trouble === null) throw error
        if (trouble === null || !choice.failed(session.dialect, trouble)) throw first.error
      }
    }
  }
}

/** Where TCP does not get through, HTTP may. */
function gatewayMayHelp({ step, network }: AccountSession, error: unknown): boolean {
  const { reason } = explain(error)
  const unreachable = reason === 'server-unreachable' || reason === 'timed-out'
  return step === 'connecting' && unreachable && network.gatewayUrl !== ''
}

function troubleOf({ step }: AccountSession, error: unknown, again: boolean): DialectTrouble | null {
  const trouble = dialectTroubleOf(error, step)
  return again && trouble !== 'certain' ? null : trouble
}
