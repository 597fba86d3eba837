import { locale } from '../strings/strings.ts'

const formatter = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)

const time = formatter({ hour: '2-digit', minute: '2-digit' })
const date = formatter({ year: 'numeric', month: '2-digit', day: '2-digit' })
const day = formatter({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' })

/** `10:42`, as the system writes it. */
export const timeOf = (at: number): string => time.format(at)

/** `23/11/2026`, as the system writes it. */
export const dateOf = (at: number): string => date.format(at)

/** `Monday 23 November 2026`, as the system writes it. */
export const dayOf = (at: number): string => day.format(at)

const thisYear = formatter({
  ...{ weekday: 'long', day: 'numeric', month: 'long' },
  ...{ hour: '2-digit', minute: '2-digit' },
})
const anyYear = formatter({
  ...{ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  ...{ hour: '2-digit', minute: '2-digit' },
})

/** `Monday 16 November at 10:42`, with the year where it is another one. */
export const momentOf = (at: number, now: number): string =>
  (isSameYear(at, now) ? thisYear : anyYear).format(at)

const isSameYear = (one: number, other: number): boolean =>
  new Date(one).getFullYear() === new Date(other).getFullYear()

/** Whether both are on the same day, here. */
export const isSameDay = (one: number, other: number): boolean =>
  new Date(one).toDateString() === new Date(other).toDateString()

const nearDay = formatter({ weekday: 'short' })
const sameYear = formatter({ day: 'numeric', month: 'short' })

/** When something was, as short as it is clear: `10:42` today, `Mon` within a week, `3 Nov` this year, else `23/11/2019`. */
export function shortMoment(at: number, now: number): string {
  if (isSameDay(at, now)) return time.format(at)
  const days = (now - at) / 86_400_000
  if (days >= 0 && days < 6) return nearDay.format(at)
  return isSameYear(at, now) ? sameYear.format(at) : date.format(at)
}
