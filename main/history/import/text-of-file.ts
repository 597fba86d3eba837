/** How a text is encoded; a label that `TextDecoder` knows. */
type Encoding = string

/** Windows' Western European encoding: what a log is in when it is not UTF-8 and does not say. */
const western: Encoding = 'windows-1252'

/**
 * The text of a file, by its byte order mark, by the declaration of XML, by being valid UTF-8, or else as
 * Windows' Western European one. Never fails: every byte is something in the last one.
 */
export function textOfFile(bytes: Uint8Array): string {
  const marked = markedEncoding(bytes) ?? unmarkedUtf16(bytes)
  if (marked !== null) return decoded(bytes, marked)
  const utf8 = strictly(bytes, 'utf-8')
  return utf8 ?? decoded(bytes, declaredEncoding(bytes) ?? western)
}

function markedEncoding([first, second, third]: Uint8Array): Encoding | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null
}

/** Logs begin with characters of ASCII: every other byte is then 0. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  if (bytes.length < 4) return null
  if (bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0) return 'utf-16le'
  return bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0 ? 'utf-16be' : null
}

/** `<?xml version="1.0" encoding="windows-1252"?>` */
function declaredEncoding(bytes: Uint8Array): Encoding | null {
  const head = String.fromCharCode(...bytes.subarray(0, 200))
  const label = /^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(head)?.[1]
  return label !== undefined && !/^utf|^ucs/i.test(label) && known(label) ? label : null
}

function known(label: Encoding): boolean {
  try {
    new TextDecoder(label)
    return true
  } catch {
    return false
  }
}

const decoded = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes)

function strictly(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
