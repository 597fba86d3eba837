import { addressKey } from '../../../app/contact.ts'
import { parseContentType } from '../messages/content-type.ts'
import { cleanText, decodeText } from '../messages/plain-text.ts'
import { parseFields } from '../wire/mime.ts'
import { nameIn } from './mail-data.ts'
import { readTime } from './mail-date.ts'
import { decodeBase64, decodeQuotedPrintable } from './transfer-encodings.ts'

/** What a mail that carries an offline message says. */
export interface Mail {
  /** Whom its header names as the sender, which is not to be relied upon: a sender may write headers of his own. */
  readonly from: { readonly address: string; readonly name: string }
  /** Milliseconds since 1970; null when it does not say. */
  readonly sentAt: number | null
  /** Empty when it does not say. */
  readonly runId: string
  readonly sequence: number
  readonly text: string
}

/** Parts in parts beyond that are not looked into. */
const maxDepth = 3

interface Part {
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/**
 * Reads a mail: headers (folded ones, too), an empty line, a body in base64, quoted-printable or plain; of several
 * parts the first that is text. `latest`: a time after that is none. Null when there is no text. Never throws.
 */
export function parseMail(mail: string, latest: number): Mail | null {
  const whole = parsePart(mail)
  const text = textOf(whole, 0)
  if (text === null) return null
  const { headers } = whole
  return {
    from: parseSender(headers.get('from') ?? ''),
    sentAt: readTime(headers, latest),
    runId: (headers.get('x-oim-run-id') ?? '').toLowerCase().slice(0, 100),
    sequence: parseSequence(headers.get('x-oim-sequence-num')),
    text,
  }
}

/** Line breaks are CR LF or LF, and may be mixed. Without an empty line all is header. */
function parsePart(text: string): Part {
  const gap = /(?:^|\r?\n)\r?\n/.exec(text)
  if (gap === null) return { headers: parseFields(text), body: '' }
  return { headers: parseFields(text.slice(0, gap.index)), body: text.slice(gap.index + gap[0].length) }
}

function textOf({ headers, body }: Part, depth: number): string | null {
  const { type, parameters } = parseContentType(headers.get('content-type') ?? 'text/plain')
  if (type === 'text/plain') return cleanText(decodeBody(headers, body, parameters.get('charset')))
  const boundary = parameters.get('boundary') ?? ''
  if (!type.startsWith('multipart/') || boundary === '' || depth >= maxDepth) return null
  for (const part of body.split(`--${boundary}`).slice(1)) {
    const text = part.startsWith('--') ? null : textOf(parsePart(withoutBorders(part)), depth + 1)
    if (text !== null) return text
  }
  return null
}

/** The line breaks next to a boundary are its own. */
const withoutBorders = (part: string): string => part.replace(/^[ \t]*\r?\n/, '').replace(/\r?\n$/, '')

/** What is not encoded was made into text with the document around it. */
function decodeBody(headers: ReadonlyMap<string, string>, body: string, charset: string | undefined): string {
  switch ((headers.get('content-transfer-encoding') ?? '').toLowerCase()) {
    case 'base64':
      return decodeText(decodeBase64(body), charset)
    case 'quoted-printable':
      return decodeText(decodeQuotedPrintable(body), charset)
    default:
      return body
  }
}

/** `name <address>`, `"name" <address>` or `address`. */
function parseSender(header: string): Mail['from'] {
  const begin = header.lastIndexOf('<')
  const end = header.indexOf('>', begin)
  if (begin < 0 || end < 0) return { address: addressKey(header), name: '' }
  const name = header
    .slice(0, begin)
    .trim()
    .replace(/^"(.*)"$/, '$1')
  return { address: addressKey(header.slice(begin + 1, end)), name: nameIn(name) }
}

const parseSequence = (value: string | undefined): number =>
  /^\d{1,9}$/.test(value ?? '') ? Number(value) : 0
