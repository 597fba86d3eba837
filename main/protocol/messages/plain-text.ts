/**
 * Text as the program keeps it: every CR LF, CR and LF is one `\n`, lone surrogates are U+FFFD, and control characters
 * (C0, DEL, C1) other than line breaks and tabs are gone. Bidirectional marks stay; the display isolates them.
 */
export function cleanText(text: string): string {
  const breaks = text.toWellFormed().replace(/\r\n?/g, '\n')
  return breaks.replace(/(?![\n\t])\p{Cc}/gu, '')
}

/**
 * Decodes a body by its declared charset, replacing bad bytes. Without a charset, or with one that nobody knows: strict
 * UTF-8, and where that fails Latin-1 (as Windows-1252, which is what was meant).
 */
export const decodeText = (body: Uint8Array, charset: string | undefined): string =>
  (charset === undefined ? null : decoded(body, charset, false)) ??
  decoded(body, 'utf-8', true) ??
  new TextDecoder('windows-1252').decode(body)

/** Null when the charset is unknown or, with `fatal`, when the bytes are not of it. */
function decoded(body: Uint8Array, charset: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(charset, { fatal, ignoreBOM: true }).decode(body)
  } catch {
    return null
  }
}
