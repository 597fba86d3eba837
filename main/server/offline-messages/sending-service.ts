import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody, refuseLength } from '../http/http-page.ts'
import type { Person } from '../person.ts'
import type { ServerContext } from '../server-context.ts'
import { whoShows } from '../signing-in/live-tickets.ts'
import { ticketPolicy } from '../signing-in/sign-in-texts.ts'
import { attributeOf, elementAt, parseElement, textAt, type Element } from '../xml.ts'
import { encodeName, isEncodedName, parseContent } from './offline-message.ts'
import type { LeavingRefusal } from './offline-store.ts'
import { answerSoap, fault, type SoapAnswer } from './soap-answer.ts'

/** Largest request that is read; a short message has about 2 KiB around it. */
const maxBodyBytes = 64 * 1024

const oldNamespace = 'http://messenger.msn.com/ws/2004/09/oim/'
const newNamespace = 'http://messenger.live.com/ws/2006/09/oim/'

/**
 * Takes an offline message: C: POST /OimWS/oim.asmx, Store (up to MSNP14) or Store2; S: StoreResponse, once the message is
 * on disk. Which of the two says only `SOAPAction`; nothing but the answer's namespace depends on it.
 */
export async function answerSending(
  server: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, maxBodyBytes)
  if (body === null) return refuseLength(response)
  const isOld = String(request.headers['soapaction'] ?? '').includes(oldNamespace)
  const namespace = isOld ? oldNamespace : newNamespace
  const envelope = parseElement(body)
  const answer = envelope === null ? refusal('InvalidContent') : await take(server, envelope, namespace)
  answerSoap(response, namespace, answer)
}

async function take(server: ServerContext, envelope: Element, namespace: string): Promise<SoapAnswer> {
  const header = elementAt(envelope, 'Header')
  const at = (name: string, attribute: string): string =>
    attributeOf(header === undefined ? undefined : elementAt(header, name), attribute)
  const sender = whoShows(server, at('Ticket', 'passport'))
  if (sender === null || sender.account.address !== at('From', 'memberName').toLowerCase())
    return unknownSender(server, namespace)
  if (!server.lockKeys.fits(sender, at('Ticket', 'appid'), at('Ticket', 'lockkey')))
    return challenge(server, sender, namespace)
  return leave(server, sender, envelope, {
    to: at('To', 'memberName'),
    name: at('From', 'friendlyName'),
  }).then((why) => (why === null ? stored(numberOf(envelope), namespace) : refusal(why)))
}

/** Why the message was not kept; null when it is on disk. */
async function leave(
  server: ServerContext,
  { account }: Person,
  envelope: Element,
  { to, name }: { readonly to: string; readonly name: string },
): Promise<FaultCode | null> {
  const written = elementAt(envelope, 'Body', 'Content')?.text ?? ''
  if (Buffer.byteLength(written) > server.limits.maxOfflineMessageBytes) return 'MessageTooLarge'
  const content = parseContent(written)
  if (content === null || String(content.sequence) !== numberOf(envelope)) return 'InvalidContent'
  const letter = { ...content, name: isEncodedName(name) ? name : encodeName(account.friendlyName) }
  const leaving = server.offlineMessages.leave(account, to, letter)
  if (leaving.kind === 'refused') return codeOf(leaving.why)
  return (await leaving.saved) ? null : codeOf('not-saved')
}

const numberOf = (envelope: Element): string =>
  textAt(envelope, 'Header', 'Sequence', 'MessageNumber').replace(/^0+(?=\d)/, '')

/** What a fault of this service may be called. */
type FaultCode =
  | 'AuthenticationFailed'
  | 'InvalidContent'
  | 'MessageTooLarge'
  | 'SenderThrottleLimitExceeded'
  | 'SystemUnavailable'

function codeOf(why: LeavingRefusal): FaultCode {
  switch (why) {
    case 'too-fast':
    case 'too-many':
      return 'SenderThrottleLimitExceeded'
    case 'too-large':
      return 'MessageTooLarge'
    case 'nobody':
    case 'blocked':
    case 'full':
    case 'not-saved':
      return 'SystemUnavailable'
  }
}

/** What official servers said with every fault. */
const sentence = 'Exception of type System.Web.Services.Protocols.SoapException was thrown.'

const refusal = (code: FaultCode, detail = ''): SoapAnswer => fault(code, sentence, detail)

/** The ticket is no good, or not that of who is named as the sender: another one is needed. */
const unknownSender = (server: ServerContext, namespace: string): SoapAnswer =>
  refusal('AuthenticationFailed', tweenerChallenge(server, namespace))

/** The ticket is good, the lock key is not: here is what it must be worked out from. */
const challenge = (server: ServerContext, sender: Person, namespace: string): SoapAnswer =>
  refusal(
    'AuthenticationFailed',
    tweenerChallenge(server, namespace) +
      `<LockKeyChallenge xmlns="${namespace}">${server.lockKeys.challengeOf(sender)}</LockKeyChallenge>`,
  )

const tweenerChallenge = (server: ServerContext, namespace: string): string =>
  `<TweenerChallenge xmlns="${namespace}">${ticketPolicy(server.clock.now())}</TweenerChallenge>`

const stored = (number: string, namespace: string): SoapAnswer => ({
  kind: 'done',
  header:
    '<SequenceAcknowledgment xmlns="http://schemas.xmlsoap.org/ws/2003/03/rm">' +
    '<Identifier xmlns="http://schemas.xmlsoap.org/ws/2002/07/utility">http://messenger.msn.com</Identifier>' +
    `<AcknowledgmentRange Upper="${number}" Lower="${number}"/></SequenceAcknowledgment>`,
  body: `<StoreResponse xmlns="${namespace}"><PointsConsumed>0</PointsConsumed></StoreResponse>`,
})
