import { escapeXml } from '../protocol/wire/xml-text.ts'
import type { LogInDesk } from './log-in.ts'
import { leafText, parseLeaves } from './xml.ts'

/** Most tickets in one request; clients ask for about seven. */
const maxTickets = 20

/**
 * Answers a SOAP request for tickets (RST), the way of logging in that clients of 2005 and later have. Old clients
 * walk from one response to the next sibling, so no white space stands between them, and find a ticket by the
 * number of its request (RST1, Compact1).
 */
export async function answerTicketRequest(desk: LogInDesk, body: Uint8Array, from: string): Promise<string> {
  const leaves = parseLeaves(body)
  if (leaves === null) return fault('S:Client', 'Invalid Request')
  const addresses = leaves.filter(({ name }) => name === 'Address').slice(0, maxTickets)
  const numbers = requestNumbers(body, addresses.length)
  const outcome = await desk.logIn(
    leafText(leaves, 'Username') ?? '',
    leafText(leaves, 'Password') ?? '',
    from,
  )
  switch (outcome.kind) {
    case 'ticket':
      return envelope(
        addresses.map(({ text }, at) => ticketResponse(text, numbers[at] ?? at, outcome.ticket)).join(''),
      )
    case 'wrong':
      return fault('wsse:FailedAuthentication', 'Authentication Failure')
    case 'too-often':
      return fault('S:Server', 'Too many attempts; try again in a minute.')
  }
}

/** The n of every `Id="RSTn"`; positions from 0 on when there is not one for each request. */
function requestNumbers(body: Uint8Array, requests: number): readonly number[] {
  const ids = new TextDecoder().decode(body).matchAll(/\sId=["']RST(\d{1,3})["']/g)
  const numbers = Array.from(ids, ([, digits]) => Number(digits))
  return numbers.length === requests ? numbers : []
}

function ticketResponse(address: string, index: number, ticket: string): string {
  return (
    '<wst:RequestSecurityTokenResponse><wst:TokenType>urn:passport:compact</wst:TokenType>' +
    '<wsp:AppliesTo xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/03/addressing"><wsa:EndpointReference>' +
    `<wsa:Address>${escapeXml(address)}</wsa:Address></wsa:EndpointReference></wsp:AppliesTo>` +
    '<wst:RequestedSecurityToken>' +
    `<wsse:BinarySecurityToken Id="Compact${index}">${escapeXml(ticket)}</wsse:BinarySecurityToken>` +
    '</wst:RequestedSecurityToken></wst:RequestSecurityTokenResponse>'
  )
}

const envelope = (responses: string): string =>
  '<?xml version="1.0" encoding="utf-8" ?>' +
  '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsse="http://schemas.xmlsoap.org/ws/2003/06/secext"' +
  ' xmlns:wsp="http://schemas.xmlsoap.org/ws/2002/12/policy" xmlns:wst="http://schemas.xmlsoap.org/ws/2004/04/trust"><S:Body>' +
  `<wst:RequestSecurityTokenResponseCollection>${responses}</wst:RequestSecurityTokenResponseCollection></S:Body></S:Envelope>`

/** Directly under the envelope, where clients look for it. */
const fault = (code: string, text: string): string =>
  '<?xml version="1.0" encoding="utf-8" ?>' +
  '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsse="http://schemas.xmlsoap.org/ws/2003/06/secext">' +
  `<S:Fault><faultcode>${code}</faultcode><faultstring>${escapeXml(text)}</faultstring></S:Fault></S:Envelope>`
