/** What the token service gives for one of its addresses. */
export interface Token {
  /** `t=…&p=…`, as it stands. */
  readonly ticket: string
  /** The proof key, 24 bytes in base64; empty where there is none. */
  readonly secret: string
}

/** Whom a token is for; see docs/protocol.md#tokens. */
export type TokenAddress =
  'messengerclear.live.com' | 'contacts.msn.com' | 'messenger.msn.com' | 'messengersecure.live.com'

/** A SOAP service of a network: the two of the address book, and the two of messages for people who are offline. */
export type SoapService = 'contacts' | 'membership' | 'offline-reading' | 'offline-sending'

/** One call of a SOAP service, without its envelope's surroundings. */
export interface SoapRequest {
  readonly service: SoapService
  /** The value of `SOAPAction`. */
  readonly action: string
  /** The whole envelope. */
  readonly body: string
}

/** What a notification server's session gets over HTTP; whoever makes the session knows address and password. */
export interface Services {
  /** A ticket of the Passport pages for the server's policy, an opaque word (`TWN`). */
  fetchTicket(policy: string): Promise<string>
  /**
   * A token (`SSO`, and every SOAP service). It is remembered whatever the clock says, because some services only know
   * the one of the sign-in; `fresh` asks for another one, after the service said that the one at hand is no good.
   * `policy`: what `USR … S` named.
   */
  fetchToken(
    address: TokenAddress,
    options?: { readonly policy?: string; readonly fresh?: boolean },
  ): Promise<Token>
  /** Sends a request and answers with the body of the answer, be it a result or a SOAP fault. */
  callSoap(request: SoapRequest): Promise<string>
  /** Whether the network has that service. */
  has(service: SoapService): boolean
}
