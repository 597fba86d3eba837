/** A day of the calendar; months from 1. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** A time of a day. */
export interface Clock {
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** The place on earth whose clocks a log was written by: which instant, in milliseconds since 1970, they mean. */
export type Zone = (day: Day, clock: Clock) => number

/** This computer's own zone, with its summer time. */
export const localZone: Zone = ({ year, month, day }, { hour, minute, second }) =>
  new Date(year, month - 1, day, hour, minute, second).getTime()

/** Clocks that always differ by so many minutes from those of Greenwich; east is positive. */
export const fixedZone =
  (minutes: number): Zone =>
  ({ year, month, day }, { hour, minute, second }) =>
    Date.UTC(year, month - 1, day, hour, minute - minutes, second)

const clocks = /(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(?:\s*([ap])\.?\s?m\b\.?)?/i

/** The time of day in a text, such as `5:09:36 PM` or `17:09`; null for none. */
export function clockIn(text: string): Clock | null {
  const found = clocks.exec(text)
  if (found === null) return null
  const half = found[4]?.toLowerCase()
  const hour = half === undefined ? Number(found[1]) : (Number(found[1]) % 12) + (half === 'p' ? 12 : 0)
  const clock = { hour, minute: Number(found[2]), second: Number(found[3] ?? 0) }
  return clock.hour > 23 || clock.minute > 59 || clock.second > 60 ? null : clock
}

const numbers = /(?<!\d)(\d{1,4})\s?[/.\-年]\s?(\d{1,2})\s?[/.\-月]\s?(\d{1,4})(?!\d)/u

/** How the numbers of a date follow each other: `y` year, `m` month, `d` day. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy'

/** Every day that a text such as `07/03/2009` can mean, with the order that it then has; none when there is no date in it. */
export function daysIn(text: string): readonly { readonly day: Day; readonly order: DateOrder }[] {
  const found = numbers.exec(text)
  if (found === null) return []
  const [, a, b, c] = found as unknown as [string, string, string, string]
  const orders: readonly DateOrder[] =
    a.length > 2 ? ['ymd'] : c.length > 2 ? ['dmy', 'mdy'] : ['dmy', 'mdy', 'ymd']
  return orders.flatMap((order) => {
    const day = dayOf(order, [a, b, c])
    return day === null ? [] : [{ day, order }]
  })
}

function dayOf(order: DateOrder, words: readonly [string, string, string]): Day | null {
  const at = (letter: string) => Number(words[order.indexOf(letter)])
  const short = at('y')
  const year = short < 70 ? 2000 + short : short < 100 ? 1900 + short : short
  return validDay({ year, month: at('m'), day: at('d') })
}

/** The day, or null where the calendar has none such. */
export function validDay(day: Day): Day | null {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day))
  const same = date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day
  return same && day.year >= 1970 && day.year < 2200 ? day : null
}

/** The day so many days later. */
export function daysLater({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + days))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The month of an English name or its first three letters, 1 to 12; null for none. */
export function monthNamed(name: string): number | null {
  const index = months.indexOf(name.slice(0, 3).toLowerCase())
  return index < 0 ? null : index + 1
}

const hourMs = 3_600_000

/**
 * The instant of a time of day without its date, in a log whose line before was written at `before` on `day`: past
 * midnight when it would lie hours before that. Answers the day, too, for the line after it.
 */
export function following(clock: Clock, day: Day, before: number, zone: Zone): { at: number; day: Day } {
  const at = zone(day, clock)
  if (at < before - 6 * hourMs) return onDay(daysLater(day, 1), clock, zone)
  if (at > before + 18 * hourMs) return onDay(daysLater(day, -1), clock, zone)
  return { at, day }
}

const onDay = (day: Day, clock: Clock, zone: Zone) => ({ at: zone(day, clock), day })
