/** Milliseconds between the years 1601 and 1970. */
const windowsEpochMs = 11_644_473_600_000

/** Nothing of this kind was sent before. */
const earliest = Date.UTC(1999, 0, 1)

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Hours that the zones with names are ahead of universal time; others count as that. */
const zones: ReadonlyMap<string, number> = new Map([
  ['EST', -5],
  ['EDT', -4],
  ['CST', -6],
  ['CDT', -5],
  ['MST', -7],
  ['MDT', -6],
  ['PST', -8],
  ['PDT', -7],
])

const date =
  /^(?:[a-z]{3},)?\s*(\d{1,2})\s+([a-z]{3})\s+(\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:\s+\(?([+-]\d{4}|[a-z]{1,5})\)?)?(?:\s|$)/i

/**
 * When a mail was written, out of `X-OriginalArrivalTime` and, where that says nothing, `Date`; milliseconds since
 * 1970. Null when neither can be read or the time cannot be.
 */
export function readTime(
  headers: ReadonlyMap<string, string>,
  latest: number = Number.POSITIVE_INFINITY,
): number | null {
  const arrival = headers.get('x-originalarrivaltime') ?? ''
  const times = [parseFileTime(arrival), parseDate(arrival), parseDate(headers.get('date') ?? '')]
  return times.find((time) => time !== null && time >= earliest && time <= latest) ?? null
}

/** `… FILETIME=[low:high]`: tenths of microseconds since 1601, two words of 32 bits in hexadecimal. */
export function parseFileTime(text: string): number | null {
  const words = /FILETIME=\[([0-9a-f]{8}):([0-9a-f]{8})\]/i.exec(text)
  if (words === null) return null
  const ticks = BigInt(`0x${words[2]}${words[1]}`)
  return Number(ticks / 10_000n) - windowsEpochMs
}

/** `Sun, 22 Nov 2026 19:08:34 -0800`, with or without a day of the week; a zone in brackets, too. */
export function parseDate(text: string): number | null {
  const [, day, month = '', year = '', hours, minutes, seconds = '0', zone = ''] =
    date.exec(text.trim()) ?? []
  const index = months.indexOf(month.toLowerCase())
  if (index < 0) return null
  const local = Date.UTC(fullYear(year), index, Number(day), Number(hours), Number(minutes), Number(seconds))
  return local - aheadMs(zone)
}

const fullYear = (digits: string): number =>
  digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) < 50 ? 2000 : 1900)

function aheadMs(zone: string): number {
  const offset = /^([+-])(\d\d)(\d\d)$/.exec(zone)
  if (offset === null) return (zones.get(zone.toUpperCase()) ?? 0) * 3_600_000
  const minutes = Number(offset[2]) * 60 + Number(offset[3])
  return (offset[1] === '-' ? -1 : 1) * minutes * 60_000
}
