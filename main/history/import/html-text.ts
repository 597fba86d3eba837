import type { TextFormat } from '../../../app/message.ts'
import { plainFormat } from './logged-line.ts'
import { decodeReferences } from './references.ts'
import { stylePart } from './text-style.ts'

/** How a part of a text looks. */
type Look = Partial<TextFormat>

interface Run {
  readonly text: string
  readonly look: Look
}

interface OpenTag {
  readonly name: string
  readonly look: Look
}

/** Deeper nesting changes nothing any more. */
const maxDepth = 50

const looks: Readonly<Record<string, Look>> = {
  b: { bold: true },
  strong: { bold: true },
  i: { italic: true },
  em: { italic: true },
  u: { underline: true },
  s: { strikethrough: true },
  strike: { strikethrough: true },
  del: { strikethrough: true },
}

/**
 * The text of a piece of HTML as messengers write it into logs, and the format that all of its letters share: this
 * program's texts have one format. Nothing of the HTML itself is kept. Tags may be unclosed, closed twice, or quoted wrongly;
 * what cannot be a tag is text.
 */
export function textOfHtml(html: string): { readonly text: string; readonly format: TextFormat } {
  const runs = runsOf(html)
  return { text: runs.map(({ text }) => text).join(''), format: sharedFormat(runs) }
}

const tags = /<(\/?)([a-z][a-z0-9]{0,20})(?=[\s/>])([^<>]{0,4000})>/gi

function runsOf(html: string): readonly Run[] {
  const runs: Run[] = []
  const open: OpenTag[] = []
  let done = 0
  const take = (end: number): void => {
    if (end > done) runs.push({ text: decodeReferences(html.slice(done, end)), look: lookOf(open) })
  }
  for (const { 0: tag, 1: slash, 2: name = '', 3: attributes = '', index } of html.matchAll(tags)) {
    take(index)
    done = index + tag.length
    const lower = name.toLowerCase()
    const written = slash === '' ? replaced(lower, attributes) : ''
    if (written !== '') runs.push({ text: written, look: lookOf(open) })
    if (slash !== '') close(open, lower)
    else if (!/^(?:br|img|hr|meta)$/.test(lower) && !attributes.endsWith('/') && open.length < maxDepth) {
      open.push({ name: lower, look: { ...looks[lower], ...attributesLook(lower, attributes) } })
    }
  }
  take(html.length)
  return runs
}

/** What is read in the place of a tag. */
function replaced(name: string, attributes: string): string {
  if (name === 'br') return '\n'
  return name === 'img' ? decodeReferences(attribute(attributes, 'alt') ?? '') : ''
}

const attributesLook = (name: string, attributes: string): Look => ({
  ...(name === 'font' && fontLook(attributes)),
  ...stylePart(decodeReferences(decodeReferences(attribute(attributes, 'style') ?? ''))),
})

const fontLook = (attributes: string): Look => {
  const color = attribute(attributes, 'color')
  const face = attribute(attributes, 'face')
  return stylePart(`${color === null ? '' : `color:${color};`}${face === null ? '' : `font-family:${face}`}`)
}

/** The value of an attribute. In single quotes it may hold such quotes itself, as libpurple wrote `style='font-family: 'Arial';'`. */
function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(
    `(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'(.*?)'(?=\\s+[a-z]+\\s*=|\\s*/?$)|([^\\s"']+))`,
    'is',
  )
  const value = found.exec(attributes)
  return value?.[1] ?? value?.[2] ?? value?.[3] ?? null
}

function close(open: OpenTag[], name: string): void {
  const index = open.findLastIndex((each) => each.name === name)
  if (index >= 0) open.splice(index, 1)
}

const lookOf = (open: readonly OpenTag[]): Look => Object.assign({}, ...open.map(({ look }) => look)) as Look

/** What all letters have in common. */
function sharedFormat(runs: readonly Run[]): TextFormat {
  const [first, ...rest] = runs
    .filter(({ text }) => text.trim() !== '')
    .map(({ look }) => ({ ...plainFormat, ...look }))
  if (first === undefined) return plainFormat
  const shared = <K extends keyof TextFormat>(key: K): TextFormat[K] =>
    rest.every((each) => each[key] === first[key]) ? first[key] : plainFormat[key]
  return {
    ...plainFormat,
    font: shared('font'),
    bold: shared('bold'),
    italic: shared('italic'),
    underline: shared('underline'),
    strikethrough: shared('strikethrough'),
    color: shared('color'),
    rightToLeft: shared('rightToLeft'),
  }
}
