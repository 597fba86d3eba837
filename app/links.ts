/** A part of a text that cannot be more than text. */
export interface TextToken {
  readonly kind: 'text'
  readonly text: string
}

/** An address in a text; `href` is the address to open, with its scheme. */
export interface LinkToken {
  readonly kind: 'link'
  readonly text: string
  readonly href: string
}

/** The only schemes that become links and may be opened; anything else stays text. */
export const linkSchemes: readonly string[] = ['http:', 'https:', 'ftp:', 'mailto:']

/** Longer addresses stay text. */
export const maxLinkLength = 2000

/** What an address cannot hold: white space, control characters, marks that turn the direction of text, `<`, `>`, `"`. */
const runs = /[^\s\p{Cc}\u202a-\u202e\u2066-\u2069<>"]+/gu
const beginning = /(?<![\p{L}\p{N}])(?:(?:https?|ftp):\/\/|mailto:|www\.(?=[\p{L}\p{N}]))/iu
const complete = /^(?:(?:https?|ftp):\/\/[^/?#]*[\p{L}\p{N}]|mailto:[^@]+@[^@]*[\p{L}\p{N}]|www\.)/iu

/**
 * Cuts a text into links and the text between them; joined, the tokens' texts are the text. Linear in its length.
 * `www.` counts as `http://www.`; punctuation behind an address and brackets around it do not belong to it.
 */
export function findLinks(text: string): readonly (TextToken | LinkToken)[] {
  const tokens: (TextToken | LinkToken)[] = []
  let done = 0
  for (const { 0: run, index } of text.matchAll(runs)) {
    const link = linkIn(run)
    if (link === null) continue
    const start = index + link.at
    if (start > done) tokens.push({ kind: 'text', text: text.slice(done, start) })
    tokens.push({
      kind: 'link',
      text: link.text,
      href: /^www\./i.test(link.text) ? `http://${link.text}` : link.text,
    })
    done = start + link.text.length
  }
  if (done < text.length) tokens.push({ kind: 'text', text: text.slice(done) })
  return tokens
}

/** The link in a run without white space: from the first scheme to the end. */
function linkIn(run: string): { readonly at: number; readonly text: string } | null {
  const at = run.search(beginning)
  if (at < 0 || run.length - at > maxLinkLength) return null
  const text = withoutTail(run.slice(at))
  return complete.test(text) ? { at, text } : null
}

/** Takes off final punctuation, and closing brackets that were not opened inside. */
function withoutTail(text: string): string {
  const unclosed: Record<string, number> = {
    ')': balance(text, '(', ')'),
    ']': balance(text, '[', ']'),
    '}': balance(text, '{', '}'),
  }
  let end = text.length
  for (; end > 0; end--) {
    const last = text[end - 1]!
    const open = unclosed[last]
    if (open !== undefined && open < 0) unclosed[last] = open + 1
    else if (!/[.,;:!?'*|…。，、！？；：）】」』]/.test(last)) break
  }
  return text.slice(0, end)
}

const balance = (text: string, open: string, close: string): number =>
  text.split(open).length - text.split(close).length
