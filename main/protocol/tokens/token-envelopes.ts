/** The two generations of the token service. */
export type EnvelopeKind = 'RST' | 'RST2'

/** What goes into an envelope; every text is XML already. */
export interface EnvelopeContents {
  readonly username: string
  readonly password: string
  readonly url: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** The elements `wst:RequestSecurityToken`. */
  readonly requests: string
}

interface Envelope {
  /** The request type: give me a new one. */
  readonly issue: string
  policyReference(policy: string): string
  wrap(contents: EnvelopeContents): string
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>'
const client = '{7108E71A-9926-4FCB-BCC9-9A9D3F32E423}'
const requestParams = 'AQAAAAIAAABsYwQAAAAxMDMz'
const passport = 'http://schemas.microsoft.com/Passport/SoapServices/PPCRL'
const wsu = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd'
const saml = 'urn:oasis:names:tc:SAML:1.0:assertion'

const rst: Envelope = {
  issue: 'http://schemas.xmlsoap.org/ws/2004/04/security/trust/Issue',
  policyReference: (policy) => `<wsse:PolicyReference URI="${policy}"></wsse:PolicyReference>`,
  wrap: ({ username, password, requests }) =>
    `${declaration}<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"` +
    ` xmlns:wsse="http://schemas.xmlsoap.org/ws/2003/06/secext" xmlns:saml="${saml}"` +
    ` xmlns:wsp="http://schemas.xmlsoap.org/ws/2002/12/policy" xmlns:wsu="${wsu}"` +
    ` xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/03/addressing"` +
    ` xmlns:wssc="http://schemas.xmlsoap.org/ws/2004/04/sc"` +
    ` xmlns:wst="http://schemas.xmlsoap.org/ws/2004/04/trust"><Header>` +
    `<ps:AuthInfo xmlns:ps="${passport}" Id="PPAuthInfo"><ps:HostingApp>${client}</ps:HostingApp>` +
    `<ps:BinaryVersion>4</ps:BinaryVersion><ps:UIVersion>1</ps:UIVersion><ps:Cookies></ps:Cookies>` +
    `<ps:RequestParams>${requestParams}</ps:RequestParams></ps:AuthInfo>` +
    `<wsse:Security><wsse:UsernameToken Id="user"><wsse:Username>${username}</wsse:Username>` +
    `<wsse:Password>${password}</wsse:Password></wsse:UsernameToken></wsse:Security></Header><Body>` +
    `<ps:RequestMultipleSecurityTokens xmlns:ps="${passport}" Id="RSTS">${requests}` +
    `</ps:RequestMultipleSecurityTokens></Body></Envelope>`,
}

/** So long a request of the newer kind may be answered. */
const validForMs = 5 * 60_000

const rst2: Envelope = {
  issue: 'http://schemas.xmlsoap.org/ws/2005/02/trust/Issue',
  policyReference: (policy) => `<wsp:PolicyReference URI="${policy}"></wsp:PolicyReference>`,
  wrap: ({ username, password, url, now, requests }) =>
    `${declaration}<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:ps="${passport}"` +
    ` xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"` +
    ` xmlns:saml="${saml}" xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy" xmlns:wsu="${wsu}"` +
    ` xmlns:wsa="http://www.w3.org/2005/08/addressing"` +
    ` xmlns:wssc="http://schemas.xmlsoap.org/ws/2005/02/sc"` +
    ` xmlns:wst="http://schemas.xmlsoap.org/ws/2005/02/trust"><s:Header>` +
    `<wsa:Action s:mustUnderstand="1">http://schemas.xmlsoap.org/ws/2005/02/trust/RST/Issue</wsa:Action>` +
    `<wsa:To s:mustUnderstand="1">${url}</wsa:To><wsa:MessageID>${now}</wsa:MessageID>` +
    `<ps:AuthInfo Id="PPAuthInfo"><ps:HostingApp>${client}</ps:HostingApp>` +
    `<ps:BinaryVersion>5</ps:BinaryVersion><ps:UIVersion>1</ps:UIVersion><ps:Cookies></ps:Cookies>` +
    `<ps:RequestParams>${requestParams}</ps:RequestParams></ps:AuthInfo>` +
    `<wsse:Security><wsse:UsernameToken wsu:Id="user"><wsse:Username>${username}</wsse:Username>` +
    `<wsse:Password>${password}</wsse:Password></wsse:UsernameToken><wsu:Timestamp wsu:Id="Timestamp">` +
    `<wsu:Created>${timeOf(now)}</wsu:Created><wsu:Expires>${timeOf(now + validForMs)}</wsu:Expires>` +
    `</wsu:Timestamp></wsse:Security></s:Header><s:Body>` +
    `<ps:RequestMultipleSecurityTokens Id="RSTS">${requests}</ps:RequestMultipleSecurityTokens>` +
    `</s:Body></s:Envelope>`,
}

/** Such as `2026-11-23T03:08:30Z`. */
const timeOf = (now: number): string => new Date(now).toISOString().replace(/\.\d+Z$/, 'Z')

/** How each generation is written to. */
export const envelopes: Readonly<Record<EnvelopeKind, Envelope>> = { RST: rst, RST2: rst2 }
