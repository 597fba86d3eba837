import { AmsnSitting } from './amsn-sitting.ts'
import { nudgeIn } from './known-sentences.ts'
import type { Zone } from './local-times.ts'
import { loggedLine, plainFormat, type LogFile, type LoggedLine, type ParsedLog } from './logged-line.ts'
import { keptName, keptText, linesOf, namesIn } from './references.ts'

/** A part of a line: how it is drawn (`GRA`, `ITA`, `RED`, `GRE`, `NOR`, `TIME`, or `C` and a colour), and its text. */
interface Part {
  readonly code: string
  readonly text: string
}

/**
 * Reads what aMSN wrote, one file for each contact: lines of parts that begin with `|"L` and a code,
 * `|"LGRA[|"LTIME1133386777 ] |"LITAname :|"LC000000 text` for what was said (a line without a code belongs to the text before
 * it), `|"LRED[…]` for where a conversation begins, ends or becomes one of several, `|"LGRE` for files. What is said to several
 * stands in the file of each of them. Before 2005 the times had no date: `|"LGRA[17:42:10]`.
 */
export async function parseAmsnLog(
  file: LogFile,
  zone: Zone,
  pause: () => Promise<void>,
): Promise<ParsedLog> {
  const contact = file.name.replace(/\.log$/i, '')
  const sitting = new AmsnSitting(contact, file, zone)
  const lines: LoggedLine[] = []
  let damaged = false
  let read = 0
  for (const [first, ...more] of linesOfLog(file.text)) {
    const parts = partsOf(first)
    const line = lineOf(parts, more, sitting)
    if (line === null) damaged = true
    else if (line !== 'nothing') lines.push(line)
    if ((read += 1) % 1000 === 0) await pause()
  }
  return { contact, lines, damaged }
}

/** The names of people in a log, without reading all of it. */
export const namesInAmsnLog = ({ text }: LogFile): ReadonlySet<string> =>
  namesIn(text, /\|"LITA([^\n|]{1,1000}) :\|"L/g)

/** The log of what contacts do, not of what was said. */
export const isAmsnEventLog = ({ name }: Pick<LogFile, 'name'>): boolean => /^eventlog\.log$/i.test(name)

/** Lines, each with those that belong to it because they begin with no code. */
function* linesOfLog(text: string): Generator<readonly [string, ...string[]]> {
  let lines: [string, ...string[]] | null = null
  for (const line of linesOf(text)) {
    if (line.startsWith('|"L')) {
      if (lines !== null) yield lines
      lines = [line]
    } else lines?.push(line)
  }
  if (lines !== null) yield lines
}

const codes = /\|"L(TIME\d{1,12}|C[0-9a-f]{6}|[A-Z]{3})/gi

function partsOf(line: string): readonly Part[] {
  const found = [...line.matchAll(codes)]
  return found.map((each, index) => ({
    code: each[1] ?? '',
    text: line.slice(each.index + each[0].length, found[index + 1]?.index ?? line.length),
  }))
}

function lineOf(
  parts: readonly Part[],
  more: readonly string[],
  sitting: AmsnSitting,
): LoggedLine | 'nothing' | null {
  const [first] = parts
  if (first === undefined) return null
  const at = sitting.timeOf(parts.find(({ code }) => code.startsWith('TIME'))?.code.slice(4), first.text)
  if (first.code === 'RED') {
    sitting.enter(parts.map(({ text }) => text).join(''), at)
    return 'nothing'
  }
  if (at === null) return null
  const speaker = parts.findIndex(({ code }) => code === 'ITA')
  return speaker < 0
    ? actionOf(parts.at(-1)!, more, at, sitting)
    : textOf(parts.slice(speaker), more, at, sitting)
}

/** Files that were sent, and what the program says. */
function actionOf(
  { text }: Part,
  more: readonly string[],
  at: number,
  sitting: AmsnSitting,
): LoggedLine | 'nothing' {
  const said = keptText([text.trim(), ...more].join('\n')).trim()
  const nudge = nudgeIn(said)
  const what = nudge === null ? ('action' as const) : ('nudge' as const)
  const line = loggedLine({ ...sitting.place, at, name: '', what, text: said, mine: nudge?.mine ?? null })
  return said === '' ? 'nothing' : line
}

function textOf(
  [speaker, ...rest]: readonly Part[],
  more: readonly string[],
  at: number,
  sitting: AmsnSitting,
): LoggedLine | null {
  const [body] = rest
  if (speaker === undefined || body === undefined) return null
  const { name, place } = sitting.speaker(keptName(speaker.text.replace(/ :$/, '')))
  const written = [body.text.replace(/^ /, ''), ...rest.slice(1).map(raw)].join('')
  const text = keptText([written, ...more].join('\n')).replace(/\n+$/, '')
  // Its own message that failed is written in red, under a sentence in the place of the name.
  if (body.code === 'RED') return loggedLine({ ...place, at, name: '', text, mine: true, failed: true })
  const color =
    body.code.startsWith('C') && body.code.length === 7 ? `#${body.code.slice(1).toLowerCase()}` : null
  return loggedLine({ ...place, at, name, text, format: { ...plainFormat, color } })
}

/** A part that somebody's own text only looked like. */
const raw = ({ code, text }: Part): string => `|"L${code}${text}`
