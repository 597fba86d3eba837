import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HistoryLine, HistoryPage, HistoryPlace } from '../../app/history.ts'
import { defaultFormat, type Entry } from '../../app/message.ts'
import { failure, success, type Result } from '../../app/reasons.ts'
import { createPast, maxPastLines } from '../../renderer/conversation/past.ts'

const bob = { address: 'bob@example.com', name: 'Bob' }

const lineOf = (seq: number): HistoryLine => {
  const entry: Entry = {
    ...{ kind: 'text', id: `entry-${seq}`, at: seq, author: bob, mine: false, text: `line ${seq}` },
    ...{ format: defaultFormat, delivery: { state: 'received' } },
  }
  return { seq, accountId: 'local/alice@example.com', historyId: bob.address, entry }
}

/** A history and an open conversation, of which the history keeps every line, or (`notKept`) some not. */
class World {
  kept: readonly HistoryLine[]
  live: readonly HistoryLine[] = []
  readonly #limit: number
  #last: number

  constructor(before: number, limit: number) {
    this.kept = Array.from({ length: before }, (_, index) => lineOf(index + 1))
    this.#last = before
    this.#limit = limit
  }

  say(isKept = true): void {
    const line = lineOf((this.#last += 1))
    if (isKept) this.kept = [...this.kept, line]
    this.live = [...this.live, line].slice(-this.#limit)
  }

  /** Deletes for good, from the conversation, too. */
  delete(index: number): void {
    const gone = this.kept[index % Math.max(1, this.kept.length)]
    this.kept = this.kept.filter((line) => line !== gone)
    this.live = this.live.filter((line) => line !== gone)
  }

  /** Out of the conversation only. */
  takeBack(index: number): HistoryLine | undefined {
    const gone = this.live[index % Math.max(1, this.live.length)]
    this.live = this.live.filter((line) => line !== gone)
    return gone
  }

  read(place: HistoryPlace, count: number): HistoryPage {
    const index = this.#indexOf(place)
    const [from, to] = place.kind === 'after' ? [index, index + count] : [Math.max(0, index - count), index]
    return { lines: this.kept.slice(from, to), earlier: from > 0, later: to < this.kept.length }
  }

  #indexOf(place: HistoryPlace): number {
    switch (place.kind) {
      case 'end':
        return this.kept.length
      case 'before':
        return this.kept.filter(({ seq }) => seq < place.seq).length
      case 'after':
        return this.kept.filter(({ seq }) => seq <= place.seq).length
      case 'around':
      case 'date':
      case 'before-entry':
        throw new Error(`A conversation does not ask for ${place.kind}.`)
    }
  }
}

const entriesOf = (lines: readonly HistoryLine[]) => lines.map(({ entry }) => entry)
const seqs = (lines: readonly HistoryLine[]) => lines.map(({ seq }) => seq)

type Step =
  | { readonly do: 'say' }
  | { readonly do: 'say-not-kept' }
  | { readonly do: 'renew' }
  | { readonly do: 'more' | 'delete' | 'take-back'; readonly number: number }

const number = fc.nat(40)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Step>({ do: 'say' }, { do: 'say-not-kept' }, { do: 'renew' }) },
  { weight: 2, arbitrary: number.map((count): Step => ({ do: 'more', number: count + 1 })) },
  { weight: 1, arbitrary: number.map((index): Step => ({ do: 'delete', number: index })) },
  { weight: 1, arbitrary: number.map((index): Step => ({ do: 'take-back', number: index })) },
)

