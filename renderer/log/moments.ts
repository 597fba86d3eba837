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
