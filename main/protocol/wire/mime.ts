/** A payload cut in header and body. Names are in lower case; of a repeated header the last one counts. */
export interface Mime {
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
}

/** One line of a header. */
export type Header = readonly [name: string, value: string]

const decoder = new TextDecoder()
const encoder = new TextEncoder()

/**
 * Cuts a payload at its first empty line, as bytes: the body may be binary. Tolerant: bare line feeds, white space
 * around the colon, folded lines and lines without a colon pass; without an empty line everything is header.
 */
export function parseMime(payload: Uint8Array): Mime {
  const [end, gap] = blankLine(payload)
  return { headers: parseFields(decoder.decode(payload.subarray(0, end))), body: payload.subarray(end + gap) }
}

/** Reads `Name: value` lines, as they stand in headers and in the bodies of some types. Names in lower case. */
export function parseFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string[]>()
  let last: string[] | null = null
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (/^[ \t]/.test(line) && last !== null) {
      last.push(line.trim())
      continue
    }
    const colon = line.indexOf(':')
    if (colon < 0) continue
    last = [line.slice(colon + 1).trim()]
    fields.set(line.slice(0, colon).trim().toLowerCase(), last)
  }
  return new Map([...fields].map(([name, parts]) => [name, parts.join(' ').trim()]))
}

/**
 * Writes headers in the order given, an empty line and the body: the strict form of what we send.
 * @throws TypeError when a name or value holds a line break: it would be another header, or the body.
 */
export function formatMime(headers: readonly Header[], body: Uint8Array): Uint8Array {
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  if (lines.some((line) => /[\r\n\0]/.test(line))) throw new TypeError('a header that cannot be sent')
  const head = encoder.encode([...lines, '', ''].join('\r\n'))
  const bytes = new Uint8Array(head.length + body.length)
  bytes.set(head)
  bytes.set(body, head.length)
  return bytes
}

/** Where the header ends and how long the empty line is: CR LF CR LF, else LF LF, else there is none. */
function blankLine(bytes: Uint8Array): [end: number, gap: number] {
  const strict = indexOf(bytes, [13, 10, 13, 10])
  if (strict >= 0) return [strict, 4]
  const bare = indexOf(bytes, [10, 10])
  return bare >= 0 ? [bare, 2] : [bytes.length, 0]
}

function indexOf(bytes: Uint8Array, pattern: readonly number[]): number {
  for (let at = bytes.indexOf(pattern[0]!); at >= 0; at = bytes.indexOf(pattern[0]!, at + 1)) {
    if (pattern.every((byte, offset) => bytes[at + offset] === byte)) return at
  }
  return -1
}
