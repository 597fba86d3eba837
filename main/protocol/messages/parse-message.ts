import { parseMime, type Mime } from '../wire/mime.ts'
import { parseChunk } from './chunks.ts'
import { parseClientCapabilities } from './client-capabilities.ts'
import { parseContentType } from './content-type.ts'
import { parseDatacast } from './datacast.ts'
import { parseEmoticons } from './emoticon.ts'
import { parseGifInk, parseIsfInk } from './ink.ts'
import { parseInvitation } from './invitation.ts'
import type { Message } from './message.ts'
import { parsePeerToPeer } from './peer-to-peer.ts'
import { cleanText } from './plain-text.ts'
import { parseSearch } from './search.ts'
import { parseText } from './text.ts'
import { parseControl } from './typing.ts'

/** What the types of a switchboard are read with. Types that only a notification server may send are left out on purpose. */
const parsers: ReadonlyMap<string, (mime: Mime) => Message | null> = new Map([
  ['text/plain', parseText],
  ['text/x-msmsgscontrol', parseControl],
  ['text/x-msnmsgr-datacast', parseDatacast],
  ['text/x-mms-emoticon', parseEmoticons],
  ['text/x-mms-animemoticon', parseEmoticons],
  ['text/x-clientcaps', parseClientCapabilities],
  ['text/x-clientinfo', parseClientCapabilities],
  ['text/x-keepalive', () => ({ kind: 'keep-alive' }) as const],
  ['text/x-msmsgsinvite', parseInvitation],
  ['text/search-query', parseSearch],
  ['image/gif', parseGifInk],
  ['application/x-ms-ink', parseIsfInk],
  ['application/x-msnmsgrp2p', parsePeerToPeer],
])

/** What a switchboard's `MSG` payload means. Never throws: what cannot be read is `unknown`. */
export function parseMessage(payload: Uint8Array): Message {
  const mime = parseMime(payload)
  return parseChunk(mime, payload) ?? parseWhole(mime)
}

/** What a message means whose pieces were joined: the same, but `Chunks` is no longer looked at. */
export const parseJoined = (payload: Uint8Array): Message => parseWhole(parseMime(payload))

function parseWhole(mime: Mime): Message {
  const type = typeOf(mime.headers)
  return parsers.get(type)?.(mime) ?? { kind: 'unknown', contentType: cleanText(type).slice(0, 100) }
}

/** Without a type a message is text, unless it is a piece of something. */
function typeOf(headers: Mime['headers']): string {
  const { type } = parseContentType(headers.get('content-type') ?? '')
  return type === '' && !headers.has('message-id') && !headers.has('chunk') ? 'text/plain' : type
}
