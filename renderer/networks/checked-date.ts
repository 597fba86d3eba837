import { locale } from '../strings/strings.ts'

/** A day such as `2026-11-23` as people write it. */
export const checkedDate = (day: string): string =>
  new Date(`${day}T12:00:00`).toLocaleDateString(locale, { dateStyle: 'medium' })
