import type { SignInStep } from '../../../app/account.ts'
import type { Network } from '../../../app/networks.ts'
import type { Reason } from '../../../app/reasons.ts'
import { ConnectionError, TicketError } from '../../net/errors.ts'
import { dialectFamilies } from '../../protocol/dialects.ts'
import { DialectRefusedError, DialectTroubleError, TimeoutError } from '../../protocol/errors.ts'
import type { DialectMemory } from '../../storage/dialect-memory.ts'
import { explain } from '../reasons.ts'

const rankOf = (dialect: string): number => dialectFamilies.findIndex((family) => family.includes(dialect))

/** What is left of an offer when the family of this dialect does not work; empty: of the best one offered. */
export function withoutFamilyOf(dialect: string, offer: readonly string[]): readonly string[] {
  const ranks = offer.map(rankOf).filter((rank) => rank >= 0)
  const failed = dialect === '' ? Math.min(...ranks) : rankOf(dialect)
  return offer.filter((each) => rankOf(each) > failed)
}

/** Whether a failed sign-in may succeed in another dialect, and how sure that is. */
export type DialectTrouble =
  /** The server or its services cannot do it in this dialect. */
  | 'certain'
  /** It looks like it: silence, or a connection that the server closed. */
  | 'likely'
  /** It may as well be the network's fault, which is not remembered. */
  | 'possible'

const troubles: Partial<Record<Reason, DialectTrouble>> = {
  'sign-in-service-failed': 'certain',
  'plain-http-refused': 'certain',
  'protocol-error': 'certain',
  'server-refused': 'certain',
  'server-closed': 'likely',
  'timed-out': 'possible',
  'connection-lost': 'possible',
  'host-unknown': 'possible',
  'server-unreachable': 'possible',
  'certificate-untrusted': 'possible',
}

/** Judges a sign-in that failed at a step; null: no other dialect would help. A wrong password never does. */
export function dialectTroubleOf(error: unknown, step: SignInStep): DialectTrouble | null {
  if (error instanceof DialectRefusedError) return 'certain'
  if (error instanceof DialectTroubleError) return troubleBehind(error.cause)
  if (step !== 'agreeing' && step !== 'authenticating') return null
  if (error instanceof TimeoutError) return 'likely'
  return troubles[explain(error).reason] ?? null
}

/** How sure a trouble of the dialect is: a service that is not there just now may be there again soon. */
function troubleBehind(cause: unknown): DialectTrouble | null {
  if (cause instanceof TimeoutError) return 'likely'
  if (cause instanceof ConnectionError) return 'possible'
  if (!(cause instanceof TicketError)) return 'certain'
  if (cause.reason === 'wrong-password') return null
  return cause.reason === 'server-busy' ? 'possible' : 'certain'
}

/** What a choice of dialects is made of. */
export interface DialectChoiceOptions {
  readonly network: Network
  readonly memory: Pick<DialectMemory, 'recall' | 'remember'>
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Which dialects to offer: all of the record, or what is left of them after some failed, today or not long ago. */
export class DialectChoice {
  readonly #options: DialectChoiceOptions
  #offer: readonly string[]
  #recalled: boolean
  /** Whether a failure was worth remembering. */
  #remember = false

  constructor(options: DialectChoiceOptions) {
    const { network, memory, now } = options
    const recalled = memory.recall(network, now)
    this.#options = options
    this.#recalled = recalled !== null
    this.#offer = recalled ?? network.dialects
  }

  /** Names of the dialects to offer, best first. */
  get offer(): readonly string[] {
    return this.#offer
  }

  /** Takes the failed family out of the offer. `dialect`: the agreed one, or empty. False when nothing is left. */
  failed(dialect: string, trouble: DialectTrouble): boolean {
    const left = withoutFamilyOf(dialect, this.#offer)
    if (left.length === 0) return this.#forgetMemory()
    if (trouble !== 'possible') this.#remember = true
    this.#offer = left
    return true
  }

  /** The sign-in succeeded with the offer. */
  succeeded(): void {
    const { network, memory, now } = this.#options
    if (this.#remember) memory.remember(network, this.#offer, now)
    this.#remember = false
  }

  /** What was true some days ago need not be true today. */
  #forgetMemory(): boolean {
    if (!this.#recalled) return false
    this.#recalled = false
    this.#offer = this.#options.network.dialects
    return true
  }
}
