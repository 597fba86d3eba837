import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  delayBefore,
  Reconnection,
  steadyMs,
  type AttemptOutcome,
  type ReconnectionProgress,
} from '../../main/messenger/accounts/reconnection.ts'
import { FakeClock } from './fake-clock.ts'

const middle = () => 0.5

/** A reconnection whose attempts a test ends by hand. */
function setUp({
  random = middle,
  online = () => true,
}: { readonly random?: () => number; readonly online?: () => boolean } = {}) {
  const clock = new FakeClock()
  const progress: ReconnectionProgress[] = []
  const attempts: { readonly at: number; end(outcome: AttemptOutcome): Promise<void> }[] = []
  let underWay = 0
  let most = 0
  const subject = new Reconnection({
    clock,
    random,
    online,
    attempt: () => {
      most = Math.max(most, ++underWay)
      const outcome = Promise.withResolvers<AttemptOutcome>()
      attempts.push({
        at: clock.now(),
        end: async (value) => {
          underWay--
          outcome.resolve(value)
          await outcome.promise
          await Promise.resolve()
        },
      })
      return outcome.promise
    },
    onProgress: (each) => progress.push(each),
  })
  return { clock, progress, attempts, subject, mostAtOnce: () => most }
}

const chance = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })

describe('the delay before an attempt', () => {
  test('is two seconds doubled each time, half as much less or more, and five minutes at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), chance, (growth, random) => {
        const delayMs = delayBefore(growth, () => random)
        const doubled = Math.min(2_000 * 2 ** (growth - 1), 200_000)
        expect(delayMs).toBeGreaterThanOrEqual(doubled / 2)
        expect(delayMs).toBeLessThanOrEqual(Math.min(doubled * 1.5, 300_000))
      }),
    )
  })

  test('grows as the eye expects it', () => {
    expect([1, 2, 3, 4, 8, 9, 50].map((growth) => delayBefore(growth, middle))).toEqual([
      2_000, 4_000, 8_000, 16_000, 200_000, 200_000, 200_000,
    ])
  })
})

type Deed = { readonly kind: 'pass'; readonly ms: number } | { readonly kind: Exclude<string, 'pass'> }

const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('pass'), ms: fc.integer({ min: 0, max: 400_000 }) }),
    fc.constantFrom('begin', 'hurry', 'failed', 'connected').map((kind) => ({ kind })),
  ),
  { maxLength: 40 },
)

async function act({ clock, attempts, subject }: ReturnType<typeof setUp>, deed: Deed, open: { at: number }) {
  if (deed.kind === 'pass' && 'ms' in deed) clock.advance(deed.ms)
  if (deed.kind === 'begin') subject.begin()
  if (deed.kind === 'hurry') subject.hurry()
  if (deed.kind !== 'failed' && deed.kind !== 'connected') return
  if (open.at < attempts.length) await attempts[open.at++]!.end(deed.kind)
}

describe('whatever happens', () => {
  test('there are never two attempts at once, and none without a lost link', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, chance, async (all, random) => {
        const setting = setUp({ random: () => random })
        const open = { at: 0 }
        let lost = false
        for (const deed of all) {
          const before = setting.attempts.length
          lost ||= deed.kind === 'begin'
          await act(setting, deed, open)
          if (setting.attempts.length > before) expect(lost).toBe(true)
        }
        expect(setting.mostAtOnce()).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('after the end there is no attempt', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, deeds, fc.boolean(), async (before, after, over) => {
        const setting = setUp()
        const open = { at: 0 }
        for (const deed of before) await act(setting, deed, open)
        if (over && open.at < setting.attempts.length) await setting.attempts[open.at++]!.end('over')
        setting.subject.stop()
        const { length } = setting.attempts
        for (const deed of after) await act(setting, deed, open)
        setting.clock.advance(24 * 60 * 60_000)
        expect(setting.attempts).toHaveLength(length)
      }),
    )
  })
})

describe('a lost link', () => {
  test('is tried after growing delays, counted from one', async () => {
    const { clock, progress, attempts, subject } = setUp()
    const start = clock.now() + steadyMs
    clock.advance(steadyMs)
    subject.begin()
    for (const delayMs of [2_000, 4_000, 8_000]) {
      clock.advance(delayMs - 1)
      const { length } = attempts
      clock.advance(1)
      expect(attempts).toHaveLength(length + 1)
      await attempts.at(-1)!.end('failed')
    }
    expect(attempts.map(({ at }) => at - start)).toEqual([2_000, 6_000, 14_000])
    expect(progress.map(({ attempt }) => attempt)).toEqual([1, 1, 2, 2, 3, 3, 4])
    expect(progress[0]).toEqual({ attempt: 1, nextAttemptAt: start + 2_000 })
    expect(progress[1]).toEqual({ attempt: 1, nextAttemptAt: null })
  })

  test('is left alone as long as the server wants it', () => {
    const { clock, progress, attempts, subject } = setUp()
    clock.advance(steadyMs)
    subject.begin(120_000)
    expect(progress).toEqual([{ attempt: 1, nextAttemptAt: clock.now() + 122_000 }])
    clock.advance(121_999)
    expect(attempts).toHaveLength(0)
    clock.advance(1)
    expect(attempts).toHaveLength(1)
  })

  test('is tried at once when somebody says so, and with short delays from then on', async () => {
    const { clock, attempts, subject } = setUp()
    subject.begin()
    for (let failures = 0; failures < 8; failures++) {
      clock.advance(300_000)
      await attempts.at(-1)!.end('failed')
    }
    expect(attempts).toHaveLength(8)
    subject.hurry()
    expect(attempts).toHaveLength(9)
    await attempts.at(-1)!.end('failed')
    clock.advance(4_000)
    expect(attempts).toHaveLength(10)
  })

  test('waits while the system has no network', () => {
    let online = false
    const { clock, attempts, subject } = setUp({ online: () => online })
    subject.begin()
    clock.advance(60 * 60_000)
    expect(attempts).toHaveLength(0)
    online = true
    subject.hurry()
    expect(attempts).toHaveLength(1)
  })

  test('that breaks right after each attempt is not tried ever faster', async () => {
    const { clock, attempts, subject } = setUp()
    clock.advance(steadyMs)
    const waits: number[] = []
    for (let times = 0; times < 5; times++) {
      const from = clock.now()
      subject.begin()
      while (attempts.length === times) clock.advance(500)
      waits.push(clock.now() - from)
      await attempts.at(-1)!.end('connected')
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000])
    clock.advance(steadyMs)
    subject.begin()
    clock.advance(2_000)
    expect(attempts).toHaveLength(6)
  })

  test('that breaks while its attempt is just succeeding is tried again', async () => {
    const { clock, attempts, subject } = setUp()
    subject.begin()
    clock.advance(3_000)
    subject.begin()
    await attempts[0]!.end('connected')
    clock.advance(10_000)
    expect(attempts).toHaveLength(2)
  })
})
