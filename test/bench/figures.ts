/** How long something took, many times over; milliseconds. */
export interface Figures {
  readonly what: string
  readonly count: number
  readonly mean: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

/** The figures of so many times. */
export function figuresOf(what: string, times: readonly number[]): Figures {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  const mean = times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length)
  return { what, count: times.length, mean, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}

/** Times each of these, one after the other. */
export async function timesOf<T>(each: Iterable<T>, run: (one: T) => unknown): Promise<number[]> {
  const times: number[] = []
  for (const one of each) {
    const begin = performance.now()
    await run(one)
    times.push(performance.now() - begin)
  }
  return times
}

/** As a row of a table. */
export const figuresRow = ({ what, count, p50, p95, p99, max }: Figures): string =>
  `${what.padEnd(52)}${[p50, p95, p99, max].map((value) => value.toFixed(2).padStart(10)).join('')}${String(count).padStart(8)}`

/** The head of that table. */
export const figuresHead = `${'milliseconds'.padEnd(52)}${['p50', 'p95', 'p99', 'max', 'times']
  .map((name, at) => name.padStart(at < 4 ? 10 : 8))
  .join('')}`
