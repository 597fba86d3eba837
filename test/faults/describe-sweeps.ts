import { describe, expect, test } from 'vitest'
import { inOneLine, sweep, type Choice, type Target } from './sweep.ts'

/** A target, and where it is cut. */
export type Sweep = Target & { readonly choice: Choice }

/** So long a machine that is busy with other things may take. */
const timeoutMs = 15 * 60_000

/** Tests that nothing is lost in silence, wherever one of these connections is cut. The figures are printed. */
export function describeSweeps(name: string, sweeps: readonly Sweep[]): void {
  describe(`a recorded chat, cut at any byte of ${name}`, () => {
    test.each(sweeps)(
      '$dialect, $side, $direction: shows each line once or says that it may be missing',
      async ({ choice, ...target }) => {
        const result = await sweep(target, choice)
        console.info(inOneLine(result))
        expect(result.violations.slice(0, 20)).toEqual([])
        expect(result.lines).toBe(result.delivered + result.visiblyNot + result.lostBehindServer)
        expect(result.cuts).toBeGreaterThan(0)
        expect(result.notReached).toBeLessThanOrEqual(4)
      },
      timeoutMs,
    )
  })
}
