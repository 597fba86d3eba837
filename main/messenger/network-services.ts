import type { Network } from '../../app/networks.ts'
import { TicketError } from '../net/errors.ts'
import { httpRequest, type HttpAnswer, type HttpRequest } from '../net/http-request.ts'
import type { Route } from '../net/route.ts'
import { fetchTicket } from '../net/ticket.ts'
import type { Clock } from '../protocol/clock.ts'
import { DialectTroubleError, SoapFaultError } from '../protocol/errors.ts'
import type { Services, SoapRequest, Token, TokenAddress } from '../protocol/services.ts'
import { parseTokenAnswer, type IssuedToken, type TokenAnswer } from '../protocol/tokens/token-answer.ts'
import { encodeTokenRequest, renewalTarget, type TokenTarget } from '../protocol/tokens/token-request.ts'
import { ProtocolError } from '../protocol/wire/errors.ts'
import { TokenCache } from './token-cache.ts'
import {
  isBusy,
  maxRedirections,
  pageNamedBy,
  parseUrl,
  post,
  serviceFailed,
  textOf,
  type Page,
} from './web-service.ts'

/** What an account's services need. */
export interface NetworkServicesOptions {
  readonly network: Pick<Network, 'signIn' | 'addressBook'>
  readonly address: string
  readonly password: string
  readonly route: Route
  readonly signal: AbortSignal
  readonly clock: Clock
  /** Makes HTTP requests; the real ones unless a test says otherwise. */
  readonly request?: HttpRequest
}

const maxTokenBytes = 256 * 1024

/** The address book of ten thousand contacts, with room; see docs/protocol.md#limits. */
const maxSoapBytes = 32 * 1024 * 1024

/** The policies of the addresses whose policy the server does not name; see docs/protocol.md#tokens. */
const targets: readonly TokenTarget[] = [
  { address: 'messenger.msn.com', policy: '?id=507' },
  { address: 'contacts.msn.com', policy: 'MBI' },
  { address: 'messengersecure.live.com', policy: 'MBI_SSL' },
]

const defaultPolicy = 'MBI_KEY_OLD'

/** The services of one network for one account, over HTTP. No error and no text of one holds what is secret. */
export class NetworkServices implements Services {
  readonly #options: NetworkServicesOptions
  readonly #request: HttpRequest
  readonly #tokens: TokenCache
  #underWay: { readonly policy: string; readonly done: Promise<void> } | null = null

  constructor(options: NetworkServicesOptions) {
    this.#options = options
    this.#request = options.request ?? httpRequest
    this.#tokens = new TokenCache(options.clock)
  }

