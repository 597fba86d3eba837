import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OutboxStorage } from '../../main/storage/outbox.ts'
import { DeliveryWorld, type Fate } from './delivery-world.ts'

/** What may happen to Alice and Bob. */
type Happening =
  | { readonly kind: 'write'; readonly words: number }
  | { readonly kind: 'handle'; readonly room: number; readonly count: number; readonly fate: Fate }
  | { readonly kind: 'answer-late' | 'bob-leaves' | 'close'; readonly room: number; readonly count: number }
  | { readonly kind: 'bob'; readonly there: boolean; readonly told: boolean }
  | { readonly kind: 'link'; readonly up: boolean }
  | { readonly kind: 'grants'; readonly granted: boolean }
  | { readonly kind: 'leaving'; readonly answer: DeliveryWorld['leaving'] }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'retry' | 'discard'; readonly which: number }
  | { readonly kind: 'shut' }
  | { readonly kind: 'kill'; readonly arriving: number; readonly awayMs: number }

const room = fc.nat(3)
const count = fc.nat(4)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('write' as const), words: fc.constantFrom(1, 1, 1, 700) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      ...{ kind: fc.constant('handle' as const), room, count },
      fate: fc.constantFrom<Fate>('ack', 'ack', 'ack', 'nak', 'unanswered', 'lost'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{
        kind: fc.constantFrom('answer-late' as const, 'bob-leaves' as const, 'close' as const),
        room,
        count,
      },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('bob' as const), there: fc.boolean(), told: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('link' as const), up: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('grants' as const), granted: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('leaving' as const),
      answer: fc.constantFrom<DeliveryWorld['leaving'][]>('stored', 'refused', 'unanswered', null),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      ms: fc.constantFrom(1_000, 3_000, 15_000, 30_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('retry' as const, 'discard' as const), which: fc.nat(5) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('shut' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ kind: fc.constant('kill' as const), arriving: count },
      awayMs: fc.constantFrom(1_000, 60 * 60_000),
    }),
  },
)

/** One story of Alice and Bob, and what the user did in it. */
class Story {
  readonly world = new DeliveryWorld()
  /** Every line that was shown, by its number. */
  readonly lines = new Map<number, string>()
  /** So often the user sent a line again. */
  readonly retries = new Map<number, number>()
  readonly discarded = new Set<number>()
  /** Lines of which it was once said that nobody knows. */
  readonly doubted = new Set<number>()
  #written = 0

  async run(happenings: readonly Happening[]): Promise<void> {
    for (const one of happenings) {
      this.#happen(one)
      await this.world.settle()
      this.#look()
    }
    await this.#end()
  }

  #happen(one: Happening): void {
    const { world } = this
    switch (one.kind) {
      case 'write':
        return this.#write(one.words)
      case 'handle':
        return world.handle(one.room, one.count, one.fate)
      case 'answer-late':
        return world.answerLate(one.room)
      case 'bob-leaves':
        return world.bobLeaves(one.room, one.count % 2 === 0)
      case 'close':
        return world.close(one.room, one.count)
      case 'bob':
        world.bobIsThere = one.there
        return one.told ? world.shown() : undefined
      case 'link':
        if (one.up === world.isLinked) return
        return one.up ? world.signedIn() : world.loseLink()
      case 'grants':
        world.grants = one.granted
        return
      case 'leaving':
        world.leaving = one.answer
        return
      case 'time':
        return world.clock.advance(one.ms)
      case 'retry':
        return this.#retry(one.which)
      case 'discard':
        return this.#discard(one.which)
      case 'shut':
        return world.shut()
      case 'kill':
        world.kill(one.arriving)
        world.clock.advance(one.awayMs)
        world.start()
        return world.open()
    }
  }

  /** Everything may go its way now, until nothing is on its way any more. */
  async #end(): Promise<void> {
    const { world } = this
    Object.assign(world, { bobIsThere: true, grants: true })
    if (!world.isLinked) world.signedIn()
    world.open()
    world.shown()
    for (let round = 0; round < 40; round++) {
      for (let number = 0; number < world.rooms; number++) world.handle(number, 99, 'ack')
      await world.settle()
      this.#look()
      world.clock.advance(5_000)
    }
    await world.settle()
    this.#look()
  }

  #write(words: number): void {
    const number = ++this.#written
    const text = Array.from({ length: words }, (_, word) => `${number}.${word}`).join(' ')
    this.world.write(text)
    this.lines.set(number, text)
  }

  #undelivered() {
    const open = ['failed', 'uncertain', 'waiting']
    return this.world.log.filter(({ delivery }) => open.includes(delivery.state))
  }

  #retry(which: number): void {
    const lines = this.#undelivered()
    const line = lines[which % Math.max(1, lines.length)]
    if (line === undefined) return
    const number = numberOf(line.text)
    this.retries.set(number, (this.retries.get(number) ?? 0) + 1)
    this.world.retry(line.id)
  }

  #discard(which: number): void {
    const lines = this.#undelivered()
    const line = lines[which % Math.max(1, lines.length)]
    if (line === undefined) return
    this.discarded.add(numberOf(line.text))
    this.world.discard(line.id)
  }

  #look(): void {
    for (const { delivery, text } of this.world.log) {
      if (delivery.state === 'uncertain') this.doubted.add(numberOf(text))
    }
  }
}

