import { ProtocolError } from './wire/errors.ts'
import { decodeEntities } from './wire/xml-text.ts'
import { readDocument, type XmlVisitor } from './xml-reader.ts'

/** An element of a document from the network. Names are compared without their prefix and by no letter case. */
export interface XmlElement {
  /** In lower case, without a prefix. */
  readonly name: string
  /** The text directly in it, decoded once, without white space around. */
  readonly text: string
  attribute(name: string): string | undefined
  /** The elements directly in it; with a name only those. */
  children(name?: string): readonly XmlElement[]
  /** The first element on the way down these names; undefined where there is none. */
  find(...path: readonly string[]): XmlElement | undefined
}

/**
 * Reads a whole document and answers its outermost element.
 * @throws ProtocolError when it is longer than `maxLength` characters, not well-formed, or has a document type.
 */
export function parseXml(xml: string, maxLength: number): XmlElement {
  if (xml.length > maxLength) throw new ProtocolError('a document that is too long')
  const builder = new TreeBuilder()
  readDocument(xml, builder)
  if (builder.root === null) throw new ProtocolError('a document without an element')
  return builder.root
}

/** Puts together the tree of a document that is read from its beginning to its end. */
class TreeBuilder implements XmlVisitor {
  root: Element | null = null
  readonly #open: Element[] = []
  #current: Element | null = null

  begin(name: string, attributes: ReadonlyMap<string, string>): void {
    const element = new Element(name, attributes)
    this.#current?.put(element)
    this.root ??= element
    if (this.#current !== null) this.#open.push(this.#current)
    this.#current = element
  }

  text(text: string): void {
    this.#current?.write(text)
  }

  end(): void {
    this.#current = this.#open.pop() ?? null
  }
}

const nothing: readonly Element[] = []

class Element implements XmlElement {
  readonly name: string
  readonly #attributes: ReadonlyMap<string, string>
  /** An array of its own from the first child on: most elements have none. */
  #children: Element[] | null = null
  #text = ''

  constructor(name: string, attributes: ReadonlyMap<string, string>) {
    this.name = name
    this.#attributes = attributes
  }

  get text(): string {
    return this.#text.trim()
  }

  put(child: Element): void {
    if (this.#children === null) this.#children = [child]
    else this.#children.push(child)
  }

  write(text: string): void {
    this.#text = this.#text === '' ? text : this.#text + text
  }

  attribute(name: string): string | undefined {
    const value = this.#attributes.get(name.toLowerCase())
    return value === undefined ? undefined : decodeEntities(value)
  }

  children(name?: string): readonly Element[] {
    const all = this.#children ?? nothing
    if (name === undefined) return all
    const wanted = name.toLowerCase()
    return all.filter((child) => child.name === wanted)
  }

  find(...[first, ...rest]: readonly string[]): Element | undefined {
    if (first === undefined) return this
    const wanted = first.toLowerCase()
    for (const child of this.#children ?? nothing) {
      const found = child.name === wanted ? child.find(...rest) : undefined
      if (found !== undefined) return found
    }
    return undefined
  }
}
