import { DialectTroubleError } from './errors.ts'
import type { Services } from './services.ts'
import { proveSecret } from './tokens/sso-proof.ts'
import { ticketPolicy } from './tokens/token-request.ts'
import { ProtocolError } from './wire/errors.ts'

/** What proving who one is needs. */
export interface Credentials {
  readonly services: Services
  /** The GUID of this installation, with braces. */
  readonly machineId: string
  /** 8 bytes, chosen by chance. */
  readonly chooseIv: () => Uint8Array
}

/** How a family of dialects proves who one is. */
export interface Authentication {
  /** The word after the transaction id of `USR`. */
  readonly scheme: string
  /** Which of a network's services knows the password: the pages of Passport, or the token service. */
  readonly service: 'pages' | 'tokens'
  /**
   * What follows `USR trid scheme S`, made of what the server said after those words. `policy` is never missing.
   * @throws what the services throw, as a rejection.
   */
  prove(
    said: readonly [policy: string, ...more: string[]],
    credentials: Credentials,
  ): Promise<readonly string[]>
}

/**
 * C: USR trid TWN S ticket
 */
export const byTicket: Authentication = {
  scheme: 'TWN',
  service: 'pages',
  prove: async ([policy], { services }) => [await services.fetchTicket(policy)],
}

/**
 * C: USR trid TWN S ticket
 * It comes with the token of the address book: some services want both to be of one sign-in.
 */
export const byTicketAmongTokens: Authentication = {
  scheme: 'TWN',
  service: 'tokens',
  async prove([policy], { services }) {
    return [(await services.fetchToken('messenger.msn.com', { policy: ticketPolicy(policy) })).ticket]
  },
}

/**
 * C: USR trid SSO S ticket proof {machine-id}
 * The nonce that the server said is taken as it stands; see docs/protocol.md#sign-in.
 */
export const byToken = ({ machine }: { readonly machine: boolean }): Authentication => ({
  scheme: 'SSO',
  service: 'tokens',
  async prove([policy, nonce], { services, machineId, chooseIv }) {
    if (nonce === undefined) throw new ProtocolError('USR without a nonce')
    const { ticket, secret } = await services.fetchToken('messengerclear.live.com', { policy })
    if (secret === '') throw new DialectTroubleError(new ProtocolError('a token without a secret'))
    return [ticket, proveSecret({ secret, nonce, iv: chooseIv() }), ...(machine ? [machineId] : [])]
  },
})
