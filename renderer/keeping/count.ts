import { locale, t } from '../strings/strings.ts'

const number = new Intl.NumberFormat(locale)

/** `1,234`, as the system writes it. */
export const countOf = (count: number): string => number.format(count)

/** `1 line`, `1,234 lines`. */
export const linesOf = (count: number): string =>
  count === 1 ? t('history.line-one') : t('history.lines', { count: countOf(count) })
