import { SoapFaultError } from '../errors.ts'
import type { SoapRequest } from '../services.ts'
import { element, formatEnvelope, readEnvelope, textElement } from '../soap.ts'
import type { XmlElement } from '../xml-element.ts'

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
  body: formatEnvelope({
    namespaces: ' xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"',
    header:
      `<ABApplicationHeader xmlns="${namespace}"><ApplicationId>${applicationId}</ApplicationId>` +
      `<IsMigration>false</IsMigration><PartnerScenario>${call.scenario}</PartnerScenario>` +
      `${cacheKey === '' ? '' : textElement('CacheKey', cacheKey)}</ABApplicationHeader>` +
      `<ABAuthHeader xmlns="${namespace}"><ManagedGroupRequest>false</ManagedGroupRequest>` +
      `${textElement('TicketToken', ticket)}</ABAuthHeader>`,
    body: `<${call.method} xmlns="${namespace}">${call.xml}</${call.method}>`,
  }),
})

/**
 * Reads the answer to a call of this method.
 * @throws SoapFaultError when the service refused; ProtocolError when it is no answer to that.
 */
export function readAnswer(xml: string, method: string): SoapAnswer {
  const reply = readEnvelope(xml, [`${method}Response`], maxAnswerLength)
  if (reply.kind === 'fault') throw new SoapFaultError(reply.code, method)
  return { body: reply.body, cacheKey: reply.header?.find('ServiceHeader', 'CacheKey')?.text ?? null }
}

/** `<Annotation>` with a name and a value. */
export const annotation = (name: string, value: string): string =>
  element('Annotation', textElement('Name', name), textElement('Value', value))
