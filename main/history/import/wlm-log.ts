import { nudgeIn } from './known-sentences.ts'
import { clockIn, daysIn, type DateOrder, type Zone } from './local-times.ts'
import {
  loggedLine,
  withMembers,
  type LogFile,
  type LoggedGroup,
  type LoggedLine,
  type ParsedLog,
} from './logged-line.ts'
import { decodeReferences, keptName, keptText, namesIn } from './references.ts'
import { formatOfStyle } from './text-style.ts'
import { elementsOfLog, type LogElement } from './wlm-elements.ts'

/** What a log of MSN Messenger 6 to Windows Live Messenger 2012 is made of; the second is how one program misspells it. */
const kinds: Readonly<Record<string, 'message' | 'invitation' | 'response' | 'joined' | 'left'>> = {
  Message: 'message',
  Invitation: 'invitation',
  InvitationResponse: 'response',
  InvatationResponse: 'response',
  Join: 'joined',
  Leave: 'left',
}

/**
 * Reads `<Log><Message Date Time DateTime SessionID><From><User FriendlyName/></From><To>…</To><Text Style>…`: one file for
 * each contact, all sittings in it. The people are named only by their friendly names of that time. As soon as
 * somebody joins, or something is said to several, the rest of that sitting is a conversation of several.
 */
export async function parseWlmLog(file: LogFile, zone: Zone, pause: () => Promise<void>): Promise<ParsedLog> {
  const state: State = { order: null, session: '', sessions: 0, group: null }
  const lines: LoggedLine[] = []
  let [damaged, read] = [false, 0]
  for (const element of elementsOfLog(file.text)) {
    const line = element === null ? null : lineOf(element, state, zone)
    if (line === null) damaged = true
    else if (line !== 'nothing') lines.push(line)
    if ((read += 1) % 1000 === 0) await pause()
  }
  return { contact: file.name.replace(/\.xml$/i, ''), lines, damaged }
}

/** The names of people in a log, without reading all of it. */
export const namesInWlmLog = ({ text }: LogFile): ReadonlySet<string> =>
  new Set([...namesIn(text, /FriendlyName="([^"]*)"/g)].map(nameOf))

interface State {
  /** How dates were found to be written. */
  order: DateOrder | null
  session: string
  sessions: number
  group: LoggedGroup | null
}

function lineOf(element: LogElement, state: State, zone: Zone): LoggedLine | 'nothing' | null {
  const kind = kinds[element.name]
  const at = timeOf(element.attributes, state, zone)
  if (kind === undefined || at === null) return null
  const [name = '', to, body] = [usersIn(element, 'From')[0], usersIn(element, 'To'), child(element, 'Text')]
  const text = keptText(decodeReferences(body?.text ?? ''))
  const [who = name] = usersIn(element, 'User')
  enterSession(element, state, at, kind === 'joined' || to.length > 1)
  if (state.group !== null) state.group = withMembers(state.group, [who, ...to])
  const common = { at, text, to, session: state.sessions, group: state.group }
  if (kind === 'joined' || kind === 'left') {
    return who === '' ? 'nothing' : loggedLine({ ...common, what: kind, name: who })
  }
  if (text === '') return 'nothing'
  if (kind === 'message') {
    const nudge = nudgeIn(text)
    const format = formatOfStyle(decodeReferences(body?.attributes['Style'] ?? ''))
    return loggedLine({ ...common, name, format, ...(nudge && { what: 'nudge', mine: nudge.mine }) })
  }
  // The one who is named in a response is always the other one, whoever offered something.
  return loggedLine({ ...common, name, what: 'action', mine: kind === 'response' ? false : null })
}

function enterSession(element: LogElement, state: State, at: number, several: boolean): void {
  const session = element.attributes['SessionID'] ?? ''
  if (session !== state.session || state.sessions === 0) {
    state.session = session
    state.sessions += 1
    state.group = null
  }
  if (several) state.group ??= { key: `wlm ${at}`, members: [] }
}

/** `DateTime` in UTC; in old logs only `Date` and `Time` as the user's country writes them. */
function timeOf(attributes: LogElement['attributes'], state: State, zone: Zone): number | null {
  const exact = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?Z?$/.exec(
    attributes['DateTime']?.trim() ?? '',
  )
  if (exact !== null) {
    const at = Date.parse(`${exact[1]}.${(exact[2] ?? '').padEnd(3, '0')}Z`)
    return Number.isNaN(at) ? null : at
  }
  const clock = clockIn(attributes['Time'] ?? '')
  const days = daysIn(attributes['Date'] ?? '')
  if (clock === null || days.length === 0) return null
  const usual = /[ap]\.?m/i.test(attributes['Time'] ?? '') ? 'mdy' : 'dmy'
  if (days.length === 1) state.order = days[0]!.order
  const order = state.order ?? usual
  return zone((days.find((each) => each.order === order) ?? days[0]!).day, clock)
}

const child = (element: LogElement, name: string): LogElement | undefined =>
  element.children.find((each) => each.name === name)

/** The names in `<From>` or `<To>`, or directly in the element; one program puts a second `<User>` around it. */
function usersIn(element: LogElement, within: 'From' | 'To' | 'User'): readonly string[] {
  const around = within === 'User' ? [element] : element.children.filter((each) => each.name === within)
  return around
    .flatMap((each) => each.children.filter(({ name }) => name === 'User'))
    .flatMap((user) => [user, ...user.children])
    .flatMap(({ attributes }) =>
      attributes['FriendlyName'] === undefined ? [] : [nameOf(attributes['FriendlyName'])],
    )
    .slice(0, 100)
}

/** MSN Messenger 6 and 7 put a warning behind the names of those who had not confirmed their address. */
const nameOf = (name: string): string =>
  keptName(decodeReferences(name)).replace(/ \(E-?mail Address Not Verified\)$/i, '')
