import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** What happened in a log: a message, an invitation, somebody who came or left. */
export interface LogElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly LogElement[]
  /** The text directly in it, as it stands: references are not decoded. */
  readonly text: string
}

/** Longer elements are not read; a message has some kilobytes at most. */
const maxElementLength = 1024 * 1024
/** So many characters of the file are parsed at a time. */
const pieceLength = 64 * 1024
const maxDepth = 8

const options = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  maxNestedTags: maxDepth,
} as const

const parser = new XMLParser(options)

/**
 * The elements in the outermost one, in their order; null for what cannot be read. The file is taken in pieces, so a
 * damaged place costs only the element that it is in, and a file that was cut off is read up to there. A document
 * type, a comment or CDATA, which no log holds, count as damage: there are no entities.
 */
export function* elementsOfLog(text: string): Generator<LogElement | null> {
  const start = /<Log(?:\s[^<]*?)?>/.exec(text)
  if (start === null || start[0].endsWith('/>')) return
  let piece: string[] = []
  let length = 0
  for (const element of sliced(text, start.index + start[0].length)) {
    if (element !== null) piece.push(element)
    else yield null
    length += element?.length ?? 0
    if (length < pieceLength) continue
    yield* parsedElements(piece)
    piece = []
    length = 0
  }
  yield* parsedElements(piece)
}

/** A file with more damaged places is not read on. */
const maxDamages = 1000

const opening = /<(\/?)([A-Za-z]+)([^<>]*)>/y
const nextEvent = /<(?:Message|Invitation|InvitationResponse|Join|Leave)\s/g

/** The text of each element; null for each damaged place, behind which it goes on with the next event. */
function* sliced(text: string, from: number): Generator<string | null> {
  let damages = 0
  for (let at = text.indexOf('<', from); at >= 0 && damages < maxDamages;) {
    opening.lastIndex = at
    const tag = opening.exec(text)
    if (tag?.[1] === '/') return
    const end = tag === null ? -1 : endOf(text, at, tag)
    yield end < 0 ? null : text.slice(at, end)
    if (end < 0) damages += 1
    at = end < 0 ? nextEventAfter(text, at) : text.indexOf('<', end)
  }
  yield null
}

function nextEventAfter(text: string, at: number): number {
  nextEvent.lastIndex = at + 1
  return nextEvent.exec(text)?.index ?? -1
}

function endOf(text: string, at: number, [tag, , name, rest]: RegExpExecArray): number {
  if (rest?.endsWith('/')) return at + tag.length
  const closing = `</${name}>`
  const end = text.slice(at, at + maxElementLength).indexOf(closing)
  return end < 0 ? -1 : at + end + closing.length
}

function* parsedElements(piece: readonly string[]): Generator<LogElement | null> {
  const together = parsed(piece.join(''))
  if (together !== null) yield* together
  else if (piece.length === 1) yield null
  else for (const element of piece) yield* parsedElements([element])
}

function parsed(elements: string): readonly LogElement[] | null {
  if (elements.includes('<!')) return null
  const document = `<Log>${elements}</Log>`
  if (XMLValidator.validate(document) !== true) return null
  try {
    const [root] = parser.parse(document) as readonly Node[]
    return root === undefined ? null : elementOf(root).children
  } catch {
    return null
  }
}

/** How the parser gives an element: its one name with what it holds, and its attributes; or a text. */
interface Node {
  readonly ':@'?: Readonly<Record<string, string>>
  readonly '#text'?: string
  readonly [name: string]: unknown
}

function elementOf(node: Node): LogElement {
  const name = Object.keys(node).find((key) => key !== ':@') ?? ''
  const nodes = (node[name] ?? []) as readonly Node[]
  return {
    name,
    attributes: node[':@'] ?? {},
    children: nodes.filter((each) => each['#text'] === undefined).map(elementOf),
    text: nodes.map((each) => each['#text'] ?? '').join(''),
  }
}
