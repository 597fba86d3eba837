import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../scripts/test.ts', import.meta.url))

/** The exit code of `npm test -- …` and the last line that it writes. */
function closing(...args: string[]): { code: number | null; line: string | undefined } {
  const { status, stdout } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
  return { code: status, line: stdout.trimEnd().split('\n').at(-1) }
}

describe('the last line of npm test', () => {
  test('sums what passed, and the exit code is 0', () => {
    expect(closing('unit', 'test/protocol/wire/percent')).toEqual({
      code: 0,
      line: expect.stringMatching(/^[1-9]\d* passed, 0 failed$/),
    })
  })

  test('counts a suite that ran no test as failed', () => {
    expect(closing('unit', 'no-such-file')).toEqual({ code: 1, line: '0 passed, 1 failed' })
  })

  test('does not appear when the arguments make no sense', () => {
    expect(closing('no-such-suite')).toEqual({ code: 2, line: '' })
  })
})
