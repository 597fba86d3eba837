/** One thing to measure, beside a plain way of doing the same or less, so that results of two machines compare. */
export interface Case {
  readonly name: string
  /** What one run handles, for the rate: so many of a unit. */
  readonly amount: number
  readonly unit: string
  run(): unknown
  readonly baseline: { readonly name: string; run(): unknown }
}

/** What was measured; times are medians of one run. */
export interface Measured {
  readonly name: string
  readonly milliseconds: number
  /** Units a second. */
  readonly rate: number
  readonly unit: string
  readonly baseline: string
  readonly baselineMilliseconds: number
  /** Time in baselines: below 1 is faster than the plain way. */
  readonly ratio: number
}

const rounds = 15
const roundMs = 40

/** Measures the case and its baseline in turns, so that a busy moment of the machine meets both. */
export async function measure({ name, amount, unit, run, baseline }: Case): Promise<Measured> {
  const times: number[] = []
  const baselineTimes: number[] = []
  const repeats = await repeatsOf(run)
  const baselineRepeats = await repeatsOf(baseline.run)
  for (let round = 0; round < rounds; round++) {
    times.push(await timeOf(run, repeats))
    baselineTimes.push(await timeOf(baseline.run, baselineRepeats))
  }
  const milliseconds = median(times)
  const baselineMilliseconds = median(baselineTimes)
  return {
    name,
    milliseconds,
    rate: (amount / milliseconds) * 1000,
    unit,
    baseline: baseline.name,
    baselineMilliseconds,
    ratio: milliseconds / baselineMilliseconds,
  }
}

/** Warms the code up, and finds how often it must run for a round that is long enough to be timed. */
async function repeatsOf(run: () => unknown): Promise<number> {
  await timeOf(run, 3)
  const once = await timeOf(run, 3)
  return Math.max(1, Math.round(roundMs / once))
}

async function timeOf(run: () => unknown, repeats: number): Promise<number> {
  const start = performance.now()
  for (let count = 0; count < repeats; count++) await run()
  return (performance.now() - start) / repeats
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0
