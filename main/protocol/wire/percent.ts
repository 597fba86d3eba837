const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Percent-encodes every byte but `A-Z a-z 0-9 - _ . ~ ! * ' ( )`; a lone surrogate becomes U+FFFD. */
export const encodePercent = (text: string): string => encodeURIComponent(text.toWellFormed())

/** Decodes once and never throws: a `%` without two hex digits stays, bad UTF-8 becomes U+FFFD, `+` is a plus. */
export const decodePercent = (word: string): string =>
  word.replace(/(?:%[0-9a-f]{2})+/gi, (run) => decoder.decode(bytesOf(run)))

/** The bytes of a run such as `%C3%A9`. */
const bytesOf = (run: string): Uint8Array =>
  Uint8Array.from({ length: run.length / 3 }, (_, index) =>
    parseInt(run.slice(3 * index + 1, 3 * index + 3), 16),
  )
