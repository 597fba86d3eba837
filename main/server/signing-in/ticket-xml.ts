/** Which drafts of WS-Trust an answer follows: those of RST.srf or of RST2.srf. */
export type Trust = '2004' | '2005'

/** Why no ticket was given. */
export type TicketRefusal = 'wrong' | 'too-often' | 'invalid'

/** What an answer with tickets says; texts are escaped. */
export interface TicketAnswer {
  readonly address: string
  readonly ticket: string
  readonly secret: string
  readonly created: string
  readonly expires: string
  /** What each ticket was asked for, and the number n of its `RSTn`. */
  readonly places: readonly { readonly address: string; readonly number: number }[]
}

interface Names {
  readonly envelope: string
  readonly security: string
  readonly policy: string
  readonly addressing: string
  readonly trust: string
  readonly lifetime: string
}

const names: Readonly<Record<Trust, Names>> = {
  2004: {
    envelope: 'http://schemas.xmlsoap.org/soap/envelope/',
    security: 'http://schemas.xmlsoap.org/ws/2003/06/secext',
    policy: 'http://schemas.xmlsoap.org/ws/2002/12/policy',
    addressing: 'http://schemas.xmlsoap.org/ws/2004/03/addressing',
    trust: 'http://schemas.xmlsoap.org/ws/2004/04/trust',
    lifetime: 'LifeTime',
  },
  2005: {
    envelope: 'http://www.w3.org/2003/05/soap-envelope',
    security: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
    policy: 'http://schemas.xmlsoap.org/ws/2004/09/policy',
    addressing: 'http://www.w3.org/2005/08/addressing',
    trust: 'http://schemas.xmlsoap.org/ws/2005/02/trust',
    lifetime: 'Lifetime',
  },
}

const utility = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd'
const faults = 'http://schemas.microsoft.com/Passport/SoapServices/SOAPFault'
const declaration = '<?xml version="1.0" encoding="utf-8" ?>'

/**
 * An answer with tickets. Old clients walk from one response to the next sibling, so no white space stands between
 * them, and they find a ticket by the number of its request (RST1, Compact1).
 */
export function ticketResponses(trust: Trust, answer: TicketAnswer): string {
  const { envelope, security, policy, trust: namespace } = names[trust]
  const responses = answer.places.map((place) => response(trust, answer, place)).join('')
  return (
    `${declaration}<S:Envelope xmlns:S="${envelope}" xmlns:wsse="${security}" xmlns:wsp="${policy}"` +
    ` xmlns:wst="${namespace}" xmlns:wsu="${utility}"><S:Header><psf:pp xmlns:psf="${faults}">` +
    '<psf:serverVersion>1</psf:serverVersion><psf:reqstatus>0x0</psf:reqstatus><psf:credProperties>' +
    `<psf:credProperty Name="AuthMembername">${answer.address}</psf:credProperty></psf:credProperties></psf:pp></S:Header>` +
    `<S:Body><wst:RequestSecurityTokenResponseCollection>${responses}</wst:RequestSecurityTokenResponseCollection></S:Body></S:Envelope>`
  )
}

function response(
  trust: Trust,
  { ticket, secret, created, expires }: TicketAnswer,
  { address, number }: TicketAnswer['places'][number],
): string {
  const { addressing, lifetime } = names[trust]
  return (
    '<wst:RequestSecurityTokenResponse><wst:TokenType>urn:passport:compact</wst:TokenType>' +
    `<wsp:AppliesTo xmlns:wsa="${addressing}"><wsa:EndpointReference>` +
    `<wsa:Address>${address}</wsa:Address></wsa:EndpointReference></wsp:AppliesTo>` +
    `<wst:${lifetime}><wsu:Created>${created}</wsu:Created><wsu:Expires>${expires}</wsu:Expires></wst:${lifetime}>` +
    `<wst:RequestedSecurityToken><wsse:BinarySecurityToken Id="Compact${number}">${ticket}</wsse:BinarySecurityToken>` +
    '</wst:RequestedSecurityToken><wst:RequestedTokenReference>' +
    `<wsse:KeyIdentifier ValueType="urn:passport:compact"></wsse:KeyIdentifier><wsse:Reference URI="#Compact${number}"></wsse:Reference>` +
    `</wst:RequestedTokenReference><wst:RequestedProofToken><wst:BinarySecret>${secret}</wst:BinarySecret>` +
    '</wst:RequestedProofToken></wst:RequestSecurityTokenResponse>'
  )
}

const sentences: Readonly<Record<TicketRefusal, string>> = {
  wrong: 'Authentication Failure',
  'too-often': 'Too many attempts; try again in a minute.',
  invalid: 'Invalid Request',
}

/** Why there is no ticket: of 2004 directly under the envelope, of 2005 as SOAP 1.2 has it. HTTP says 200 to both. */
export const ticketFault = (trust: Trust, why: TicketRefusal): string =>
  trust === '2004' ? faultUnderEnvelope(why) : faultInBody(why)

const oldCodes: Readonly<Record<TicketRefusal, string>> = {
  wrong: 'wsse:FailedAuthentication',
  'too-often': 'S:Server',
  invalid: 'S:Client',
}

const faultUnderEnvelope = (why: TicketRefusal): string =>
  `${declaration}<S:Envelope xmlns:S="${names[2004].envelope}" xmlns:wsse="${names[2004].security}">` +
  `<S:Fault><faultcode>${oldCodes[why]}</faultcode><faultstring>${sentences[why]}</faultstring></S:Fault></S:Envelope>`

const newCodes: Readonly<Record<TicketRefusal, readonly [code: string, subcode: string, status: string]>> = {
  wrong: ['S:Sender', 'wst:FailedAuthentication', '0x80048821'],
  'too-often': ['S:Receiver', 'wst:RequestFailed', '0x80048827'],
  invalid: ['S:Sender', 'wst:InvalidRequest', '0x80045b00'],
}

function faultInBody(why: TicketRefusal): string {
  const [code, subcode, status] = newCodes[why]
  return (
    `${declaration}<S:Envelope xmlns:S="${names[2005].envelope}" xmlns:wst="${names[2005].trust}" xmlns:psf="${faults}">` +
    `<S:Header><psf:pp><psf:serverVersion>1</psf:serverVersion><psf:reqstatus>${status}</psf:reqstatus></psf:pp></S:Header><S:Body><S:Fault>` +
    `<S:Code><S:Value>${code}</S:Value><S:Subcode><S:Value>${subcode}</S:Value></S:Subcode></S:Code>` +
    `<S:Reason><S:Text xml:lang="en-US">${sentences[why]}</S:Text></S:Reason>` +
    `<S:Detail><psf:error><psf:value>${status}</psf:value></psf:error></S:Detail></S:Fault></S:Body></S:Envelope>`
  )
}
