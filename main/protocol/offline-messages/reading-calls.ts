import { SoapFaultError } from '../errors.ts'
import type { SoapRequest } from '../services.ts'
import { element, formatEnvelope, readEnvelope, textElement } from '../soap.ts'
import { ProtocolError } from '../wire/errors.ts'
import type { XmlElement } from '../xml-element.ts'
import { parseMailData, waitingIn } from './mail-data.ts'
import type { WaitingMessage } from './offline-messages.ts'

/** One call of the service that has what waits. */
export interface ReadingCall {
  readonly method: 'GetMetadata' | 'GetMessage' | 'DeleteMessages'
  /** What is in the body's element: XML. */
  readonly xml: string
}

const namespace = 'http://www.hotmail.msn.com/ws/2004/09/oim/rsi'

/** The longest answer that is read, in characters; see docs/protocol.md#limits. */
const maxAnswer = 1024 * 1024

/** Asks which messages wait. A server that is known fails unless there is something in the element; see docs/protocol.md. */
export const getMetadata: ReadingCall = { method: 'GetMetadata', xml: '<x/>' }

/** Asks for one message, which stays unread. */
export const getMessage = (id: string): ReadingCall => ({
  method: 'GetMessage',
  xml: textElement('messageId', id) + element('alsoMarkAsRead', 'false'),
})

/** Deletes messages. */
export const deleteMessages = (ids: readonly string[]): ReadingCall => ({
  method: 'DeleteMessages',
  xml: element('messageIds', ...ids.map((id) => textElement('messageId', id))),
})

/** Puts a call into its envelope. */
export function formatReadingRequest({ method, xml }: ReadingCall, ticket: string): SoapRequest {
  const { t, p } = splitTicket(ticket)
  return {
    service: 'offline-reading',
    action: `${namespace}/${method}`,
    body: formatEnvelope({
      header: `<PassportCookie xmlns="${namespace}">${textElement('t', t)}${textElement('p', p)}</PassportCookie>`,
      body: `<${method} xmlns="${namespace}">${xml}</${method}>`,
    }),
  }
}

/** `t=…&p=…` in its two parts; a ticket of another form is the first one. */
export function splitTicket(ticket: string): { readonly t: string; readonly p: string } {
  const parts = /^t=([^&]*)(?:&p=(.*))?$/.exec(ticket)
  return parts === null ? { t: ticket, p: '' } : { t: parts[1]!, p: parts[2] ?? '' }
}

/**
 * The answer's element.
 * @throws SoapFaultError, without a code when it is no answer to that.
 */
export function readReadingAnswer(xml: string, method: ReadingCall['method']): XmlElement {
  const reply = understand(method, () => readEnvelope(xml, [`${method}Response`], maxAnswer))
  if (reply.kind === 'fault') throw new SoapFaultError(reply.code, method)
  return reply.body
}

/** What waits, out of the answer to `getMetadata`: an `MD` element, or one that is written as text. */
export const readMetadata = (answer: XmlElement): readonly WaitingMessage[] =>
  understand('GetMetadata', () => {
    const data = answer.find('MD') ?? answer.find('GetMetadataResult', 'MD')
    return data === undefined ? readWritten(answer) : waitingIn(data)
  })

function readWritten(answer: XmlElement): readonly WaitingMessage[] {
  const text = answer.text || (answer.find('GetMetadataResult')?.text ?? '')
  return text === '' ? [] : parseMailData(text)
}

function understand<T>(method: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof ProtocolError) throw new SoapFaultError('', method)
    throw error
  }
}
