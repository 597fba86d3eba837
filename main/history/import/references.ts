const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '\u00a9',
  reg: '\u00ae',
}

/**
 * Replaces the character references that logs are written with (`&amp;`, `&#13;`, `&#xD;`), each once; anything else
 * stays as it is, so nothing can grow. Two references may be the halves of one character, so halves are left for
 * `keptText` and `keptName` to judge.
 */
export const decodeReferences = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp|copy|reg));/gi,
        (whole, hex?: string, decimal?: string, name?: string) => {
          if (name !== undefined) return named[name.toLowerCase()] ?? whole
          const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
          return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
        },
      )
    : text

/** More of one line is left out; what people wrote in logs is a hundredth of it. */
export const maxLoggedText = 100_000

// eslint-disable-next-line no-control-regex
const unwritten = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g

/** A text of a log as it is kept: one kind of line break, no control characters, whole characters, bounded. */
export const keptText = (text: string): string =>
  text.slice(0, maxLoggedText).replace(/\r\n?/g, '\n').replace(unwritten, '').toWellFormed()

/** A name of a log as it is kept: one line of at most 500 characters. */
export const keptName = (text: string): string =>
  keptText(text.slice(0, 1000)).replace(/\s+/g, ' ').trim().slice(0, 500).toWellFormed()

/** What the first group of an expression finds, each once, as names. */
export function namesIn(text: string, expression: RegExp): ReadonlySet<string> {
  const written = new Set<string>()
  for (const [, name] of text.matchAll(expression)) written.add(name ?? '')
  return new Set([...written].map(keptName))
}

/** The lines of a text, without their ends. */
export function* linesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end < 0 ? text.length : end)
    yield line.endsWith('\r') ? line.slice(0, -1) : line
    at = end < 0 ? text.length : end + 1
  }
}
