import { isAddress } from '../../../app/contact.ts'
import { clockIn, daysIn, following, monthNamed, validDay, type Day, type Zone } from './local-times.ts'
import type { LogFile, LoggedGroup, LoggedLine } from './logged-line.ts'

/** Where in a log a line stands: with whom, and in which sitting. */
type Place = Pick<LoggedLine, 'group' | 'session'>

const addresses = /[\w.%+&~='-]{1,64}@[\w.-]{1,64}/g

/** The addresses that a sentence names. */
export const addressesIn = (text: string): readonly string[] =>
  [...text.slice(0, 10_000).matchAll(addresses)]
    .map(([found]) => found.replace(/^'|[.']+$/g, '').toLowerCase())
    .filter(isAddress)

/**
 * Follows how far a log of aMSN has come: the time, and whether several talk. The red lines that tell it are sentences
 * in the user's language, so only the addresses and dates in them are read: several addresses are those who talk now; the
 * contact's own alone is the return to two; another one alone came or left; none is a beginning or an end.
 */
export class AmsnSitting {
  readonly #contact: string
  readonly #zone: Zone
  readonly #changedAt: number
  readonly #month: { readonly year: number } | null
  #group: LoggedGroup | null = null
  #session = 0
  #day: Day | null = null
  #at: number | null = null

  constructor(contact: string, file: LogFile, zone: Zone) {
    this.#contact = contact.toLowerCase()
    this.#zone = zone
    this.#changedAt = file.changedAt
    const year = /^[A-Z][a-z]+ (\d{4})(?:\.\d+)?$/.exec(file.folders.at(-1) ?? '')?.[1]
    this.#month = year === undefined ? null : { year: Number(year) }
  }

  get place(): Place {
    return { group: this.#group, session: this.#session }
  }

  /** A sentence in red. */
  enter(sentence: string, at: number | null): void {
    this.#takeDate(sentence, at)
    const named = [...new Set(addressesIn(sentence))]
    const [only] = named
    if (named.length > 1) this.#group = { key: this.#groupKey(named), members: named }
    else if (only === undefined || only === this.#contact) this.#begin()
    else if (this.#group !== null && !this.#group.members.includes(only)) {
      this.#group = { ...this.#group, members: [...this.#group.members, only].slice(0, 100) }
    }
  }

  #begin(): void {
    this.#group = null
    this.#session += 1
  }

  /** The same in the files of all who take part: who they were, and the day. */
  #groupKey(named: readonly string[]): string {
    const day = this.#at === null ? '' : new Date(this.#at).toISOString().slice(0, 10)
    return `amsn ${[...named].sort().join(' ')} ${day}`
  }

  /**
   * Who speaks, and to whom: what is said to one of several in a window of its own has a word in brackets before the
   * name.
   */
  speaker(name: string): { readonly name: string; readonly place: Place } {
    const alone = this.#group === null ? null : /^\[[^\]]{1,60}\] (.+)$/.exec(name)
    if (alone === null) return { name, place: this.place }
    return { name: alone[1]!, place: { group: null, session: this.#session } }
  }

  /** The time of a line: seconds since 1970, or a time of day with or without a date in its beginning; null for none. */
  timeOf(seconds: string | undefined, beginning: string): number | null {
    if (seconds !== undefined) return (this.#at = Number(seconds) * 1000)
    const clock = clockIn(beginning)
    if (clock === null) return null
    const instants = daysIn(beginning).map(({ day }) => this.#zone(day, clock))
    const near = this.#at ?? this.#changedAt
    if (instants.length > 0)
      return instants.reduce((a, b) => (Math.abs(b - near) < Math.abs(a - near) ? b : a))
    if (this.#day === null || this.#at === null) return null
    const next = following(clock, this.#day, this.#at, this.#zone)
    ;[this.#at, this.#day] = [next.at, next.day]
    return next.at
  }

  /** `30 Nov 2011 23:39:36`, in the oldest versions without the year. */
  #takeDate(sentence: string, at: number | null): void {
    const found = /(?<!\d)(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (?:(\d{4}) )?(?=\d{1,2}:\d{2})/.exec(sentence)
    const clock = clockIn(sentence)
    const month = monthNamed(found?.[2] ?? '')
    if (found === null || clock === null || month === null) {
      this.#at = at ?? this.#at
      return
    }
    const year = found[3] === undefined ? this.#yearOf(month, Number(found[1])) : Number(found[3])
    const day = validDay({ year, month, day: Number(found[1]) })
    if (day === null) return
    this.#day = day
    this.#at = this.#zone(day, clock)
  }

  /** The year of the folder, or the last one in which the day lies before the file's last change. */
  #yearOf(month: number, day: number): number {
    if (this.#month !== null) return this.#month.year
    const year = new Date(this.#changedAt).getUTCFullYear()
    const after = Date.UTC(year, month - 1, day) > this.#changedAt + 86_400_000
    return after ? year - 1 : year
  }
}
