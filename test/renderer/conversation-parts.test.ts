import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultFormat, type Entry, type EntryOf } from '../../app/message.ts'
import { failure, success, type Result } from '../../app/reasons.ts'
import { logItems, sameItem, withoutCutBlock } from '../../renderer/log/entry-groups.ts'
import { atDraft, sentTexts, stepInHistory } from '../../renderer/conversation/input-history.ts'
import { charactersLeft, maxTextLength } from '../../renderer/conversation/message-limit.ts'
import { nextNudgeAt, nudgeEveryMs, shakenBy, unshaken } from '../../renderer/conversation/nudges.ts'
import { createOutgoing } from '../../renderer/conversation/outgoing.ts'
import { nextTextSize } from '../../renderer/ui/text-sizes.ts'
import { withRecent } from '../../renderer/ui/emoticon-grid.tsx'
import { placeAfterKey } from '../../renderer/ui/toolbar-keys.ts'

const noon = new Date(2026, 10, 23, 12).getTime()
const minute = 60_000
const alice = { address: 'alice@example.com', name: 'Alice' }
const bob = { address: 'bob@example.com', name: 'Bob' }
let ids = 0

const text = (author: typeof alice, words: string, at = noon): EntryOf<'text'> => ({
  kind: 'text',
  id: `entry-${(ids += 1)}`,
  at,
  author,
  mine: author === alice,
  text: words,
  format: defaultFormat,
  delivery: { state: author === alice ? 'delivered' : 'received' },
})
const nudge = (author: typeof alice, at: number): EntryOf<'nudge'> => ({
  kind: 'nudge',
  id: `entry-${(ids += 1)}`,
  at,
  author,
  mine: author === alice,
  delivery: { state: 'received' },
})
const joined = (at = noon): EntryOf<'notice'> => ({
  kind: 'notice',
  id: `entry-${(ids += 1)}`,
  at,
  notice: { kind: 'joined', who: bob },
})

const shape = (entries: readonly Entry[]) =>
  logItems(entries, noon).map((item) =>
    item.kind === 'lines' ? item.entries.map((entry) => entry.text).join('+') : item.kind,
  )

describe('the log', () => {
  const cases: readonly (readonly [string, readonly Entry[], readonly string[]])[] = [
    [
      'lines of one author in a row stand together',
      [text(bob, 'a'), text(bob, 'b'), text(alice, 'c')],
      ['a+b', 'c'],
    ],
    [
      'another author begins a new block',
      [text(bob, 'a'), text(alice, 'b'), text(bob, 'c')],
      ['a', 'b', 'c'],
    ],
    ['an event comes between', [text(bob, 'a'), nudge(bob, noon), text(bob, 'b')], ['a', 'event', 'b']],
    ['a notice comes between', [text(bob, 'a'), joined(), text(bob, 'b')], ['a', 'event', 'b']],
    [
      'a later line begins a new block with its own time',
      [text(bob, 'a'), text(bob, 'b', noon + 4 * minute), text(bob, 'c', noon + 6 * minute)],
      ['a+b', 'c'],
    ],
    [
      'a changed name begins a new block',
      [text(bob, 'a'), text({ ...bob, name: 'Robert' }, 'b')],
      ['a', 'b'],
    ],
    [
      'another day is marked',
      [text(bob, 'a', noon - 24 * 60 * minute), text(bob, 'b', noon)],
      ['day', 'a', 'day', 'b'],
    ],
    ['nothing is nothing', [], []],
  ]
  test.each(cases)('%s', (...[, entries, expected]) => expect(shape(entries)).toEqual(expected))

  test('shows every entry once and in order, however they are mixed', () => {
    const anyEntry = fc
      .tuple(fc.constantFrom('alice', 'bob', 'nudge', 'joined'), fc.integer({ min: 0, max: 10_000_000 }))
      .map(([what, later]): Entry => {
        const at = noon + later
        if (what === 'nudge') return nudge(bob, at)
        if (what === 'joined') return joined(at)
        return text(what === 'alice' ? alice : bob, 'x', at)
      })
    fc.assert(
      fc.property(fc.array(anyEntry), (entries) => {
        const shown = logItems(entries, noon).flatMap((item): readonly Entry[] =>
          item.kind === 'lines' ? item.entries : item.kind === 'event' ? [item.entry] : [],
        )
        expect(shown).toEqual(entries)
      }),
    )
  })

  test('knows which blocks did not change when a line is added', () => {
    const entries = [text(bob, 'a'), text(alice, 'b')]
    const before = logItems(entries, noon)
    const after = logItems([...entries, text(alice, 'c')], noon)
    expect(before.map((item, index) => sameItem(item, after[index]!))).toEqual([true, false])
  })

  test('drops the rest of a block whose first line is gone, and leaves all others as they are', () => {
    const entries = [text(bob, 'a'), text(bob, 'b'), text(alice, 'c'), text(bob, 'd')]
    const before = logItems(entries, noon)
    const later = [...entries.slice(1), text(bob, 'e')]
    const after = logItems(withoutCutBlock(later, before), noon)
    expect(after.map(({ id }) => id)).toEqual(before.slice(1).map(({ id }) => id))
    expect(withoutCutBlock(later.slice(1), after)).toEqual(later.slice(1))
    expect(withoutCutBlock(entries, [])).toBe(entries)
    expect(withoutCutBlock(entries, logItems([text(bob, 'another log')], noon))).toBe(entries)
  })

  test('sees that a delivery changed', () => {
    const entry = text(alice, 'a')
    const [before] = logItems([entry], noon)
    const [after] = logItems([{ ...entry, delivery: { state: 'failed', reason: 'not-delivered' } }], noon)
    expect(sameItem(before!, after!)).toBe(false)
  })
})

