import type { Certificate } from '../../../app/connection-test.ts'
import type { Network } from '../../../app/networks.ts'
import { inspectCertificate } from '../../net/certificate.ts'
import type { HttpAnswer, HttpRequest } from '../../net/http-request.ts'
import { isLoopback } from '../../net/loopback.ts'
import type { Lookup } from '../../net/private-addresses.ts'
import type { Route } from '../../net/route.ts'
import { parseUrl } from '../../net/ticket.ts'
import { formatRequest } from '../../protocol/address-book/soap.ts'
import type { SoapRequest } from '../../protocol/services.ts'
import type { Finding, PageKind } from './connection-test.ts'
import { Refusal } from '../reasons.ts'
import { isBusy, post, textOf } from '../accounts/web-service.ts'

/** How services are reached. */
export interface Web {
  readonly route: Route
  readonly signal: AbortSignal
  readonly request: HttpRequest
}

const timeoutMs = 15_000
const maxBytes = 256 * 1024

/** Whether a page needs no TLS. @throws Refusal for one that is none. */
export function isOnThisComputer(url: string): boolean {
  const page = parse(url)
  return page.protocol === 'http:' && isLoopback(page.hostname)
}

/** Looks at the certificate of a page; one that nobody vouches for is reported before this fails. */
export async function readTls(
  page: string,
  options: { readonly route: Route; readonly signal: AbortSignal; readonly lookup?: Lookup | undefined },
  onUntrusted: (certificate: Certificate) => void,
): Promise<Finding<object>> {
  const url = parse(page)
  if (url.protocol !== 'https:') throw new Refusal('plain-http-refused', url.host)
  const { route, signal, lookup } = options
  const port = Number(url.port) || 443
  const { certificate, trusted } = await inspectCertificate(url.hostname, port, {
    route,
    signal,
    lookup,
    timeoutMs,
  })
  if (!trusted) {
    onUntrusted(certificate)
    throw new Refusal('certificate-untrusted', certificate.issuer)
  }
  return { value: {}, detail: certificate.issuer }
}

/** Asks a page of signing in without a name or a password: what it says against that shows that it is there. */
export async function askSignInService(
  { url, kind }: { readonly url: string; readonly kind: PageKind },
  web: Web,
): Promise<Finding<object>> {
  if (url === '') throw new Refusal('sign-in-service-failed')
  const page = parse(url)
  const answer = await ask(kind, page, web)
  if (isThere[kind](answer)) return { value: {}, detail: page.host }
  throw new Refusal(isBusy(answer) ? 'server-busy' : 'sign-in-service-failed', `HTTP ${answer.status}`)
}

function ask(kind: PageKind, url: URL, { route, signal, request }: Web): Promise<HttpAnswer> {
  if (kind === 'token') return post(request, { url, route }, { body: '', signal, maxBytes })
  return request(url, { method: 'GET', headers: {}, route, signal, timeoutMs, maxBytes })
}

/** What each kind of page says to somebody who asks for nothing; see docs/protocol.md#connection-test. */
const isThere: Readonly<Record<PageKind, (answer: HttpAnswer) => boolean>> = {
  token: (answer) => isSoap(answer) || refusals.has(answer.status),
  nexus: ({ headers }) => /DALogin\s*=/i.test([headers['passporturls'] ?? ''].flat().join(',')),
  'log-in': ({ status }) => status === 401 || (status >= 200 && status < 400) || refusals.has(status),
}

/** The request is refused for what it is: somebody read it. */
const refusals: ReadonlySet<number> = new Set([400, 401, 403, 405, 411, 415])

/**
 * Asks both services of the address book without a ticket.
 * @throws Refusal `address-book-failed`, `server-busy`.
 */
export async function askAddressBook(
  { contactsUrl, membershipUrl }: Network['addressBook'],
  web: Web,
): Promise<Finding<object>> {
  await askSoap(contactsUrl, 'contacts', 'ABFindAll', web)
  await askSoap(membershipUrl, 'membership', 'FindMembership', web)
  return { value: {}, detail: parse(contactsUrl).host }
}

async function askSoap(
  url: string,
  service: SoapRequest['service'],
  method: string,
  { route, signal, request }: Web,
): Promise<void> {
  if (url === '') throw new Refusal('address-book-failed')
  const call = { service, method, scenario: 'Initial', xml: '' } as const
  const { body, action } = formatRequest(call, { ticket: '', cacheKey: '' })
  const headers = { soapaction: `"${action}"` }
  const answer = await post(request, { url: parse(url), route }, { body, headers, signal, maxBytes })
  if (isSoap(answer) || answer.status === 401 || answer.status === 403) return
  throw new Refusal(
    isBusy(answer) ? 'server-busy' : 'address-book-failed',
    `${method}: HTTP ${answer.status}`,
  )
}

const isSoap = (answer: HttpAnswer): boolean => /<(?:[\w-]+:)?Envelope[\s>]/.test(textOf(answer))

/** @throws Refusal */
function parse(url: string): URL {
  try {
    return parseUrl(url)
  } catch {
    throw new Refusal('sign-in-service-failed')
  }
}
