import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { encodePercent } from '../../protocol/wire/percent.ts'
import { decodeEntities, escapeXml } from '../../protocol/wire/xml-text.ts'

/** One person in the XML of ADL, RML and FQY. */
export interface Membership {
  /** In lower case; as the client wrote it, so perhaps none. */
  readonly address: string
  /** Sum of the list bits; 0 where none are said. */
  readonly lists: number
  /** The network's number as written; `1` where none is said. */
  readonly network: string
}

/** What the XML of ADL, RML or FQY says. */
export type MembershipList =
  | { readonly kind: 'list'; readonly isInitial: boolean; readonly entries: readonly Membership[] }
  | { readonly kind: 'malformed' }
  /** A domain without anybody in it, which servers refuse with a number of its own. */
  | { readonly kind: 'empty-domain' }

const maxDepth = 8

// Entities are left as they stand and decoded by us: only the five of XML and numbers, each once.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  maxNestedTags: maxDepth,
})

/** An element with its attributes; texts between elements mean nothing here and are left out. */
interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
}

/** Reads `<ml {l="1"}><d n="domain"><c n="name" {l="bits"} {t="network"}/>…</d>…</ml>`; without document type or CDATA. */
export function parseMembership(payload: Uint8Array): MembershipList {
  const root = parse(new TextDecoder().decode(payload))
  if (root?.name !== 'ml') return { kind: 'malformed' }
  const domains = root.children.filter(({ name }) => name === 'd')
  if (domains.some(({ children }) => children.length === 0)) return { kind: 'empty-domain' }
  const entries = root.children.flatMap((child) => (child.name === 'd' ? peopleOf(child) : phonesOf(child)))
  if (entries.some((entry) => entry === null)) return { kind: 'malformed' }
  return {
    kind: 'list',
    isInitial: attribute(root, 'l') === '1',
    entries: entries.filter((entry) => entry !== null),
  }
}

/** Writes `<ml><d n="domain"><c n="name" t="1" {l="bits"} {f="friendly name"}/></d>…</ml>`, each person with a domain of its own. */
export const formatMembership = (
  people: readonly { readonly address: string; readonly lists?: number; readonly friendlyName?: string }[],
): string => {
  const domains = people.map(({ address, lists, friendlyName }) => {
    const at = address.lastIndexOf('@')
    const words = [
      ['n', address.slice(0, at)],
      ['t', '1'],
      ...(lists === undefined ? [] : [['l', String(lists)]]),
      ...(friendlyName === undefined ? [] : [['f', encodePercent(friendlyName)]]),
    ]
    const attributes = words.map(([name, value = '']) => ` ${name}="${escapeXml(value)}"`).join('')
    return `<d n="${escapeXml(address.slice(at + 1))}"><c${attributes}/></d>`
  })
  return `<ml>${domains.join('')}</ml>`
}

function peopleOf(domain: Element): readonly (Membership | null)[] {
  const name = attribute(domain, 'n')
  return domain.children.map((child) => (child.name === 'c' ? entry(child, `@${name ?? ''}`) : null))
}

/** Telephones stand in `<t>` and have no domain. */
const phonesOf = (element: Element): readonly (Membership | null)[] =>
  element.name === 't' ? element.children.map((child) => entry(child, '')) : [null]

function entry(element: Element, domain: string): Membership | null {
  const name = attribute(element, 'n')
  const lists = attribute(element, 'l') ?? '0'
  if (name === null || !/^\d{1,3}$/.test(lists)) return null
  return {
    address: `${name}${domain}`.toLowerCase(),
    lists: Number(lists),
    network: attribute(element, 't') ?? '1',
  }
}

const attribute = ({ attributes }: Element, name: string): string | null =>
  Object.hasOwn(attributes, name) ? decodeEntities(String(attributes[name])) : null

function parse(text: string): Element | null {
  if (/<!(?!--)/.test(text) || XMLValidator.validate(text) !== true) return null
  try {
    const elements = elementsOf(parser.parse(text) as readonly Node[])
    return elements.length === 1 ? elements[0]! : null
  } catch {
    return null // too deep, or a name such as __proto__, which the validator lets pass
  }
}

/** How the parser gives a document in its order: an element by its one name, its attributes beside it. */
type Node = Readonly<Record<string, readonly Node[]>> & { readonly ':@'?: Readonly<Record<string, string>> }

const elementsOf = (nodes: readonly Node[]): readonly Element[] =>
  nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text')
    if (name === undefined) return []
    return [{ name, attributes: node[':@'] ?? {}, children: elementsOf(node[name] ?? []) }]
  })
