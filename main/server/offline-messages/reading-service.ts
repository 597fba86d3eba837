import type { IncomingMessage, ServerResponse } from 'node:http'
import { escapeXml } from '../../protocol/wire/xml-text.ts'
import type { Account } from '../directory/account.ts'
import { readBody, refuseLength } from '../http/http-page.ts'
import type { ServerContext } from '../server-context.ts'
import { whoShows } from '../signing-in/live-tickets.ts'
import { elementAt, elementsAt, parseElement, textAt, type Element } from '../xml.ts'
import { metadata } from './mail-data.ts'
import { formatMail } from './offline-message.ts'
import { answerSoap, fault, type SoapAnswer } from './soap-answer.ts'

/** Largest request that is read; one that deletes a thousand messages has about 70 KiB. */
const maxBodyBytes = 128 * 1024

/** Most messages that are deleted at once. */
const maxIds = 1000

const namespace = 'http://www.hotmail.msn.com/ws/2004/09/oim/rsi'

/** Carries out one kind of request of somebody for their own messages. */
type Action = (server: ServerContext, account: Account, request: Element) => Promise<SoapAnswer> | SoapAnswer

const actions: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['GetMetadata', getMetadata],
  ['GetMessage', getMessage],
  ['DeleteMessages', deleteMessages],
])

/** Gives and deletes offline messages: C: POST /rsi/rsi.asmx; what is wanted says the element in the body. */
export async function answerReading(
  server: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, maxBodyBytes)
  if (body === null) return refuseLength(response)
  const envelope = parseElement(body)
  const answer = envelope === null ? fault('InvalidRequest', 'This is no request') : act(server, envelope)
  answerSoap(response, namespace, await answer)
}

function act(server: ServerContext, envelope: Element): Promise<SoapAnswer> | SoapAnswer {
  const request = elementAt(envelope, 'Body')?.children[0]
  const action = actions.get(request?.name ?? '')
  if (request === undefined || action === undefined) return fault('InvalidRequest', 'There is no such action')
  // Half of what stands in `t=…&p=…`, with or without its name.
  const reader = whoShows(server, textAt(envelope, 'Header', 'PassportCookie', 't'))
  if (reader === null) return fault('AuthenticationFailed', 'The ticket is not that of anybody signed in')
  return action(server, reader.account, request)
}

/** C: GetMetadata; S: GetMetadataResponse: Mail-Data as escaped text. */
function getMetadata(server: ServerContext, account: Account): SoapAnswer {
  const waiting = metadata(account, server.offlineMessages.of(account))
  return done('GetMetadata', escapeXml(waiting))
}

/** C: GetMessage: messageId, alsoMarkAsRead; S: GetMessageResult: a mail. */
function getMessage(server: ServerContext, account: Account, request: Element): SoapAnswer {
  const id = textAt(request, 'messageId')
  const message = server.offlineMessages.find(account, id)
  if (message === undefined) return fault('NoSuchMessage', 'There is no such message')
  if (textAt(request, 'alsoMarkAsRead') === 'true' && !message.isRead)
    server.offlineMessages.markRead(account, id)
  const mail = escapeXml(formatMail(message, account.address))
  return done('GetMessage', `<GetMessageResult>${mail}</GetMessageResult>`)
}

/** C: DeleteMessages: messageIds; those that do not exist any more are fine. */
async function deleteMessages(
  server: ServerContext,
  account: Account,
  request: Element,
): Promise<SoapAnswer> {
  const ids = elementsAt(request, 'messageIds', 'messageId').map(({ text }) => text.trim())
  if (ids.length > maxIds) return fault('InvalidRequest', 'Too many messages at once')
  const isSaved = await server.offlineMessages.remove(account, ids)
  return isSaved ? done('DeleteMessages', '') : fault('SystemUnavailable', 'That could not be written down')
}

const done = (action: string, inside: string): SoapAnswer => ({
  kind: 'done',
  header: '',
  body: `<${action}Response xmlns="${namespace}">${inside}</${action}Response>`,
})
