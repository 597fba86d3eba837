import { ProtocolError } from './wire/errors.ts'
import { escapeXml } from './wire/xml-text.ts'
import { parseXml, type XmlElement } from './xml-element.ts'

/** What goes into an envelope of SOAP 1.1, as XML. */
export interface EnvelopeParts {
  readonly header: string
  readonly body: string
  /** More attributes of the envelope, each with a space before it. */
  readonly namespaces?: string
}

/** The document of a request. */
export const formatEnvelope = ({ header, body, namespaces = '' }: EnvelopeParts): string =>
  '<?xml version="1.0" encoding="utf-8"?>' +
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"' +
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"' +
  `${namespaces}><soap:Header>${header}</soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`

/** What a service answered. */
export type SoapReply =
  | {
      readonly kind: 'answer'
      /** The body's element. */
      readonly body: XmlElement
      readonly header: XmlElement | undefined
    }
  /** `code`: the service's word without a prefix; empty where it has none. */
  | { readonly kind: 'fault'; readonly code: string; readonly detail: XmlElement | undefined }

/**
 * Reads an answer whose body is an element of one of these names.
 * @throws ProtocolError when it is no such answer, or longer than so many characters.
 */
export function readEnvelope(xml: string, responses: readonly string[], maxLength: number): SoapReply {
  const envelope = parseXml(xml, maxLength)
  // Some services put the fault where the body should be.
  const fault = envelope.find('Body', 'Fault') ?? envelope.find('Fault')
  if (fault !== undefined) return { kind: 'fault', code: codeOf(fault), detail: fault.find('detail') }
  const body = responses.map((name) => envelope.find('Body', name)).find((found) => found !== undefined)
  if (body === undefined) throw new ProtocolError(`an answer without ${responses[0]}`)
  return { kind: 'answer', body, header: envelope.find('Header') }
}

/** The number's name in the detail, or what the fault itself says, without its prefix. */
function codeOf(fault: XmlElement): string {
  const code =
    fault.find('detail', 'errorcode')?.text ??
    fault.find('faultcode')?.text ??
    fault.find('Code', 'Subcode', 'Value')?.text ??
    ''
  return /^(?:\w+:)?(\w{1,64})$/.exec(code)?.[1] ?? ''
}

/** Whether a service's word says that the ticket is no good any more. */
export const isTicketTrouble = (code: string): boolean =>
  /^(?:PassportAuthFail|FailedAuthentication|AuthenticationFailed|TicketExpired|BadContextToken)$/i.test(code)

/** `<name>text</name>` */
export const textElement = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`

/** `<name>…</name>` around XML. */
export const element = (name: string, ...children: readonly string[]): string =>
  `<${name}>${children.join('')}</${name}>`
