import type { Token } from '../services.ts'
import { ProtocolError } from '../wire/errors.ts'
import { parseXml, type XmlElement } from '../xml-element.ts'

/** A token, and whom it is for. */
export interface IssuedToken extends Token {
  /** In lower case. */
  readonly address: string
}

/** What the token service answered. */
export type TokenAnswer =
  | { readonly kind: 'tokens'; readonly tokens: readonly IssuedToken[] }
  | { readonly kind: 'wrong-password' }
  /** Another address of the service is responsible. */
  | { readonly kind: 'redirected'; readonly url: string }
  /** `code`: the fault's own name, without a prefix; it may be empty. */
  | { readonly kind: 'refused'; readonly code: string }

/** The longest answer that is read, in characters; real ones have 15,000. See docs/protocol.md#limits. */
const maxTokenAnswer = 256 * 1024

/** More than that does not go into a line of `USR`. */
const maxTicket = 6000

/**
 * Reads what the token service answered, of either generation.
 * @throws ProtocolError when it is no answer of such a service.
 */
export function parseTokenAnswer(xml: string): TokenAnswer {
  const root = parseXml(xml, maxTokenAnswer)
  if (root.name !== 'envelope') throw new ProtocolError('an answer that is no envelope')
  const fault = root.find('Fault') ?? root.find('Body', 'Fault')
  if (fault !== undefined) return parseFault(fault)
  const body = root.find('Body')
  const collection = body?.find('RequestSecurityTokenResponseCollection') ?? body
  const responses = collection?.children('RequestSecurityTokenResponse') ?? []
  if (responses.length === 0) throw new ProtocolError('an answer without tokens')
  return { kind: 'tokens', tokens: responses.flatMap(parseToken) }
}

/** What is not meant for us, such as the encrypted token for renewals, is left out. */
function parseToken(response: XmlElement): readonly IssuedToken[] {
  const address = response.find('AppliesTo', 'EndpointReference', 'Address')?.text ?? ''
  const ticket = response.find('RequestedSecurityToken', 'BinarySecurityToken')?.text ?? ''
  if (address === '' || !isWord(ticket)) return []
  const secret = response.find('RequestedProofToken', 'BinarySecret')?.text ?? ''
  return [{ address: address.toLowerCase(), ticket, secret }]
}

const isWord = (ticket: string): boolean => ticket.length <= maxTicket && /^[\x21-\x7e]+$/.test(ticket)

/** SOAP 1.1 has `faultcode`, SOAP 1.2 `Code/Value` with ever finer `Subcode/Value`; some services put theirs elsewhere. */
function parseFault(fault: XmlElement): TokenAnswer {
  const codes = codesOf(fault)
  const url = fault.find('redirectUrl')?.text ?? fault.find('Detail', 'error', 'redirectUrl')?.text ?? ''
  if (codes.includes('FailedAuthentication')) return { kind: 'wrong-password' }
  if (url !== '' && codes.includes('Redirect')) return { kind: 'redirected', url }
  return { kind: 'refused', code: codes.at(-1) ?? '' }
}

function codesOf(fault: XmlElement): readonly string[] {
  const codes = [fault.find('faultcode')?.text ?? '']
  for (let code = fault.find('Code'); code !== undefined; code = code.find('Subcode')) {
    codes.push(code.find('Value')?.text ?? '')
  }
  return codes.map((code) => code.replace(/^.*:/, '').slice(0, 64)).filter((code) => code !== '')
}
