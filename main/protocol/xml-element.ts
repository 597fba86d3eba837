import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { ProtocolError } from './wire/errors.ts'
import { decodeEntities } from './wire/xml-text.ts'

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

type Attributes = Readonly<Record<string, unknown>>
type Node = Readonly<Record<string, unknown>>

const attributesKey = ':@'
const textKey = '#text'

// Entities are left as they stand and decoded above: only the five of XML and numbers, each once.
const parser = new XMLParser({
  preserveOrder: true,
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  processEntities: false,
})

/**
 * Reads a whole document and answers its outermost element.
 * @throws ProtocolError when it is longer than `maxLength` characters, not well-formed, or has a document type.
 */
export function parseXml(xml: string, maxLength: number): XmlElement {
  if (xml.length > maxLength) throw new ProtocolError('a document that is too long')
  if (/<!DOCTYPE/i.test(xml)) throw new ProtocolError('a document with a document type')
  const root = read(xml).find((node) => nameOf(node) !== textKey)
  if (root === undefined) throw new ProtocolError('a document without an element')
  return new Element(root)
}

function read(xml: string): readonly Node[] {
  try {
    if (XMLValidator.validate(xml) === true) return parser.parse(xml) as readonly Node[]
  } catch {
    // The parser refuses names such as __proto__, and too many elements in each other.
  }
  throw new ProtocolError('a document that is not well-formed')
}

class Element implements XmlElement {
  readonly name: string
  readonly #nodes: readonly Node[]
  readonly #attributes: Attributes

  constructor(node: Node) {
    const key = nameOf(node)
    this.name = key.toLowerCase()
    this.#nodes = node[key] as readonly Node[]
    this.#attributes = (node[attributesKey] ?? {}) as Attributes
  }

  get text(): string {
    const texts = this.#nodes.map((node) => node[textKey]).filter((text) => typeof text === 'string')
    return decodeEntities(texts.join('')).trim()
  }

  attribute(name: string): string | undefined {
    const value = Object.entries(this.#attributes).find(([key]) => key.toLowerCase() === name.toLowerCase())
    return typeof value?.[1] === 'string' ? decodeEntities(value[1]) : undefined
  }

  children(name?: string): readonly XmlElement[] {
    const wanted = name?.toLowerCase()
    const elements: Element[] = []
    for (const node of this.#nodes) {
      const key = nameOf(node)
      if (key === textKey || (wanted !== undefined && key.toLowerCase() !== wanted)) continue
      elements.push(new Element(node))
    }
    return elements
  }

  find(...[first, ...rest]: readonly string[]): XmlElement | undefined {
    if (first === undefined) return this
    for (const child of this.children(first)) {
      const found = child.find(...rest)
      if (found !== undefined) return found
    }
    return undefined
  }
}

/** A node has one name, and perhaps attributes. */
function nameOf(node: Node): string {
  for (const key in node) if (key !== attributesKey) return key
  return textKey
}
