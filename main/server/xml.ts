/** An element that holds text alone. */
export interface Leaf {
  /** Without prefix. */
  readonly name: string
  /** The name of the element around it; empty at the top. */
  readonly parent: string
  readonly text: string
}

const token = /<\?[^>]*\?>|<!--[^]*?-->|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s[^<>]*?)?)(\/?)>|([^<]+)/y

/** Deepest nesting that is read; what clients send has about eight levels. */
const maxDepth = 32

/**
 * The leaves of a small XML document in their order. Null when the elements do not nest, and for a document type or
 * CDATA, which no client sends: so there are no entities but the five with names and the numbers.
 */
export function parseLeaves(bytes: Uint8Array): readonly Leaf[] | null {
  const text = new TextDecoder().decode(bytes)
  const open: { readonly name: string; text: string; isLeaf: boolean }[] = []
  const leaves: Leaf[] = []
  const reader = new RegExp(token)
  let roots = 0
  while (reader.lastIndex < text.length) {
    const found = reader.exec(text)
    if (found === null) return null
    const [, closing, name, , selfClosing, words] = found
    const top = open.at(-1)
    if (words !== undefined) {
      if (top !== undefined) top.text += words
      else if (words.trim() !== '') return null
    } else if (name !== undefined && closing === '') {
      if (top !== undefined) top.isLeaf = false
      else roots += 1
      if (open.length >= maxDepth || roots > 1) return null
      if (selfClosing === '/') leaves.push({ name, parent: top?.name ?? '', text: '' })
      else open.push({ name, text: '', isLeaf: true })
    } else if (name !== undefined) {
      const ended = open.pop()
      if (ended?.name !== name) return null
      if (ended.isLeaf)
        leaves.push({ name, parent: open.at(-1)?.name ?? '', text: decodeEntities(ended.text) })
    }
  }
  return open.length === 0 && roots === 1 ? leaves : null
}

/** The text of the first leaf of that name; null when there is none. */
export const leafText = (leaves: readonly Leaf[], name: string): string | null =>
  leaves.find((leaf) => leaf.name === name)?.text ?? null

/** Replaces the five named entities and numbers; anything else stays as it is. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, ...groups: unknown[]) => {
      const [hex, decimal, name] = groups as (string | undefined)[]
      if (name !== undefined) return named[name.toLowerCase()] ?? whole
      const code = hex === undefined ? parseInt(decimal ?? '', 10) : parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

/** Text as it may stand in XML: the five characters with a meaning become entities. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&${Object.keys(named).find((name) => named[name] === character)};`)

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
