/** Base64 with any white space; other signs are skipped. */
export const decodeBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

/** `=C3=A9` in a header, without line breaks; `=` without two digits stays. */
export function decodeQuoted(text: string): Uint8Array {
  const parts = text.split(/=([0-9a-f]{2})/i)
  return new Uint8Array(
    Buffer.concat(parts.map((part, at) => Buffer.from(part, at % 2 === 0 ? 'utf8' : 'hex'))),
  )
}

/** Quoted-printable: a `=` at the end of a line takes its break away, and blanks before a break do not count. */
export function decodeQuotedPrintable(text: string): Uint8Array {
  const lines = text.split('\n').map((line) => line.trimEnd())
  const joined = lines.map((line, at) => {
    if (line.endsWith('=')) return line.slice(0, -1)
    return at === lines.length - 1 ? line : `${line}\n`
  })
  return decodeQuoted(joined.join(''))
}

/** Base64 in lines of 76 characters, as mails have it. */
export const encodeBase64Lines = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .replace(/.{76}(?=.)/g, '$&\r\n')
