import { addressKey, isAddress } from '../../../app/contact.ts'
import { parseContentType } from '../messages/content-type.ts'
import { cleanText } from '../messages/plain-text.ts'
import { parseFields, parseMime } from '../wire/mime.ts'
import { ProtocolError } from '../wire/errors.ts'
import { parseXml, type XmlElement } from '../xml-element.ts'
import { decodeWords } from './encoded-words.ts'
import type { WaitingMessage } from './offline-messages.ts'

/** The longest list of what waits that is read, in characters; see docs/protocol.md#limits. */
const maxMailData = 512 * 1024

/** More are not fetched in one go. */
const maxWaiting = 1000

const maxName = 400

/** The type of an entry that is an offline message, and no mail. */
const offlineMessage = '11'

const announcements: ReadonlySet<string> = new Set([
  'text/x-msmsgsinitialmdatanotification',
  'text/x-msmsgsoimnotification',
])

/**
 * Reads what a notification server says about mail: which offline messages wait, or null when they are too many for
 * that, or cannot be read, and have to be asked for. Of anything else nothing waits.
 */
export function parseMailNotification(payload: Uint8Array): readonly WaitingMessage[] | null {
  const { headers, body } = parseMime(payload)
  if (!announcements.has(parseContentType(headers.get('content-type') ?? '').type)) return []
  const fields = parseFields(new TextDecoder().decode(body))
  const data = fields.get('mail-data') ?? headers.get('mail-data') ?? ''
  if (data === '') return []
  try {
    return data.toLowerCase() === 'too-large' ? null : parseMailData(data)
  } catch (error) {
    if (error instanceof ProtocolError) return null
    throw error
  }
}

/**
 * Reads `<MD>…<M><T>11</T>…<E>address</E><I>id</I>…<N>name</N></M></MD>`.
 * @throws ProtocolError when it is no such list.
 */
export const parseMailData = (xml: string): readonly WaitingMessage[] => waitingIn(parseXml(xml, maxMailData))

/** The offline messages in an `MD` element, each once. */
export function waitingIn(data: XmlElement): readonly WaitingMessage[] {
  const waiting = new Map(data.children('M').flatMap((entry) => readEntry(entry).map((one) => [one.id, one])))
  return [...waiting.values()].slice(0, maxWaiting)
}

function readEntry(entry: XmlElement): readonly WaitingMessage[] {
  const read = (name: string): string => entry.find(name)?.text ?? ''
  const id = read('I')
  const address = addressKey(read('E'))
  if (read('T') !== offlineMessage || !/^[!-~]{1,200}$/.test(id) || !isAddress(address)) return []
  return [{ id, from: { address, name: nameIn(read('N')) || address } }]
}

/** A name as a header has it; empty where there is none. */
export const nameIn = (header: string): string =>
  cleanText(decodeWords(header.slice(0, 4 * maxName)))
    .trim()
    .slice(0, maxName)
    .toWellFormed()
