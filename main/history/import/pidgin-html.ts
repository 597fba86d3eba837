import { textOfHtml } from './html-text.ts'
import type { Zone } from './local-times.ts'
import type { LogFile, LoggedLine, ParsedLog } from './logged-line.ts'
import { pidginHeader, PidginTimes } from './pidgin-header.ts'
import { groupOf, pidginLine, withEverybody, type PidginPlace } from './pidgin-lines.ts'
import { keptName, linesOf } from './references.ts'

/**
 * The beginning of a line, in the forms of all versions: `<font color="#16569E"><font size="2">(09:20:13 PM)</font> …` and
 * `<span style="color: #16569E"><span style="font-size: smaller">(21:20:13)</span> …`, the outer one not for notices.
 */
const beginning =
  /^(?:<p>)?(?:<(?:font color="|span style="color: )(#[0-9a-f]{6})">)?<(?:font size="2"|span style="font-size: smaller")>\(([^()]{1,60})\)<\/(?:font|span)>\s?/i

/** Whose line it is stands in its colour. */
const ownColor = '#16569e'
const meColor = '#062585'
const speakers: readonly string[] = [ownColor, '#a82f2f', meColor, '#6c2585']

const spoken = /^<b>(\*{3})?(.{1,1000}?)(:)?<\/b><\/(?:font|span)>\s?/is

/** Reads what Pidgin and Gaim wrote as HTML, one file for each sitting; a line goes on until the next one begins. */
export async function parsePidginHtml(
  file: LogFile,
  zone: Zone,
  pause: () => Promise<void>,
): Promise<ParsedLog> {
  const title = /<title>([^<]{0,2000})<\/title>/i.exec(file.text.slice(0, 4096))?.[1] ?? ''
  const header = pidginHeader(textOfHtml(title).text, file, zone)
  if (header === null || header.start === null) return { contact: file.name, lines: [], damaged: true }
  const times = new PidginTimes(header.start)
  const group = groupOf(header)
  const lines: LoggedLine[] = []
  for (const piece of pieces(file.text)) {
    const at = times.timeOf(piece.stamp)
    const line = at === null ? null : lineOf(piece, { at, group })
    if (line !== null) lines.push(line)
    if (lines.length % 1000 === 999) await pause()
  }
  return { contact: header.contact, lines: withEverybody(lines), damaged: false }
}

interface Piece {
  readonly color: string
  readonly stamp: string
  readonly html: string
}

function* pieces(text: string): Generator<Piece> {
  let piece: { color: string; stamp: string; lines: string[] } | null = null
  const whole = ({ color, stamp, lines }: NonNullable<typeof piece>): Piece => ({
    color,
    stamp,
    html: lines
      .join('\n')
      .replace(/(?:<\/?p>|<\/body>|<\/html>|\s)*$/i, '')
      .replace(/<br ?\/?>$/i, ''),
  })
  for (const line of linesOf(text)) {
    const found = beginning.exec(line)
    if (found === null) piece?.lines.push(line)
    else {
      if (piece !== null) yield whole(piece)
      const [{ length }, color = '', stamp = ''] = found
      piece = { color: color.toLowerCase(), stamp, lines: [line.slice(length)] }
    }
  }
  if (piece !== null) yield whole(piece)
}

function lineOf({ color, html }: Piece, place: PidginPlace): LoggedLine | null {
  const found = speakers.includes(color) ? spoken.exec(html) : null
  if (found === null) return pidginLine(place, { what: 'notice', ...textOfHtml(html) })
  const [{ length }, stars, name = ''] = found
  const said = textOfHtml(html.slice(length))
  const who = keptName(textOfHtml(name).text).replace(/ <AUTO-REPLY>$/, '')
  const mine = color === meColor ? null : color === ownColor
  return pidginLine(place, { what: stars === undefined ? 'text' : 'me', name: who, mine, ...said })
}
