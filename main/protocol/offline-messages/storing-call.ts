import type { SoapRequest } from '../services.ts'
import { formatEnvelope, readEnvelope } from '../soap.ts'
import { cleanText } from '../messages/plain-text.ts'
import { withCrLf } from '../messages/text.ts'
import { escapeXml } from '../wire/xml-text.ts'
import { encodeWord } from './encoded-words.ts'
import { encodeBase64Lines } from './transfer-encodings.ts'

/** The two generations of the call that leaves a text for somebody. */
export type StoreMethod = 'Store' | 'Store2'

/** Who leaves texts, as every call says it. */
export interface Sender {
  readonly method: StoreMethod
  readonly address: string
  /** The friendly name. */
  readonly name: string
  /** The dialect's name. */
  readonly dialect: string
  readonly clientVersion: string
  readonly productId: string
}

/** One text to leave. */
export interface StoredText {
  readonly to: string
  readonly text: string
  /** A GUID with braces: one for each conversation. */
  readonly runId: string
  /** From 1 on. */
  readonly sequence: number
}

/** What lets us leave something. */
export interface StoreCredentials {
  readonly ticket: string
  /** The answer to the service's challenge; empty before there was one. */
  readonly lockKey: string
}

/** What the service said: that it has the text, or why it does not want it. */
export type StoreReply =
  | { readonly kind: 'stored' }
  /** `challenge`: answered, it gives the lock key; empty where there is none. */
  | { readonly kind: 'refused'; readonly code: string; readonly challenge: string }

const actions: Readonly<Record<StoreMethod, string>> = {
  Store: 'http://messenger.msn.com/ws/2004/09/oim/Store',
  Store2: 'http://messenger.live.com/ws/2006/09/oim/Store2',
}

const namespace = 'http://messenger.msn.com/ws/2004/09/oim/'
const identifier =
  '<Identifier xmlns="http://schemas.xmlsoap.org/ws/2002/07/utility">http://messenger.msn.com</Identifier>'

/** The longest answer that is read, in characters. */
const maxAnswer = 64 * 1024

const encoder = new TextEncoder()

/** Puts a text into its envelope. */
export const formatStoreRequest = (
  sender: Sender,
  stored: StoredText,
  credentials: StoreCredentials,
): SoapRequest => ({
  service: 'offline-sending',
  action: actions[sender.method],
  body: formatEnvelope({
    header:
      `<From${attributes(
        ['memberName', sender.address],
        ['friendlyName', encodeWord(sender.name)],
        ['xml:lang', 'en-US'],
        ['proxy', 'MSNMSGR'],
        ['xmlns', namespace],
        ['msnpVer', sender.dialect],
        ['buildVer', sender.clientVersion],
      )}/>` +
      `<To${attributes(['memberName', stored.to], ['xmlns', namespace])}/>` +
      `<Ticket${attributes(
        ['passport', credentials.ticket],
        ['appid', sender.productId],
        ['lockkey', credentials.lockKey],
        ['xmlns', namespace],
      )}/>` +
      `<Sequence xmlns="http://schemas.xmlsoap.org/ws/2003/03/rm">${identifier}` +
      `<MessageNumber>${stored.sequence}</MessageNumber></Sequence>`,
    body:
      `<MessageType xmlns="${namespace}">text</MessageType>` +
      `<Content xmlns="${namespace}">${escapeXml(contentOf(stored))}</Content>`,
  }),
})

/** The mail that is left, less what the service writes. */
const contentOf = ({ text, runId, sequence }: StoredText): string =>
  [
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: base64',
    'X-OIM-Message-Type: OfflineMessage',
    `X-OIM-Run-Id: ${runId}`,
    `X-OIM-Sequence-Num: ${sequence}`,
    '',
    encodeBase64Lines(encoder.encode(withCrLf(cleanText(text)))),
  ].join('\r\n')

const attributes = (...pairs: readonly (readonly [name: string, value: string])[]): string =>
  pairs.map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('')

/**
 * Reads the answer to either of the calls.
 * @throws ProtocolError when it is none: nobody knows then whether the text was taken.
 */
export function readStoreAnswer(xml: string): StoreReply {
  const reply = readEnvelope(xml, ['StoreResponse', 'Store2Response'], maxAnswer)
  if (reply.kind === 'answer') return { kind: 'stored' }
  return {
    kind: 'refused',
    code: reply.code,
    challenge: (reply.detail?.find('LockKeyChallenge')?.text ?? '').slice(0, 200),
  }
}