describe('texts on their way out', () => {
  function outgoing(answer: (words: string) => Promise<Result<string>>) {
    const sent: string[] = []
    const refused: string[] = []
    const out = createOutgoing({
      send(words) {
        sent.push(words)
        return answer(words)
      },
      onRefused: (texts) => refused.push(...texts),
    })
    return { sent, refused, push: (words: string) => out.push(words, defaultFormat) }
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve))

  test('keep their order, one at a time, although the first takes longer', async () => {
    const first = Promise.withResolvers<Result<string>>()
    const out = outgoing((words) => (words === 'one' ? first.promise : Promise.resolve(success('id'))))
    for (const words of ['one', 'two', 'three']) out.push(words)
    await settled()
    expect(out.sent).toEqual(['one'])
    first.resolve(success('id'))
    await settled()
    expect(out.sent).toEqual(['one', 'two', 'three'])
    expect(out.refused).toEqual([])
  })

  test('come back together when one is refused, and none overtakes it', async () => {
    const out = outgoing((words) => Promise.resolve(words === 'two' ? failure('too-fast') : success('id')))
    for (const words of ['one', 'two', 'three']) out.push(words)
    await settled()
    expect(out.sent).toEqual(['one', 'two'])
    expect(out.refused).toEqual(['two', 'three'])
    out.push('four')
    await settled()
    expect(out.sent).toEqual(['one', 'two', 'four'])
  })
})

describe('the input history', () => {
  const entries = [text(alice, 'one'), text(bob, 'not mine'), text(alice, 'two'), text(alice, 'two')]

  test('holds what the user sent, newest first, repetitions once', () => {
    expect(sentTexts(entries)).toEqual(['two', 'one'])
  })

  test('goes back to the oldest and forth to what was being written', () => {
    const texts = sentTexts(entries)
    const back = stepInHistory(texts, atDraft, 'dra', 1)!
    expect(back.text).toBe('two')
    const further = stepInHistory(texts, back.place, back.text, 1)!
    expect(further.text).toBe('one')
    expect(stepInHistory(texts, further.place, further.text, 1)).toBeNull()
    const forth = stepInHistory(texts, further.place, further.text, -1)!
    expect(forth.text).toBe('two')
    expect(stepInHistory(texts, forth.place, forth.text, -1)).toEqual({ place: atDraft, text: 'dra' })
  })

  test('has nothing newer than what is being written', () => {
    expect(stepInHistory(['one'], { index: -1, draft: '' }, '', -1)).toBeNull()
  })
})

describe('nudges', () => {
  test('may be sent every ten seconds', () => {
    expect(nextNudgeAt([])).toBe(0)
    expect(nextNudgeAt([nudge(alice, noon), nudge(bob, noon + 5000)])).toBe(noon + nudgeEveryMs)
  })

  test('of others shake at most every ten seconds, one’s own each time', () => {
    const times = [0, 3000, 9999, 10_000, 12_000]
    let shaken = unshaken
    const shakes = times.map((time) => {
      const result = shakenBy([nudge(bob, noon + time)], shaken, noon + time)
      shaken = result.shaken
      return result.shake
    })
    expect(shakes).toEqual([true, false, false, true, false])
    expect(shakenBy([nudge(alice, noon + 12_500)], shaken, noon + 12_500).shake).toBe(true)
  })

  test('shake once, however often the log changes', () => {
    const entry = nudge(bob, noon)
    const first = shakenBy([entry], unshaken, noon)
    expect(shakenBy([entry, text(bob, 'a')], first.shaken, noon + 20_000).shake).toBe(false)
  })

  test('shake the window that they opened, but not one that is opened on an old log', () => {
    expect(shakenBy([nudge(bob, noon)], unshaken, noon + 1000).shake).toBe(true)
    expect(shakenBy([nudge(bob, noon)], unshaken, noon + 60_000).shake).toBe(false)
  })
})

test('the counter appears near the limit and goes below zero', () => {
  expect(charactersLeft('')).toBeNull()
  expect(charactersLeft('x'.repeat(maxTextLength - 1))).toBe(1)
  expect(charactersLeft('x'.repeat(maxTextLength + 3))).toBe(-3)
})

test('the size of the letters goes up, down, back, and not beyond its ends', () => {
  expect(nextTextSize(100, 1)).toBe(110)
  expect(nextTextSize(100, -1)).toBe(90)
  expect(nextTextSize(175, 0)).toBe(100)
  expect(nextTextSize(200, 1)).toBe(200)
  expect(nextTextSize(80, -1)).toBe(80)
})

test('an emoticon used again moves to the front, whichever of its codes was used', () => {
  expect(withRecent([':D', ':)', '(L)'], ':-)')).toEqual([':-)', ':D', '(L)'])
  expect(
    withRecent(
      Array.from({ length: 24 }, (_, index) => `unknown${index}`),
      ':)',
    ),
  ).toHaveLength(20)
})

describe('arrow keys in rows of tools', () => {
  const grid = [0, 1, 2, 3, 4, 5, 6].map((index) => ({
    left: (index % 3) * 30,
    top: Math.floor(index / 3) * 30,
  }))

  test.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 6, 0],
    ['ArrowLeft', 0, 6],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 5, 6],
    ['ArrowDown', 6, null],
    ['ArrowUp', 6, 3],
    ['ArrowUp', 1, null],
    ['Home', 4, 0],
    ['End', 4, 6],
    ['a', 4, null],
  ] as const)('%s leads from %i to %s', (key, from, to) => expect(placeAfterKey(key, grid, from)).toBe(to))
})
