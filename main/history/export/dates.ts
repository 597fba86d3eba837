/** How dates and numbers are written in a file; times are this computer's. */
export interface Dates {
  /** Of the files, such as `en-GB`. */
  readonly locale: string
  /** `10:42` */
  time(at: number): string
  /** `10:42:07` */
  exactTime(at: number): string
  /** `Monday 23 November 2026` */
  day(at: number): string
  /** `23 Nov 2026` */
  shortDay(at: number): string
  /** `12,345` */
  number(value: number): string
  /** The same for the times of one day, cheaply. */
  dayKey(at: number): string
}

/** Dates as they are written in a place such as `en-GB`; for a word that names no place, as in English. */
export function datesFor(locale: string): Dates {
  const place = canonical(locale)
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(place, options)
  const time = format({ hour: '2-digit', minute: '2-digit' })
  const exact = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const day = format({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' })
  const short = format({ year: 'numeric', month: 'short', day: 'numeric' })
  const numbers = new Intl.NumberFormat(place)
  return {
    locale: place,
    time: (at) => time.format(at),
    exactTime: (at) => exact.format(at),
    day: (at) => day.format(at),
    shortDay: (at) => short.format(at),
    number: (value) => numbers.format(value),
    dayKey: (at) => new Date(at).toDateString(),
  }
}

function canonical(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
