import type { TextFormat } from '../../../app/message.ts'
import { formatMime, type Header, type Mime } from '../wire/mime.ts'
import { parseContentType } from './content-type.ts'
import type { Message } from './message.ts'
import { cleanText, decodeText } from './plain-text.ts'
import { formatFormat, parseFormat } from './text-format.ts'

const encoder = new TextEncoder()

/** Reads `text/plain`: the body in any charset, its format, and the name that the sender would like to be shown under. */
export function parseText({ headers, body }: Mime): Message {
  const charset = parseContentType(headers.get('content-type') ?? '').parameters.get('charset')
  return {
    kind: 'text',
    text: cleanText(decodeText(body, charset)),
    format: parseFormat(headers.get('x-mms-im-format')),
    claimedName: cleanText(headers.get('p4-context') ?? '') || null,
  }
}

/** The headers of a text's payload. */
export const textHeaders = (format: TextFormat): readonly Header[] => [
  ['MIME-Version', '1.0'],
  ['Content-Type', 'text/plain; charset=UTF-8'],
  ['X-MMS-IM-Format', formatFormat(format)],
]

/** The payload of a text: UTF-8, line breaks as CR LF, nothing after the last character. `more`: headers that follow. */
export const encodeText = (text: string, format: TextFormat, more: readonly Header[] = []): Uint8Array =>
  formatMime([...textHeaders(format), ...more], encoder.encode(withCrLf(cleanText(text))))

/** Text with each line break as it goes over the wire. */
export const withCrLf = (text: string): string => text.replaceAll('\n', '\r\n')
