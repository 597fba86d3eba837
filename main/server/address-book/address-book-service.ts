import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { hostOf, readBody, refuseLength } from '../http/http-page.ts'
import { ListNotices } from '../lists/list-notices.ts'
import type { Network } from '../network.ts'
import type { Place } from '../person.ts'
import type { ServerContext, Token } from '../server-context.ts'
import { parseTicket } from '../signing-in/tickets.ts'
import { elementAt, parseElement, textAt, type Element } from '../xml.ts'
import { act } from './actions.ts'
import { formatAnswer, formatFault } from './envelope.ts'
import { fault, type FaultCode, type Outcome } from './outcome.ts'

/** Largest request that is read; a change of a contact has about 3 KiB. */
const maxBodyBytes = 256 * 1024

/**
 * Answers one request for the address book or the memberships. What is wanted says the element in the body: neither
 * the page nor `SOAPAction` is looked at.
 */
export async function answerAddressBook(
  server: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, maxBodyBytes)
  if (body === null) return refuseLength(response)
  const envelope = parseElement(body)
  const action = envelope === null ? undefined : elementAt(envelope, 'Body')?.children[0]
  const outcome =
    envelope === null || action === undefined
      ? fault('InvalidArgument', 'This is no request')
      : carryOut(server, envelope, action)
  answer(response, action?.name ?? '', outcome, hostOf(request))
}

function carryOut(server: ServerContext, envelope: Element, request: Element): Outcome {
  const ticket = parseTicket(textAt(envelope, 'Header', 'ABAuthHeader', 'TicketToken'))
  const token = server.tokens.find(ticket)
  if (token === null) return fault('PassportAuthFail', 'Authentication Failed')
  const { account } = token
  const notices = new ListNotices(server.network, account)
  const outcome = act({ server, account, request, notices })
  notices.send(placeOf(server.network, token))
  return outcome
}

/** The place that asks: the one with that ticket, or the only one. Null where it may be each of several. */
function placeOf(network: Network, token: Token): Place | null {
  const places = network.person(token.account.address)?.places ?? []
  const same = places.find((place) => place.token === token)
  return same ?? (places.length === 1 ? places[0]! : null)
}

function answer(response: ServerResponse, action: string, outcome: Outcome, host: string): void {
  response.setHeader('Content-Type', 'text/xml; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  if (outcome.kind === 'fault') {
    response.statusCode = statusOf(outcome.code)
    response.end(formatFault(action, outcome))
    return
  }
  const cacheKey = `12r1:${randomBytes(24).toString('base64url')}`
  response.end(formatAnswer(action, outcome.xml, { cacheKey, host, sessionId: randomUUID() }))
}

/** As a real server does it: what asks for another request is no failure. */
const statusOf = (code: FaultCode): number => (code === 'FullSyncRequired' ? 200 : 500)
