import { encodePercent } from '../protocol/wire/percent.ts'
import { TicketError } from './errors.ts'
import { httpRequest, type HttpAnswer } from './http-request.ts'
import { routeFrom, type Route } from './route.ts'

/** What `fetchTicket` needs. */
export interface TicketRequest {
  readonly signIn: {
    /** The page that names the log-in page; not asked when `loginUrl` is known. */
    readonly nexusUrl: string
    /** The log-in page, or empty. */
    readonly loginUrl: string
  }
  readonly route: Route
  readonly address: string
  readonly password: string
  /** What the notification server gave with `USR … S`; passed on unchanged. */
  readonly policy: string
  readonly signal?: AbortSignal | undefined
}

const maxRedirects = 5
const timeoutMs = 30_000

/** What counts is in the headers; the page below them is for people. */
const maxBytes = 256 * 1024

/**
 * Turns a password into a ticket for the notification server (Passport 1.4; see docs/protocol.md#tickets). Passwords go
 * over https, or over http to this computer itself.
 * @throws TicketError `wrong-password`, `plain-http-refused`, `server-busy`, `sign-in-service-failed`; ConnectionError.
 */
export async function fetchTicket(request: TicketRequest): Promise<string> {
  let { url, route } = await findLoginPage(request)
  const authorization = formatAuthorization(request)
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const answer = await get(url, { ...request, route }, { authorization })
    const { location } = answer.headers
    if (!isRedirection(answer) || location === undefined) return readTicket(answer)
    route = await routeFrom(route, url.hostname)
    url = parseUrl(location, url)
  }
  throw new TicketError('sign-in-service-failed', 'the sign-in service redirects without end')
}

/** Asks the nexus: `PassportURLs: DARealm=…,DALogin=login.example.com/login.srf,…`; without a scheme https is meant. */
async function findLoginPage({ signIn, ...request }: TicketRequest): Promise<{ url: URL; route: Route }> {
  if (signIn.loginUrl !== '') return { url: parseUrl(signIn.loginUrl), route: request.route }
  const nexus = parseUrl(signIn.nexusUrl)
  const { headers } = await get(nexus, request, {})
  const urls = [headers['passporturls'] ?? ''].flat().join(',')
  const page = /(?:^|,)\s*DALogin\s*=\s*([^,\s]+)/i.exec(urls)?.[1]
  if (page === undefined) throw new TicketError('sign-in-service-failed', 'the nexus names no log-in page')
  const url = parseUrl(/^[a-z]+:\/\//i.test(page) ? page : `https://${page}`)
  return { url, route: await routeFrom(request.route, nexus.hostname) }
}

/** Name and password are encoded one by one: a comma in them would end the value. */
const formatAuthorization = ({ address, password, policy }: TicketRequest): string =>
  `Passport1.4 OrgVerb=GET,OrgURL=http%3A%2F%2Fmessenger%2Emsn%2Ecom,` +
  `sign-in=${encodeValue(address)},pwd=${encodeValue(password)},${policy}`

const encodeValue = (text: string): string =>
  encodePercent(text).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

async function get(
  url: URL,
  { policy, route, signal }: Omit<TicketRequest, 'signIn'>,
  headers: Readonly<Record<string, string>>,
): Promise<HttpAnswer> {
  if (/[^\x21-\x7e]/.test(policy)) {
    throw new TicketError('sign-in-service-failed', 'a policy that cannot be passed on')
  }
  return httpRequest(url, { method: 'GET', headers, route, signal, timeoutMs, maxBytes })
}

const isRedirection = ({ status }: HttpAnswer): boolean => [301, 302, 303, 307, 308].includes(status)

/** `Authentication-Info: Passport1.4 da-status=success,…,from-PP='t=…&p=…',…`: the ticket as it stands. */
function readTicket({ status, headers }: HttpAnswer): string {
  if (status === 401) throw new TicketError('wrong-password', 'the sign-in service refuses name or password')
  if (status === 429 || status === 503)
    throw new TicketError('server-busy', `the sign-in service answers ${status}`)
  const info = [headers['authentication-info'] ?? ''].flat().join(',')
  const ticket = /from-PP\s*=\s*'([\x21-\x26\x28-\x7e]+)'/i.exec(info)?.[1]
  if (status !== 200 || ticket === undefined) {
    throw new TicketError('sign-in-service-failed', `the sign-in service answers ${status} without a ticket`)
  }
  return ticket
}

/** The page that an address names, empty ones not. @throws TicketError when it is no address */
export function parseUrl(text: string, base?: URL): URL {
  if (text === '' || !URL.canParse(text, base?.href))
    throw new TicketError('sign-in-service-failed', 'an address that is none')
  return new URL(text, base)
}
