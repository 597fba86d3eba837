import { randomBytes } from 'node:crypto'
import { escapeXml } from '../../protocol/wire/xml-text.ts'
import type { LogInDesk } from './log-in.ts'
import type { ServerContext } from '../server-context.ts'
import { ticketFault, ticketResponses, type Trust } from './ticket-xml.ts'
import { formatTicket } from './tickets.ts'
import { leafText, parseLeaves } from '../xml.ts'

/** Most tickets in one request; clients ask for about seven. */
const maxTickets = 20

/** What the service needs; `trust`: RST.srf speaks the drafts of 2004, RST2.srf those of 2005 in SOAP 1.2. */
export interface TicketService {
  readonly desk: LogInDesk
  readonly server: ServerContext
  readonly trust: Trust
}

/**
 * Answers a SOAP request for tickets (RST), the way of logging in that clients of 2005 and later have. All tickets of
 * one answer are the same one with the same secret, good for the notification server and the address book.
 */
export async function answerTicketRequest(
  { desk, server, trust }: TicketService,
  body: Uint8Array,
  from: string,
): Promise<string> {
  const leaves = parseLeaves(body)
  if (leaves === null) return ticketFault(trust, 'invalid')
  const addresses = leaves
    .filter(({ name, parent }) => name === 'Address' && parent !== 'ReplyTo')
    .slice(0, maxTickets)
  const numbers = requestNumbers(body, addresses.length)
  const outcome = await desk.logIn(
    leafText(leaves, 'Username') ?? '',
    leafText(leaves, 'Password') ?? '',
    from,
  )
  if (outcome.kind !== 'admitted') return ticketFault(trust, outcome.kind)
  const secret = randomBytes(24)
  const ticket = formatTicket(server.tokens.issue({ account: outcome.account, ticket: '', secret }))
  const now = server.clock.now()
  return ticketResponses(trust, {
    address: escapeXml(outcome.account.address),
    ticket: escapeXml(ticket),
    secret: secret.toString('base64'),
    created: xmlTime(now),
    expires: xmlTime(now + server.tokens.lifeMs),
    places: addresses.map(({ text }, at) => ({ address: escapeXml(text), number: numbers[at] ?? at })),
  })
}

/** Seconds are as fine as clients read it. */
const xmlTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+/, '')

/** The n of every `Id="RSTn"`; positions from 0 on when there is not one for each request. */
function requestNumbers(body: Uint8Array, requests: number): readonly number[] {
  const ids = new TextDecoder().decode(body).matchAll(/\sId=["']RST(\d{1,3})["']/g)
  const numbers = Array.from(ids, ([, digits]) => Number(digits))
  return numbers.length === requests ? numbers : []
}