const numberOf = (text: string): number => Number(text.split('.')[0])
const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')

async function storyOf(happenings: readonly Happening[]): Promise<Story> {
  const story = new Story()
  await story.run(happenings)
  return story
}

const law = (check: (story: Story) => void, runs = 400) =>
  fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 40 }), async (happenings) =>
      check(await storyOf(happenings)),
    ),
    { numRuns: runs },
  )

/** So often Bob has a word, by what was delivered to him and what is kept for him. */
function timesOf({ world }: Story): Map<string, number> {
  const times = new Map<string, number>()
  for (const word of [...world.received, ...world.stored].flatMap(wordsOf))
    times.set(word, (times.get(word) ?? 0) + 1)
  return times
}

describe('whatever happens to lines, the network and the program', () => {
  test('the other side never has anything twice unless the user sent it again', () =>
    law((story) => {
      for (const [word, times] of timesOf(story)) {
        expect(times, word).toBeLessThanOrEqual(1 + (story.retries.get(numberOf(word)) ?? 0))
      }
    }))

  test('every line that was shown stands in the log or was discarded, and its fate is the truth', () =>
    law((story) => {
      const times = timesOf(story)
      const shown = story.world.log
      const numbers = shown.map(({ text }) => numberOf(text))
      const kept = [...story.lines.keys()].filter((number) => !story.discarded.has(number))
      expect(new Set(numbers).size).toBe(numbers.length)
      for (const { text, delivery } of shown) {
        const had = wordsOf(text).map((word) => times.get(word) ?? 0)
        expect(delivery.state).not.toBe('sending')
        if (delivery.state === 'delivered' || delivery.state === 'stored')
          expect(Math.min(...had), text.slice(0, 9)).toBeGreaterThan(0)
        if (delivery.state === 'failed' || delivery.state === 'waiting')
          expect(Math.max(...had), text.slice(0, 9)).toBe(0)
      }
      // After a restart the lines that had arrived are in the history, not in the conversation.
      for (const number of kept.filter((one) => !numbers.includes(one)))
        expect(times.get(`${number}.0`) ?? 0, `line ${number}`).toBeGreaterThan(0)
    }))

  test('what arrived without doubt and without the user’s doing arrived in the order in which it was written', () =>
    law((story) => {
      const sure = story.world.received
        .flatMap(wordsOf)
        .filter((word) => !story.doubted.has(numberOf(word)) && !story.retries.has(numberOf(word)))
        .map((word) => word.split('.').map(Number))
      const sorted = sure.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d)
      expect(sure).toEqual(sorted)
    }))

  test('the disk has exactly what did not arrive', () =>
    law((story) => {
      story.world.clock.advance(10_000)
      const undelivered = story.world.log.filter(
        ({ delivery }) => delivery.state !== 'delivered' && delivery.state !== 'stored',
      )
      const lines = new OutboxStorage(story.world.database).lines('local/alice@example.com')
      expect(lines.map(({ entry }) => entry.id).toSorted()).toEqual(
        undelivered.map(({ id }) => id).toSorted(),
      )
      for (const { entry } of lines) {
        expect(entry.delivery).toEqual(undelivered.find(({ id }) => id === entry.id)?.delivery)
      }
      expect(story.world.faults).toEqual([])
    }))
})