describe('what was said before', () => {
  test('is shown once, in order and without a hole, whatever happens while it is read', async () => {
    const story = fc.asyncProperty(
      fc.nat(60),
      fc.integer({ min: 1, max: 6 }),
      fc.nat(10),
      fc.nat(25),
      fc.array(step, { maxLength: 30 }),
      fc.scheduler(),
      async (before, limit, said, first, steps, scheduler) => {
        const world = new World(before, limit)
        for (let index = 0; index < said; index++) world.say()
        const takenBack = new Set<number>()
        const past = createPast({
          liveLimit: limit,
          read: (place, count) =>
            scheduler.schedule(Promise.resolve()).then(() => success(world.read(place, count))),
        })
        /** The window filters the lines that it shows as those of the open conversation already. */
        const shown = () => past.store.getState().lines.filter((line) => !world.live.includes(line))
        const check = () => {
          const all = [...seqs(shown()), ...seqs(world.live)]
          expect(new Set(all).size).toBe(all.length)
          expect(seqs(shown())).toEqual(seqs(shown()).toSorted((one, other) => one - other))
          for (const seq of takenBack) expect(seqs(shown())).not.toContain(seq)
        }
        past.note(entriesOf(world.live))
        past.open(first)
        for (const each of steps) {
          if (each.do === 'say' || each.do === 'say-not-kept') world.say(each.do === 'say')
          else if (each.do === 'renew') past.renew()
          else if (each.do === 'more') past.more(each.number)
          else if (each.do === 'delete') world.delete(each.number)
          else {
            const gone = world.takeBack(each.number)
            if (gone !== undefined) takenBack.add(gone.seq)
          }
          past.note(entriesOf(world.live))
          check()
          if (scheduler.count() > 0) await scheduler.waitOne()
          check()
        }
        await scheduler.waitIdle()
        past.renew()
        await scheduler.waitIdle()
        check()
        const wanted = world.kept.filter((line) => !world.live.includes(line) && !takenBack.has(line.seq))
        const lines = seqs(shown())
        expect(lines).toEqual(seqs(wanted).slice(wanted.length - lines.length))
        if (past.store.getState().state === 'ready' && lines.length > 0)
          expect(past.store.getState().earlier || lines.length === wanted.length).toBe(true)
      },
    )
    await fc.assert(story, { numRuns: 400 })
  })

  const reading = (answer: (place: HistoryPlace, count: number) => Result<HistoryPage>) => {
    const asked: (readonly [HistoryPlace, number])[] = []
    const past = createPast({
      liveLimit: 1000,
      read: (place, count) => {
        asked.push([place, count])
        return Promise.resolve(answer(place, count))
      },
    })
    return { past, asked }
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve))

  test('begins behind lines that were said since the conversation was opened', async () => {
    const world = new World(100, 1000)
    for (let index = 0; index < 450; index++) world.say()
    const { past } = reading((place, count) => success(world.read(place, count)))
    past.note(entriesOf(world.live))
    past.open(20)
    await settled()
    expect(seqs(past.store.getState().lines)).toEqual(Array.from({ length: 20 }, (_, index) => 81 + index))
  })

  test('is held up to a limit; after that nothing more is read', async () => {
    const world = new World(10_000, 1000)
    const { past, asked } = reading((place, count) => success(world.read(place, count)))
    past.open(20)
    await settled()
    for (let page = 0; page < 60; page++) {
      past.more(50)
      await settled()
    }
    const { lines, earlier } = past.store.getState()
    expect([lines.length, lines[0]!.seq, earlier]).toEqual([maxPastLines, 10_001 - maxPastLines, true])
    const before = asked.length
    past.more(50)
    await settled()
    expect(asked.length).toBe(before)
  })

  test('that cannot be read leaves what is there, and can be tried again', async () => {
    const world = new World(100, 1000)
    let works = true
    const { past } = reading((place, count) =>
      works ? success(world.read(place, count)) : failure('disk-failed'),
    )
    past.open(20)
    await settled()
    works = false
    past.more(50)
    await settled()
    expect(past.store.getState()).toMatchObject({ state: 'failed' })
    expect(past.store.getState().lines).toHaveLength(20)
    works = true
    past.more(50)
    await settled()
    expect(past.store.getState()).toMatchObject({ state: 'ready' })
    expect(past.store.getState().lines).toHaveLength(70)
  })

  test.each([
    ['nothing', 0, 3, false],
    ['something', 1, 3, true],
    ['something behind a long talk', 1, 500, true],
  ])(
    'is only looked for where the user does not want to see it: %s',
    async (_what, before, said, earlier) => {
      const world = new World(before, 1000)
      for (let index = 0; index < said; index++) world.say()
      const { past } = reading((place, count) => success(world.read(place, count)))
      past.note(entriesOf(world.live))
      past.open(0)
      await settled()
      expect(past.store.getState()).toMatchObject({ lines: [], earlier, state: 'ready' })
    },
  )
})
