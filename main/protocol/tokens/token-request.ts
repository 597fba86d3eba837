import { decodePercent } from '../wire/percent.ts'
import { escapeXml } from '../wire/xml-text.ts'
import { envelopes, type EnvelopeKind } from './token-envelopes.ts'

/** One token that is asked for. */
export interface TokenTarget {
  readonly address: string
  /** How the token is to be made, an opaque word; empty for none. */
  readonly policy: string
}

/** What a request for tokens says. */
export interface TokenRequest {
  readonly address: string
  readonly password: string
  readonly targets: readonly TokenTarget[]
  /** Where it goes to; the newer kind of envelope repeats it. */
  readonly url: string
  /** Milliseconds since 1970; the newer kind of envelope says when it was made. */
  readonly now: number
}

/** The token for asking for more tokens; services want it as the first of every request. */
export const renewalTarget: TokenTarget = { address: 'http://Passport.NET/tb', policy: '' }

/** The policy of `USR … TWN S` as the token service wants it: `ct=1,rn=a%2Cb` becomes `?ct=1&rn=a,b`. */
export const ticketPolicy = (policy: string): string => `?${decodePercent(policy.replaceAll(',', '&'))}`

/** Which envelope a service wants, known by the end of its path: `RST2.srf` is the newer one. */
const envelopeKindOf = (url: string): EnvelopeKind =>
  /\/RST2\.srf$/i.test(new URL(url).pathname) ? 'RST2' : 'RST'

/** The body of a request for one token of each target; see docs/protocol.md#tokens. */
export function encodeTokenRequest(request: TokenRequest): string {
  const envelope = envelopes[envelopeKindOf(request.url)]
  const requests = request.targets.map(({ address, policy }, index) => {
    const reference = policy === '' ? '' : envelope.policyReference(escapeXml(policy))
    return (
      `<wst:RequestSecurityToken Id="RST${index}"><wst:RequestType>${envelope.issue}</wst:RequestType>` +
      `<wsp:AppliesTo><wsa:EndpointReference><wsa:Address>${escapeXml(address)}</wsa:Address>` +
      `</wsa:EndpointReference></wsp:AppliesTo>${reference}</wst:RequestSecurityToken>`
    )
  })
  return envelope.wrap({
    username: escapeXml(request.address),
    password: escapeXml(request.password),
    url: escapeXml(request.url),
    now: request.now,
    requests: requests.join(''),
  })
}
