import type { Message } from '../../../main/protocol/messages/message.ts'
import { parseMessage } from '../../../main/protocol/messages/parse-message.ts'
import { bytesOf } from '../wire/read-all.ts'

/** What a payload means, written one character for each byte. */
export const read = (payload: string): Message => parseMessage(bytesOf(payload))

/** A payload of a type, with more headers (each with its line end) if need be. */
export const typed = (type: string, body = '', headers = ''): string =>
  `MIME-Version: 1.0\r\nContent-Type: ${type}\r\n${headers}\r\n${body}`

/** A message that is not read any further. */
export const unknown = (contentType: string): Message => ({ kind: 'unknown', contentType })
