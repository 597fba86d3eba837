import {
  clockIn,
  daysIn,
  fixedZone,
  following,
  localZone,
  monthNamed,
  validDay,
  type Clock,
  type Day,
  type Zone,
} from './local-times.ts'
import type { LogFile } from './logged-line.ts'

/** What the first line of a log of Pidgin tells, and the name of its file. */
export interface PidginHeader {
  /** The other one's address, or the name of a conversation of several. */
  readonly contact: string
  readonly owner: string
  /** `msn`, `jabber`, … */
  readonly protocol: string
  readonly several: boolean
  /** Null where neither tells when it began. */
  readonly start: PidginStart | null
}

/** When a log begins, and by which clock it is written. */
export interface PidginStart {
  readonly at: number
  readonly day: Day
  readonly zone: Zone
}

/** `Conversation with bob@example.com at Tue 12 Oct 2010 09:18:15 PM EEST on alice@example.com (msn)`; the date is the country's. */
const header = /^\s*Conversation with (.+) at (.+?) on (\S.*) \(([^()]+)\)\s*$/s

/** Reads the header of a log; null where it is none. */
export function pidginHeader(line: string, file: LogFile, zone: Zone = localZone): PidginHeader | null {
  const found = header.exec(line.slice(0, 2000))
  if (found === null) return null
  const [, contact = '', date = '', owner = '', protocol = ''] = found
  return {
    contact: withoutResource(contact),
    owner: withoutResource(owner),
    protocol: protocol.toLowerCase(),
    several: /\.chat$/i.test(file.folders.at(-1) ?? ''),
    start: startOfName(file.name, zone) ?? startOfDate(date, zone),
  }
}

/** `bob@example.com/some-place` is written for accounts that tell the computer. */
const withoutResource = (name: string): string => name.trim().replace(/^([^@/]+@[^/]+)\/.*$/s, '$1')

/** `2008-07-23.163259+0600YEKST.html`, until 2006 without the zone. */
function startOfName(name: string, zone: Zone): PidginStart | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)\.(\d\d)(\d\d)(\d\d)(?:([+-])(\d\d)(\d\d))?/.exec(name)
  if (found === null) return null
  const [year, month, number, hour, minute, second] = found.slice(1, 7).map(Number)
  const day = validDay({ year: year!, month: month!, day: number! })
  if (day === null) return null
  const clock: Clock = { hour: hour!, minute: minute!, second: second! }
  if (found[7] === undefined) return { at: zone(day, clock), day, zone }
  const minutes = (Number(found[8]) * 60 + Number(found[9])) * (found[7] === '-' ? -1 : 1)
  const fixed = fixedZone(minutes)
  const at = fixed(day, clock)
  // The user's own zone has summer time, so it is the better one wherever it agrees.
  return { at, day, zone: zone(day, clock) === at ? zone : fixed }
}

/** A date as `%c` writes it: `Tue 12 Oct 2010 09:18:15 PM EEST`, `Mon Feb 18 15:26:44 2013`, `20/03/2017 08:50:25`. */
function startOfDate(date: string, zone: Zone): PidginStart | null {
  const clock = clockIn(date)
  const day = wordyDay(date) ?? daysIn(date)[0]?.day
  return clock === null || day === undefined ? null : { at: zone(day, clock), day, zone }
}

function wordyDay(date: string): Day | null {
  const year = /(?<![\d:])(19|20)\d\d(?![\d:])/.exec(date)?.[0]
  const number = /(?<![\d:])([0-3]?\d)(?![\d:])/.exec(date)?.[1]
  const month = date
    .match(/\p{L}{3,}/gu)
    ?.map(monthNamed)
    .find((each) => each !== null)
  if (year === undefined || number === undefined || month === undefined || month === null) return null
  return validDay({ year: Number(year), month, day: Number(number) })
}

/** The times of the lines of a log, which follow each other. */
export class PidginTimes {
  readonly #start: PidginStart
  #day: Day
  #at: number

  constructor(start: PidginStart) {
    this.#start = start
    this.#day = start.day
    this.#at = start.at
  }

  /** `09:18:14 PM`, or with the date in front where the line was written long after it was said. Null for no time. */
  timeOf(stamp: string): number | null {
    const clock = clockIn(stamp)
    if (clock === null || stamp.length > 60) return null
    const days = daysIn(stamp).map(({ day }) => this.#start.zone(day, clock))
    const said = days.filter((at) => at < this.#at + 86_400_000)
    if (days.length > 0) return nearest(said.length > 0 ? said : days, this.#at)
    const next = following(clock, this.#day, this.#at, this.#start.zone)
    this.#day = next.day
    this.#at = Math.max(this.#at, next.at)
    return next.at
  }
}

const nearest = (instants: readonly number[], to: number): number =>
  instants.reduce((a, b) => (Math.abs(b - to) < Math.abs(a - to) ? b : a))
