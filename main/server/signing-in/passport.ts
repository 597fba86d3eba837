import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { decodePercent, encodePercent } from '../../protocol/wire/percent.ts'
import { finish, hostOf, readBody, refuseLength } from '../http/http-page.ts'
import type { LogInDesk } from './log-in.ts'
import { routes } from '../http/routes.ts'
import type { ServerContext } from '../server-context.ts'
import { answerTicketRequest } from './ticket-service.ts'
import type { Trust } from './ticket-xml.ts'
import { formatTicket } from './tickets.ts'
import { isFromWebPage } from '../http/web-pages.ts'

/** Largest request that is read; a request for tickets has about 4 KiB. */
const maxBodyBytes = 64 * 1024

/** What the pages need. */
export interface Passport {
  readonly server: ServerContext
  readonly desk: LogInDesk
  /** Port of the notification server, told to whoever asks what runs here. */
  msnpPort(): number
  /** A name by which clients may reach the pages, beside addresses. */
  readonly announcedHost: string | null
}

/**
 * The pages of signing in: `/rdr/pprdr.asp` (the nexus), `/login`, `/RST.srf` and `/RST2.srf` (tickets by SOAP) and `/papilio`, which
 * says that this is such a server. Slashes may be doubled.
 */
export function createPassport(passport: Passport): Server {
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 30_000,
  })
  server.maxConnections = 1000
  server.on('request', (request, response) => {
    serve(passport, request, response).catch(() => response.destroy())
  })
  server.on('clientError', (_error, socket: Duplex) => socket.destroy())
  return server
}

async function serve(passport: Passport, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/')
    .split('?')[0]!
    .replace(/\/{2,}/g, '/')
    .toLowerCase()
  if (isFromWebPage(request, passport.announcedHost))
    return finish(response, 403, 'This is for messengers, not for web pages.')
  if (request.method === 'POST' && path === '/rst.srf')
    return ticketsBySoap(passport, '2004', request, response)
  if (request.method === 'POST' && path === '/rst2.srf')
    return ticketsBySoap(passport, '2005', request, response)
  const route = routes.find((each) => each.method === request.method && each.path.test(path))
  if (route !== undefined) return route.answer(passport.server, request, response)
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return finish(response, 405, 'This page only answers GET.')
  if (path === '/rdr/pprdr.asp') return nexus(request, response)
  if (path === '/login' || path === '/login2.srf') return logIn(passport, request, response)
  if (path === '/papilio') return describe(passport, response)
  finish(response, 404, 'There is no such page.')
}

/**
 * S: PassportURLs: DARealm=…,DALogin=…: where to log in, at the host by which the client reached us. HTTP/1.1 gets a
 * whole address; older requests get host and path alone, which their clients complete with https.
 */
function nexus(request: IncomingMessage, response: ServerResponse): void {
  const page = `${hostOf(request)}/login`
  const scheme = request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  const logInPage = request.httpVersion === '1.1' ? `${scheme}://${page}` : page
  response.setHeader(
    'PassportURLs',
    `DARealm=Passport.Net,DALogin=${logInPage},DAReg=${page},ConfigVersion=15`,
  )
  finish(response, 200, '')
}

/** C: Authorization: Passport1.4 …,sign-in=address,pwd=password,policy; S: 200 with from-PP, or 401. */
async function logIn(
  { desk, server }: Passport,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const fields = authorization(request.headers.authorization ?? '')
  const outcome = await desk.logIn(fields.get('sign-in') ?? '', fields.get('pwd') ?? '', visitor(request))
  switch (outcome.kind) {
    case 'admitted':
      response.setHeader(
        'Authentication-Info',
        `Passport1.4 da-status=success,tname=MSPAuth,from-PP='${formatTicket(server.tickets.issue(outcome.account))}',ru=http://messenger.msn.com`,
      )
      return finish(response, 200, '')
    case 'wrong':
      response.setHeader(
        'WWW-Authenticate',
        `Passport1.4 da-status=failed,srealm=Passport.NET,prompt,cbtxt=${wrongText}`,
      )
      return finish(response, 401, 'Wrong address or password.')
    case 'too-often':
      response.setHeader('Retry-After', '60')
      return finish(response, 503, 'Too many attempts; try again in a minute.')
  }
}

const wrongText = encodePercent('The address or the password is wrong.')

/** Values are cut at commas before they are decoded, so a comma in a password is percent-encoded. */
function authorization(header: string): ReadonlyMap<string, string> {
  const words = header.replace(/^Passport1\.4\s+/i, '').split(',')
  return new Map(
    words.map((word) => {
      const equals = word.indexOf('=')
      return [word.slice(0, Math.max(equals, 0)).trim().toLowerCase(), decodePercent(word.slice(equals + 1))]
    }),
  )
}

async function ticketsBySoap(
  { desk, server }: Passport,
  trust: Trust,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, maxBodyBytes)
  if (body === null) return refuseLength(response)
  const answer = await answerTicketRequest({ desk, server, trust }, body, visitor(request))
  response.setHeader('Content-Type', 'text/xml; charset=utf-8')
  response.end(answer)
}

/** Lets another copy of the program recognise this one. */
function describe(passport: Passport, response: ServerResponse): void {
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify({ papilio: 1, msnp: passport.msnpPort() }))
}

const visitor = (request: IncomingMessage): string => request.socket.remoteAddress ?? ''
