import { ProtocolError } from './wire/errors.ts'
import { decodeEntities } from './wire/xml-text.ts'

/** Hears what a document holds, in its order. */
export interface XmlVisitor {
  /** Names are in lower case and without a prefix; the attributes' values are as they stand. */
  begin(name: string, attributes: ReadonlyMap<string, string>): void
  /** A piece of text in the element that was begun last, decoded. */
  text(text: string): void
  end(): void
}

/** A start tag: many elements have the same. */
interface Tag {
  /** As it is written, to be closed by the same. */
  readonly written: string
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly isEmpty: boolean
  /** How many characters there are between its angle brackets. */
  readonly length: number
}

/** Deepest nesting that is read; address books have about ten levels. */
const maxDepth = 100

const name = String.raw`[A-Za-z_\u0080-\uffff][\w.\-\u0080-\uffff]*(?::[A-Za-z_\u0080-\uffff][\w.\-\u0080-\uffff]*)?`
const attribute = String.raw`(${name})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')`
const startTag = new RegExp(String.raw`(${name})((?:\s+${name}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>`, 'y')
const attributes = new RegExp(attribute, 'g')
const closing = /\s*>/y
const loneAmpersand = /&(?!#\d+;|#x[0-9a-f]+;|[A-Za-z_][\w.-]*;)/i

/**
 * Reads a document in one pass, for those of many megabytes. There are no entities but the five with names and the
 * numbers.
 * @throws ProtocolError when it is not well-formed or has a document type.
 */
export function readDocument(xml: string, visitor: XmlVisitor): void {
  new XmlReader(xml, visitor).read()
}

class XmlReader {
  readonly #xml: string
  readonly #visitor: XmlVisitor
  /** By what is in their angle brackets. */
  readonly #tags = new Map<string, Tag>()
  readonly #open: Tag[] = []
  #at: number
  #hasRoot = false

  constructor(xml: string, visitor: XmlVisitor) {
    this.#xml = xml
    this.#visitor = visitor
    this.#at = xml.startsWith('\ufeff') ? 1 : 0
  }

  read(): void {
    const xml = this.#xml
    for (let next = this.#find('<'); next >= 0; next = this.#find('<')) {
      if (next > this.#at) this.#text(xml.slice(this.#at, next))
      this.#at = next + 1
      this.#markup()
    }
    this.#text(xml.slice(this.#at))
    if (this.#open.length > 0) throw notWellFormed()
  }

  #find(what: string): number {
    return this.#xml.indexOf(what, this.#at)
  }

  #markup(): void {
    switch (this.#xml[this.#at]) {
      case '/':
        this.#at += 1
        return this.#end()
      case '?':
        return this.#skipTo('?>')
      case '!':
        return this.#special()
      case undefined:
        throw notWellFormed()
      default:
        return this.#begin()
    }
  }

  #begin(): void {
    const tag = this.#readTag()
    this.#at += tag.length + 1
    if (this.#open.length === 0) {
      if (this.#hasRoot) throw notWellFormed()
      this.#hasRoot = true
    }
    this.#visitor.begin(tag.name, tag.attributes)
    if (tag.isEmpty) return this.#visitor.end()
    this.#open.push(tag)
    if (this.#open.length > maxDepth)
      throw new ProtocolError('a document with too many elements in each other')
  }

  /** The cache is asked with what stands before the next bracket, which may also be one in an attribute. */
  #readTag(): Tag {
    const end = this.#find('>')
    if (end < 0) throw notWellFormed()
    const inside = this.#xml.slice(this.#at, end)
    const known = this.#tags.get(inside)
    if (known !== undefined) return known
    const tag = this.#parseTag()
    if (tag.length === inside.length) this.#tags.set(inside, tag)
    return tag
  }

  #parseTag(): Tag {
    startTag.lastIndex = this.#at
    const match = startTag.exec(this.#xml)
    if (match === null) throw notWellFormed()
    const [whole, written = '', rest = '', slash] = match
    return {
      written,
      name: withoutPrefix(written),
      attributes: readAttributes(rest),
      isEmpty: slash === '/',
      length: whole.length - 1,
    }
  }

  #end(): void {
    const written = this.#open.pop()?.written
    if (written === undefined || !this.#xml.startsWith(written, this.#at)) throw notWellFormed()
    this.#at += written.length
    if (this.#xml[this.#at] === '>') this.#at += 1
    else {
      closing.lastIndex = this.#at
      if (!closing.test(this.#xml)) throw notWellFormed()
      this.#at = closing.lastIndex
    }
    this.#visitor.end()
  }

  /** Comments and CDATA; there is no document type. */
  #special(): void {
    const begin = this.#at
    if (this.#xml.startsWith('!--', begin)) {
      this.#at += 3
      return this.#skipTo('-->')
    }
    if (!this.#xml.startsWith('![CDATA[', begin) || this.#open.length === 0) throw notWellFormed()
    this.#at += 8
    this.#skipTo(']]>')
    this.#visitor.text(this.#xml.slice(begin + 8, this.#at - 3))
  }

  #skipTo(what: string): void {
    const end = this.#find(what)
    if (end < 0) throw notWellFormed()
    this.#at = end + what.length
  }

  #text(text: string): void {
    if (this.#open.length === 0) {
      if (text.trim() !== '') throw notWellFormed()
      return
    }
    this.#visitor.text(text.includes('&') ? decode(text) : text)
  }
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  if (text === '') return noAttributes
  const seen = new Set<string>()
  const values = new Map<string, string>()
  for (const [, written = '', double, single] of text.matchAll(attributes)) {
    const value = double ?? single ?? ''
    if (seen.has(written) || loneAmpersand.test(value)) throw notWellFormed()
    seen.add(written)
    if (!/^xmlns(?::|$)/.test(written)) values.set(withoutPrefix(written), value)
  }
  return values
}

const noAttributes: ReadonlyMap<string, string> = new Map()

const withoutPrefix = (written: string): string => written.slice(written.indexOf(':') + 1).toLowerCase()

function decode(text: string): string {
  if (loneAmpersand.test(text)) throw notWellFormed()
  return decodeEntities(text)
}

const notWellFormed = (): ProtocolError => new ProtocolError('a document that is not well-formed')
