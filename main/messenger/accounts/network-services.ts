import type { Network } from '../../../app/networks.ts'
import { TicketError } from '../../net/errors.ts'
import { httpRequest, type HttpAnswer, type HttpRequest } from '../../net/http-request.ts'
import type { Route } from '../../net/route.ts'
import { fetchTicket, parseUrl } from '../../net/ticket.ts'
import type { Clock } from '../../protocol/clock.ts'
import { DialectTroubleError } from '../../protocol/errors.ts'
import type { Services, SoapRequest, SoapService, Token, TokenAddress } from '../../protocol/services.ts'
import { parseTokenAnswer, type IssuedToken, type TokenAnswer } from '../../protocol/tokens/token-answer.ts'
import {
  encodeTokenRequest,
  renewalTarget,
  ticketPolicy,
  type TokenTarget,
} from '../../protocol/tokens/token-request.ts'
import { ProtocolError } from '../../protocol/wire/errors.ts'
import { SoapServices } from './soap-services.ts'
import {
  isBusy,
  maxRedirections,
  pageNamedBy,
  post,
  serviceFailed,
  textOf,
  type Page,
} from './web-service.ts'

/** What an account's services need. */
export interface NetworkServicesOptions {
  readonly network: Pick<Network, 'signIn' | 'addressBook' | 'offlineMessages'>
  readonly address: string
  readonly password: string
  readonly route: Route
  readonly signal: AbortSignal
  readonly clock: Clock
  /** Makes HTTP requests; the real ones unless a test says otherwise. */
  readonly request?: HttpRequest
}

const maxTokenBytes = 256 * 1024

/** The addresses in the order of official clients, with what they are asked with unless the server says so. */
const usualPolicies: Readonly<Record<TokenAddress, string>> = {
  'messengerclear.live.com': 'MBI_KEY_OLD',
  'messenger.msn.com': '?id=507',
  'contacts.msn.com': 'MBI',
  'messengersecure.live.com': 'MBI_SSL',
}

/** Which tokens are asked for, all at once: services may give them one session. */
const targetsWith = (policies: Readonly<Record<string, string>>): readonly TokenTarget[] => [
  renewalTarget,
  ...Object.entries(policies).map(([address, policy]) => ({ address, policy })),
]

/** A token, and what it was asked for with. */
interface Remembered {
  readonly token: Token
  readonly policy: string | undefined
}

/** The services of one network for one account, over HTTP. No error and no text of one holds what is secret. */
export class NetworkServices implements Services {
  readonly #options: NetworkServicesOptions
  readonly #request: HttpRequest
  readonly #soap: SoapServices
  readonly #tokens = new Map<string, Remembered>()
  #underWay: { readonly policies: Readonly<Record<string, string>>; readonly done: Promise<void> } | null =
    null

  constructor(options: NetworkServicesOptions) {
    this.#options = options
    this.#request = options.request ?? httpRequest
    this.#soap = new SoapServices({ ...options, request: this.#request })
  }

  /**
   * A network that has no pages of the older kind gives the ticket with its token service.
   * @throws TicketError, ConnectionError, as a rejection.
   */
  async fetchTicket(policy: string): Promise<string> {
    const { signIn } = this.#options.network
    if (signIn.nexusUrl !== '' || signIn.loginUrl !== '')
      return fetchTicket({ ...this.#options, signIn, policy })
    return (await this.fetchToken('messenger.msn.com', { policy: ticketPolicy(policy) })).ticket
  }

  /**
   * @throws TicketError `wrong-password`, `plain-http-refused`, `server-busy`; ConnectionError; DialectTroubleError when
   * the service does not do what such a service does. All as a rejection.
   */
  async fetchToken(
    address: TokenAddress,
    { policy, fresh = false }: { readonly policy?: string; readonly fresh?: boolean } = {},
  ): Promise<Token> {
    const known = fresh ? null : this.#find(address, policy)
    if (known !== null) return known
    await this.#renew(address, policy ?? usualPolicies[address])
    return this.#find(address, policy) ?? serviceTroubles('no token for that address')
  }

  /** See `SoapServices.call`. */
  callSoap(request: SoapRequest): Promise<string> {
    return this.#soap.call(request)
  }

  has(service: SoapService): boolean {
    return this.#soap.has(service)
  }

  #find(address: TokenAddress, policy: string | undefined): Token | null {
    const known = this.#tokens.get(address)
    return known === undefined || (policy !== undefined && policy !== known.policy) ? null : known.token
  }

  /** Whoever wants a token while all of them are asked for waits for these. */
  #renew(address: TokenAddress, policy: string): Promise<void> {
    const underWay = this.#underWay
    if (underWay?.policies[address] === policy) return underWay.done
    const policies = { ...usualPolicies, [address]: policy }
    const done = this.#fetchTokens(policies).finally(() => {
      if (this.#underWay?.done === done) this.#underWay = null
    })
    this.#underWay = { policies, done }
    return done
  }

  async #fetchTokens(policies: Readonly<Record<string, string>>): Promise<void> {
    try {
      for (const { address, ...token } of await this.#askForTokens(targetsWith(policies)))
        this.#tokens.set(address, { token, policy: policies[address] })
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

function serviceTroubles(message: string): never {
  throw new DialectTroubleError(new TicketError('sign-in-service-failed', message))
}
