import { escapeXml } from '../../protocol/wire/xml-text.ts'
import type { Fault } from './outcome.ts'

/** The namespace of every element of these services. */
const namespace = 'http://www.msn.com/webservices/AddressBook'

/** Version of the service that clients are told; some compare it with their own. */
const serviceVersion = '15.01.1408.0000'

/** What an answer's header says beside its version. */
export interface ServiceHeader {
  readonly cacheKey: string
  /** The host to ask next time: the one that was asked. */
  readonly host: string
  readonly sessionId: string
}

/** The whole answer to a request that was carried out. */
export const formatAnswer = (action: string, xml: string, header: ServiceHeader): string =>
  envelope(
    `<soap:Header><ServiceHeader xmlns="${namespace}"><Version>${serviceVersion}</Version>` +
      `<CacheKey>${escapeXml(header.cacheKey)}</CacheKey><CacheKeyChanged>true</CacheKeyChanged>` +
      `<PreferredHostName>${escapeXml(header.host)}</PreferredHostName>` +
      `<SessionId>${escapeXml(header.sessionId)}</SessionId></ServiceHeader></soap:Header>` +
      `<soap:Body><${action}Response xmlns="${namespace}">${xml}</${action}Response></soap:Body>`,
  )

/** The whole answer to a request that was refused; `action`: empty where none could be read. */
export function formatFault(action: string, { code, text, conflict }: Fault): string {
  const said = escapeXml(text)
  const details =
    conflict === ''
      ? `<originalExceptionErrorMessage>${said}</originalExceptionErrorMessage>`
      : `<conflictObjectId>${escapeXml(conflict)}</conflictObjectId>`
  return envelope(
    `<soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>${said}</faultstring>` +
      `<faultactor>${namespace}/${escapeXml(action)}</faultactor><detail>` +
      `<errorcode xmlns="${namespace}">${code}</errorcode><errorstring xmlns="${namespace}">${said}</errorstring>` +
      `<machineName xmlns="${namespace}">PAPILIO</machineName><additionalDetails>${details}</additionalDetails>` +
      '</detail></soap:Fault></soap:Body>',
  )
}

const envelope = (content: string): string =>
  '<?xml version="1.0" encoding="utf-8"?>' +
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
  ` xmlns:xsd="http://www.w3.org/2001/XMLSchema">${content}</soap:Envelope>`

/** `<name>text</name>` for each field, in their order. */
export const elements = (fields: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
    .join('')

/** `<Annotation>` for each name, in their order. */
export const annotations = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([Name, Value]) => `<Annotation>${elements({ Name, Value })}</Annotation>`)
    .join('')

/** A moment as the services write it, with a fraction where it has one. */
export const timeText = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace('.000Z', 'Z')
