import { SoapFaultError } from '../errors.ts'
import type { SoapRequest } from '../services.ts'
import { ProtocolError } from '../wire/errors.ts'
import { escapeXml } from '../wire/xml-text.ts'
import { parseXml, type XmlElement } from '../xml-element.ts'

/** Why the address book is asked; servers keep statistics by it. */
export type Scenario =
  'Initial' | 'Timer' | 'ContactSave' | 'GroupSave' | 'BlockUnblock' | 'ContactMsgrAPI' | 'PrivacyApply'

/** One call of the address book or of the membership service, before it is put into an envelope. */
export interface SoapCall {
  readonly service: SoapRequest['service']
  /** Such as `ABFindAll`: the name of the body's element, too. */
  readonly method: string
  readonly scenario: Scenario
  /** What is in the body's element: XML. */
  readonly xml: string
}

/** What the header of every request holds. */
export interface SoapCredentials {
  readonly ticket: string
  /** What the last answer asked to be given back; empty for nothing. */
  readonly cacheKey: string
}

/** What an answer says. */
export interface SoapAnswer {
  /** The body's element, such as `ABFindAllResponse`. */
  readonly body: XmlElement
  /** Null where the answer has none. */
  readonly cacheKey: string | null
}

const namespace = 'http://www.msn.com/webservices/AddressBook'

/** What official clients call themselves. */
const applicationId = 'CFE80F9D-180F-4399-82AB-413F33A1FA11'

/** The longest answer that is read, in characters: ten thousand contacts, with room; see docs/protocol.md#limits. */
const maxAnswerLength = 32 * 1024 * 1024

/** Puts a call into its envelope. */
export const formatRequest = (call: SoapCall, { ticket, cacheKey }: SoapCredentials): SoapRequest => ({
  service: call.service,
  action: `${namespace}/${call.method}`,
  body:
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"' +
    ' xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"><soap:Header>' +
    `<ABApplicationHeader xmlns="${namespace}"><ApplicationId>${applicationId}</ApplicationId>` +
    `<IsMigration>false</IsMigration><PartnerScenario>${call.scenario}</PartnerScenario>` +
    `${cacheKey === '' ? '' : textElement('CacheKey', cacheKey)}</ABApplicationHeader>` +
    `<ABAuthHeader xmlns="${namespace}"><ManagedGroupRequest>false</ManagedGroupRequest>` +
    `${textElement('TicketToken', ticket)}</ABAuthHeader></soap:Header>` +
    `<soap:Body><${call.method} xmlns="${namespace}">${call.xml}</${call.method}></soap:Body></soap:Envelope>`,
})

/**
 * Reads the answer to a call of this method.
 * @throws SoapFaultError when the service refused; ProtocolError when it is no answer to that.
 */
export function readAnswer(xml: string, method: string): SoapAnswer {
  const envelope = parseXml(xml, maxAnswerLength)
  // Some services put the fault where the body should be.
  const fault = envelope.find('Body', 'Fault') ?? envelope.find('Fault')
  if (fault !== undefined) throw new SoapFaultError(codeOf(fault), method)
  const body = envelope.find('Body', `${method}Response`)
  if (body === undefined) throw new ProtocolError(`no answer to ${method}`)
  return { body, cacheKey: envelope.find('Header', 'ServiceHeader', 'CacheKey')?.text ?? null }
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

/** `<name>text</name>` */
export const textElement = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`

/** `<name>…</name>` around XML. */
export const element = (name: string, ...children: readonly string[]): string =>
  `<${name}>${children.join('')}</${name}>`

/** `<Annotation>` with a name and a value. */
export const annotation = (name: string, value: string): string =>
  element('Annotation', textElement('Name', name), textElement('Value', value))
