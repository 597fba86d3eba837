const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Percent-encodes every byte but `A-Z a-z 0-9 - _ . ~ ! * ' ( )`; a lone surrogate becomes U+FFFD. */
export const encodePercent = (text: string): string => encodeURIComponent(text.toWellFormed())

/** Decodes once and never throws: a `%` without two hex digits stays, bad UTF-8 becomes U+FFFD, `+` is a plus. */
export function decodePercent(word: string): string {
  if (!word.includes('%')) return word
  const bytes: number[] = []
  for (let at = 0; at < word.length; ) {
    const hex = /^%([0-9a-f]{2})/i.exec(word.slice(at, at + 3))?.[1]
    if (hex === undefined) {
      const character = String.fromCodePoint(word.codePointAt(at)!)
      bytes.push(...encoder.encode(character))
      at += character.length
    } else {
      bytes.push(parseInt(hex, 16))
      at += 3
    }
  }
  return decoder.decode(Uint8Array.from(bytes))
}
