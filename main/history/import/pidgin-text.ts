import type { Zone } from './local-times.ts'
import { plainFormat, type LogFile, type LoggedLine, type ParsedLog } from './logged-line.ts'
import { pidginHeader, PidginTimes } from './pidgin-header.ts'
import { groupOf, pidginLine, withEverybody, type PidginSaid } from './pidgin-lines.ts'
import { keptName, linesOf, namesIn } from './references.ts'

const beginning = /^\(([^()]{1,60})\) (.*)$/s

/**
 * Reads what Pidgin and Gaim wrote as plain text, `(09:18:14 PM) Bob: hello`, one file for each sitting. A line that does not begin
 * with a time belongs to the one before it. Who is the owner does not stand in it.
 */
export async function parsePidginText(
  file: LogFile,
  zone: Zone,
  pause: () => Promise<void>,
): Promise<ParsedLog> {
  const end = file.text.indexOf('\n')
  const header = pidginHeader(file.text.slice(0, end).trim(), file, zone)
  if (header === null || header.start === null) return { contact: file.name, lines: [], damaged: true }
  const times = new PidginTimes(header.start)
  const group = groupOf(header)
  const lines: LoggedLine[] = []
  for (const { stamp, text } of pieces(file.text.slice(end + 1))) {
    const at = times.timeOf(stamp)
    const line = at === null ? null : pidginLine({ at, group }, saidIn(text))
    if (line !== null) lines.push(line)
    if (lines.length % 1000 === 999) await pause()
  }
  return { contact: header.contact, lines: withEverybody(lines), damaged: false }
}

/** The names of people in a log, without reading all of it. */
export const namesInPidginText = ({ text }: LogFile): ReadonlySet<string> =>
  namesIn(text, /^\([^()\n]{1,60}\) ([^:\n]{1,100}): /gm)

function* pieces(text: string): Generator<{ readonly stamp: string; readonly text: string }> {
  let piece: { stamp: string; lines: string[] } | null = null
  for (const line of linesOf(text)) {
    const found = /^\([^)]*\d:\d\d/.test(line) ? beginning.exec(line) : null
    if (found === null) piece?.lines.push(line)
    else {
      if (piece !== null) yield { stamp: piece.stamp, text: piece.lines.join('\n') }
      piece = { stamp: found[1] ?? '', lines: [found[2] ?? ''] }
    }
  }
  if (piece !== null) yield { stamp: piece.stamp, text: piece.lines.join('\n') }
}

/** Sentences of the program that have a colon, as a name has. */
const ofProgram =
  /^(?:Message could not be sent|The following message|Message may have not been sent|Error|MSN Error|Unable to|Offering to|File transfer|Transfer of)/i

function saidIn(text: string): PidginSaid {
  const me = /^\*{3}(\S{1,100}) (.*)$/s.exec(text)
  if (me !== null)
    return { what: 'me', name: speakerOf(me[1] ?? ''), mine: null, text: me[2] ?? '', format: plainFormat }
  const found = ofProgram.test(text) ? null : /^([^:\n]{1,100}): ?(.*)$/s.exec(text)
  if (found === null) return { what: 'notice', text }
  return {
    what: 'text',
    name: speakerOf(found[1] ?? ''),
    mine: null,
    text: found[2] ?? '',
    format: plainFormat,
  }
}

const speakerOf = (name: string): string => keptName(name).replace(/ <AUTO-REPLY>$/, '')
