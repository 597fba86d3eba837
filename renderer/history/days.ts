/** A moment's day as date fields write it: `2026-11-23`, local time. */
export function dayField(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The first moment of the day in a date field, or of the day after it; null while the field holds no day. */
export function dayBegin(field: string, after: 0 | 1 = 0): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(field) ?? []
  if (year === undefined || Number(year) < 1970) return null
  return Math.max(0, new Date(Number(year), Number(month) - 1, Number(day) + after).getTime())
}
