import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { decodeEntities } from '../protocol/wire/xml-text.ts'

/** An element that holds text alone. */
export interface Leaf {
  /** Without prefix. */
  readonly name: string
  /** The name of the element around it; empty at the top. */
  readonly parent: string
  readonly text: string
}

/** An element with what it holds; names are without prefix. */
export interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** The text directly in it, as it stands. */
  readonly text: string
  readonly children: readonly Element[]
}

/** Deepest nesting that is read; what clients send has about eight levels. */
const maxDepth = 32

// Entities are left as they stand and decoded by us: only the five of XML and numbers, each once.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  maxNestedTags: maxDepth,
})

/** How the parser gives a document in its order: texts, and elements by their one name, with attributes beside it. */
type Node = { readonly '#text': string } | Readonly<Record<string, readonly Node[]>>

/** The parser's key for the attributes, which no element can have as its name. */
const attributesKey = ':@'

/**
 * The leaves of a small XML document in their order. Null when it is not well-formed, and for a document type or
 * CDATA, which no client sends: so there are no entities but the five with names and the numbers.
 */
export function parseLeaves(bytes: Uint8Array): readonly Leaf[] | null {
  const root = parseRoot(bytes)
  return root === null ? null : leavesOf(root, '')
}

/** The outermost element of a small XML document; null where `parseLeaves` answers null. */
export function parseElement(bytes: Uint8Array): Element | null {
  const root = parseRoot(bytes)
  return root === null ? null : elementOf(root)
}

/** The elements on the way down these names: of the last name all, of the others the first one. */
export function elementsAt(element: Element, ...path: readonly string[]): readonly Element[] {
  const [name, ...rest] = path
  const found = element.children.filter((child) => child.name === name)
  if (rest.length === 0) return found
  return found[0] === undefined ? [] : elementsAt(found[0], ...rest)
}

/** The first element on the way down these names. */
export const elementAt = (element: Element, ...path: readonly string[]): Element | undefined =>
  elementsAt(element, ...path)[0]

/** The text of the first element on the way down these names, without white space around it; empty when there is none. */
export const textAt = (element: Element, ...path: readonly string[]): string =>
  elementAt(element, ...path)?.text.trim() ?? ''

/** An attribute of an element, without white space around it; empty when it is not there. */
export const attributeOf = (element: Element | undefined, name: string): string =>
  element?.attributes.get(name)?.trim() ?? ''

function parseRoot(bytes: Uint8Array): Node | null {
  const text = new TextDecoder().decode(bytes)
  if (/<!(?!--)/.test(text)) return null
  const tree = parse(text.replace(loneAmpersand, '&amp;'))
  return tree?.length === 1 ? tree[0]! : null
}

/** Some clients write what the user typed without escaping it. */
const loneAmpersand = /&(?!#?\w+;)/g

/** The elements at the top; null when something does not nest. */
function parse(text: string): readonly Node[] | null {
  if (XMLValidator.validate(text) !== true) return null
  try {
    return (parser.parse(text) as readonly Node[]).filter((node) => !isText(node))
  } catch {
    return null // too deep, or a name such as __proto__, which the validator lets pass
  }
}

function leavesOf(node: Node, parent: string): readonly Leaf[] {
  if (isText(node)) return []
  const [name, children] = nameAndContent(node)
  if (!children.every(isText)) return children.flatMap((child) => leavesOf(child, name))
  return [{ name, parent, text: decodeEntities(children.map((child) => child['#text']).join('')) }]
}

function elementOf(node: Node): Element {
  const [name, nodes] = nameAndContent(node)
  const texts = nodes.filter(isText).map((each) => each['#text'])
  return {
    name,
    attributes: attributesOf(node),
    text: decodeEntities(texts.join('')),
    children: nodes.filter((each) => !isText(each)).map(elementOf),
  }
}

const nameAndContent = (node: Node): [name: string, content: readonly Node[]] =>
  (Object.entries(node) as [string, readonly Node[]][]).find(([name]) => name !== attributesKey) ?? ['', []]

function attributesOf(node: Node): ReadonlyMap<string, string> {
  const written = (node as Readonly<Record<string, unknown>>)[attributesKey] ?? {}
  return new Map(
    Object.entries(written as Record<string, string>).map(([name, text]) => [name, decodeEntities(text)]),
  )
}

const isText = (node: Node): node is { readonly '#text': string } => '#text' in node

/** The text of the first leaf of that name; null when there is none. */
export const leafText = (leaves: readonly Leaf[], name: string): string | null =>
  leaves.find((leaf) => leaf.name === name)?.text ?? null
