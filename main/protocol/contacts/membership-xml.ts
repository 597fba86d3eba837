import { addressKey, isAddress, type Lists } from '../../../app/contact.ts'
import { formatListBits, parseListBits, parseNetwork } from './list-dialect.ts'
import { ProtocolError } from '../wire/errors.ts'
import { decodePercent } from '../wire/percent.ts'
import { escapeXml } from '../wire/xml-text.ts'
import { parseXml, type XmlElement } from '../xml-element.ts'

/** Somebody whose lists are declared, added to or removed from. */
export interface Entry {
  readonly address: string
  readonly network: number
  /** Only forward, allow and block; never the latter two at once. Null in a question. */
  readonly lists: Lists | null
}

/** Somebody in a list that the server sent. */
export interface ReceivedEntry extends Entry {
  /** Null where it has none. */
  readonly name: string | null
}

/** The most that one `ADL` may hold; see docs/protocol.md#adl. */
export const maxEntries = 150
export const maxBytes = 7500

/** More than any server sends at once. */
const maxReceivedLength = 1024 * 1024

const encoder = new TextEncoder()
const end = '</ml>'

/** Writes one list, such as a change or a question; it must fit into one. */
export const formatMembership = (entries: readonly Entry[]): Uint8Array =>
  encoder.encode(write(entries, '<ml>'))

/** Cuts what is declared at the sign-in into portions that servers take. Nobody at all makes one portion, too. */
export function cutIntoPortions(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const portions: Entry[][] = [[]]
  let bytes = 0
  let domain: string | null = null
  for (const entry of sortByDomain(entries)) {
    const its = encoder.encode(writeEntry(entry)).length
    const itsDomain = domainOf(entry)
    const around = encoder.encode(writeDomain(itsDomain, '')).length
    const more = its + (itsDomain === domain ? 0 : around)
    const last = portions.at(-1)!
    if (last.length > 0 && (last.length >= maxEntries || bytes + more > maxBytes - initialBytes)) {
      portions.push([entry])
      bytes = its + around
    } else {
      last.push(entry)
      bytes += more
    }
    domain = itsDomain
  }
  return portions
}

/** Writes one portion of what is declared at the sign-in. */
export const formatPortion = (entries: readonly Entry[]): Uint8Array =>
  encoder.encode(write(entries, initial))

const initial = '<ml l="1">'
const initialBytes = initial.length + end.length

/** White space in this XML made servers hang up; without a network they do not answer. */
function write(entries: readonly Entry[], begin: string): string {
  const domains = Map.groupBy(sortByDomain(entries), domainOf)
  const xml = [...domains].map(([domain, people]) => writeDomain(domain, people.map(writeEntry).join('')))
  return begin + xml.join('') + end
}

const writeDomain = (domain: string, people: string): string => `<d n="${escapeXml(domain)}">${people}</d>`

function writeEntry({ address, lists, network }: Entry): string {
  const name = escapeXml(address.slice(0, address.lastIndexOf('@')))
  if (lists === null) return `<c n="${name}"/>`
  return `<c n="${name}" l="${formatListBits(lists)}" t="${network}"/>`
}

const domainOf = ({ address }: Entry): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

const sortByDomain = (entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted((one, other) =>
    domainOf(one) < domainOf(other) ? -1 : domainOf(one) > domainOf(other) ? 1 : 0,
  )

/**
 * Reads a list that the server sent: `ADL 0`, `RML 0`, or the answer to `FQY`. Telephones are left out.
 * @throws ProtocolError when it is no such list.
 */
export function parseMembership(payload: Uint8Array): readonly ReceivedEntry[] {
  const list = parseXml(new TextDecoder().decode(payload), maxReceivedLength)
  if (list.name !== 'ml') throw new ProtocolError('a list of members that is none')
  return list
    .children('d')
    .flatMap((domain) => domain.children('c').flatMap((each) => readEntry(each, domain) ?? []))
}

function readEntry(entry: XmlElement, domain: XmlElement): ReceivedEntry | null {
  const address = `${entry.attribute('n') ?? ''}@${domain.attribute('n') ?? ''}`
  if (!isAddress(addressKey(address))) return null
  const lists = entry.attribute('l')
  const name = entry.attribute('f') ?? ''
  return {
    address,
    network: parseNetwork(entry.attribute('t')),
    lists: lists === undefined ? null : parseListBits(lists),
    name: decodePercent(name) || null,
  }
}