  /**
   * A network that has no pages of the older kind gives the ticket with its token service.
   * @throws TicketError, ConnectionError, as a rejection.
   */
  async fetchTicket(policy: string): Promise<string> {
    const { signIn } = this.#options.network
    if (signIn.nexusUrl !== '' || signIn.loginUrl !== '')
      return fetchTicket({ ...this.#options, signIn, policy })
    const target = { address: 'messenger.msn.com', policy: tokenPolicyOf(policy) }
    const [token] = (await this.#askForTokens([renewalTarget, target])).filter(isFor(target.address))
    return token?.ticket ?? serviceFailed('the token service gives no ticket')
  }

  /**
   * @throws TicketError `wrong-password`, `plain-http-refused`, `server-busy`; ConnectionError; DialectTroubleError when
   * the service does not do what such a service does. All as a rejection.
   */
  async fetchToken(
    address: TokenAddress,
    { policy = defaultPolicy, fresh = false }: { readonly policy?: string; readonly fresh?: boolean } = {},
  ): Promise<Token> {
    const wanted = address === 'messengerclear.live.com' ? policy : ''
    const known = fresh ? null : this.#tokens.find(address, wanted)
    if (known !== null) return known
    await this.#renew(address, policy)
    return this.#tokens.find(address, wanted) ?? serviceTroubles('no token for that address')
  }

  /**
   * @throws TicketError `plain-http-refused`, `server-busy`, `sign-in-service-failed`; ConnectionError; SoapFaultError
   * `PassportAuthFail` where HTTP itself refuses the ticket. All as a rejection.
   */
  async callSoap({ service, action, body }: SoapRequest): Promise<string> {
    const { contactsUrl, membershipUrl } = this.#options.network.addressBook
    const url = parseUrl(service === 'contacts' ? contactsUrl : membershipUrl)
    const { route, signal } = this.#options
    const headers = { soapaction: `"${action}"` }
    const answer = await post(
      this.#request,
      { url, route },
      { body, headers, signal, maxBytes: maxSoapBytes },
    )
    if (isBusy(answer)) throw new TicketError('server-busy', `the address book answers ${answer.status}`)
    if (answer.status === 401 || answer.status === 403)
      throw new SoapFaultError('PassportAuthFail', action.replace(/^.*\//, ''))
    return textOf(answer)
  }

  /** Whoever wants a token while all of them are asked for waits for these. */
  #renew(address: TokenAddress, policy: string): Promise<void> {
    const underWay = this.#underWay
    if (underWay !== null && (address !== 'messengerclear.live.com' || underWay.policy === policy)) {
      return underWay.done
    }
    const done = this.#fetchTokens(policy).finally(() => {
      if (this.#underWay?.done === done) this.#underWay = null
    })
    this.#underWay = { policy, done }
    return done
  }

  async #fetchTokens(policy: string): Promise<void> {
    const clear = { address: 'messengerclear.live.com', policy }
    try {
      const issued = await this.#askForTokens([renewalTarget, clear, ...targets])
      for (const token of issued) this.#tokens.add(token, isFor(clear.address)(token) ? policy : '')
    } catch (error) {
      if (error instanceof TicketError && error.reason === 'sign-in-service-failed') {
        throw new DialectTroubleError(error)
      }
      throw error
    }
  }

  /** Asks at the address of the record, and where the service says; only so often. */
  async #askForTokens(wanted: readonly TokenTarget[]): Promise<readonly IssuedToken[]> {
    const { address, password, clock, network, route, signal } = this.#options
    let page: Page = { url: parseUrl(network.signIn.tokenUrl), route }
    for (let redirections = 0; redirections <= maxRedirections; redirections++) {
      const { href: url } = page.url
      const body = encodeTokenRequest({ address, password, targets: wanted, url, now: clock.now() })
      const answer = readTokens(await post(this.#request, page, { body, signal, maxBytes: maxTokenBytes }))
      if (answer.kind === 'tokens') return answer.tokens
      if (answer.kind !== 'redirected') return refuse(answer)
      page = await pageNamedBy(page, answer.url)
    }
    return serviceFailed('the token service redirects without end')
  }
}

/** Faults come with status 200 or 500; other statuses mean something only where the body says nothing. */
function readTokens(answer: HttpAnswer): TokenAnswer {
  try {
    return parseTokenAnswer(textOf(answer))
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    if (answer.status === 401) return { kind: 'wrong-password' }
    if (isBusy(answer)) throw new TicketError('server-busy', `the token service answers ${answer.status}`)
    return serviceFailed(`the token service answers ${answer.status}: ${error.message}`)
  }
}

function refuse(answer: Exclude<TokenAnswer, { kind: 'tokens' | 'redirected' }>): never {
  if (answer.kind === 'refused') return serviceFailed('the token service refuses the request')
  throw new TicketError('wrong-password', 'the token service refuses name or password')
}

/** The server's policy as the token service wants it: `ct=1,id=507` becomes `?ct=1&id=507`. */
const tokenPolicyOf = (policy: string): string => `?${policy.replaceAll(',', '&')}`

const isFor =
  (address: string) =>
  (token: IssuedToken): boolean =>
    token.address === address

function serviceTroubles(message: string): never {
  throw new DialectTroubleError(new TicketError('sign-in-service-failed', message))
}
