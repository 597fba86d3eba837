import { ConnectionError, TicketError, type ConnectionReason } from '../../net/errors.ts'
import type { HttpAnswer, HttpOptions, HttpRequest } from '../../net/http-request.ts'
import { routeFrom, type Route } from '../../net/route.ts'
import { parseUrl } from '../../net/ticket.ts'

/** An address on the web, and how one gets there. */
export interface Page {
  readonly url: URL
  readonly route: Route
}

/** What is posted, and how much is read in return. */
export interface Posting {
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
  readonly maxBytes: number
  readonly signal: AbortSignal
}

/** A service that sends one on more often than that is none. */
export const maxRedirections = 5

const timeoutMs = 30_000

/**
 * Posts XML, again where HTTP says that the page has moved.
 * @throws TicketError `plain-http-refused`, `sign-in-service-failed`; ConnectionError; as a rejection.
 */
export async function post(request: HttpRequest, start: Page, posting: Posting): Promise<HttpAnswer> {
  const { signal, body, maxBytes } = posting
  const headers = { ...posting.headers, 'content-type': 'text/xml; charset=utf-8' }
  const options: Omit<HttpOptions, 'route'> = { method: 'POST', headers, body, signal, timeoutMs, maxBytes }
  let page = start
  for (let redirections = 0; redirections <= maxRedirections; redirections++) {
    const answer = await request(page.url, { ...options, route: page.route })
    const { location } = answer.headers
    if (![301, 302, 307, 308].includes(answer.status) || location === undefined) return answer
    page = await pageNamedBy(page, location)
  }
  return serviceFailed('a service that redirects without end')
}

/** A page that another one names: one on the internet cannot lead into a private network. */
export const pageNamedBy = async ({ url, route }: Page, location: string): Promise<Page> => ({
  url: parseUrl(location, url),
  route: await routeFrom(route, url.hostname),
})

/** Whether a service says that it cannot answer just now. */
export const isBusy = ({ status }: HttpAnswer): boolean => status === 429 || status === 503

/** Whether there is nothing at that address that could be asked. */
export const isMissing = ({ status }: HttpAnswer): boolean => [404, 405, 410, 501].includes(status)

/** Failures before which a request can have arrived. */
const midway: ReadonlySet<ConnectionReason> = new Set(['connection-lost', 'timed-out', 'cancelled'])

/** Whether an error of `post` means that the service certainly did nothing. */
export const wasNotTaken = (error: unknown): boolean =>
  error instanceof TicketError || (error instanceof ConnectionError && !midway.has(error.reason))

/** The body of an answer. */
export const textOf = ({ body }: HttpAnswer): string => new TextDecoder().decode(body)

/** Gives up: the service does not do what such a service does. */
export function serviceFailed(message: string): never {
  throw new TicketError('sign-in-service-failed', message)
}
