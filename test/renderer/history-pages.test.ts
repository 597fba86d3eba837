import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { HistoryLine, HistoryPage, HistoryPlace } from '../../app/history.ts'
import { failure, success } from '../../app/reasons.ts'
import { maxLines, noPages, withEarlier, withLater, type Pages } from '../../renderer/history/pages.ts'
import { createReading } from '../../renderer/history/reading.ts'
import { bob, carol, KeptLines, own, said, start } from '../support/history-page.ts'

const kept = new KeptLines().addMany(bob, 1500, (index) => `line ${index}`)
const readKept = (
  { accountId, historyId }: { accountId: string; historyId: string },
  place: HistoryPlace,
  count: number,
) => Promise.resolve(success(kept.read(accountId, historyId, place, count)))
const withBob = { accountId: own, historyId: bob.address }
const seqs = (lines: readonly HistoryLine[]) => lines.map(({ seq }) => seq)

describe('pages of a conversation', () => {
  const moves = fc.array(fc.constantFrom<'earlier' | 'later'>('earlier', 'later'), {
    maxLength: 40,
  })

  test('are always lines that follow each other in the history, few enough to draw, whichever way one reads', () => {
    fc.assert(
      fc.property(fc.nat(1499), moves, (index, steps) => {
        const all = seqs(kept.lines)
        const first = kept.read(own, bob.address, { kind: 'around', seq: all[index]! }, 100)
        let pages: Pages = withLater(noPages, first)
        pages = { ...pages, earlier: first.earlier }
        for (const step of steps) {
          const edge = step === 'earlier' ? pages.lines[0]! : pages.lines.at(-1)!
          const place = { kind: step === 'earlier' ? 'before' : 'after', seq: edge.seq } as const
          const page = kept.read(own, bob.address, place, 100)
          pages = step === 'earlier' ? withEarlier(pages, page) : withLater(pages, page)
        }
        const shown = seqs(pages.lines)
        const at = all.indexOf(shown[0]!)
        expect(shown).toEqual(all.slice(at, at + shown.length))
        expect(shown.length).toBeLessThanOrEqual(maxLines)
        expect(pages.earlier).toBe(at > 0)
        expect(pages.later).toBe(at + shown.length < all.length)
      }),
      { numRuns: 60 },
    )
  })

  test('show no line twice when a page overlaps what is there', () => {
    const page = kept.read(own, bob.address, { kind: 'end' }, 50)
    const pages = withLater(noPages, page)
    expect(withLater(pages, page).lines).toEqual(page.lines)
    expect(withEarlier(pages, page).lines).toEqual(page.lines)
  })
})

describe('reading', () => {
  test('opens at the end, at a line, and at the first line of a day', async () => {
    const reading = createReading(readKept)
    await reading.open(withBob, { kind: 'end' })
    expect(reading.store.getState()).toMatchObject({ state: 'ready', target: null, opening: 1 })
    expect(reading.store.getState().pages.lines.at(-1)).toBe(kept.lines.at(-1))
    await reading.open(withBob, { kind: 'around', seq: kept.lines[700]!.seq })
    expect(reading.store.getState()).toMatchObject({ target: kept.lines[700]!.entry.id, opening: 2 })
    await reading.open(withBob, { kind: 'date', at: start + 90.5 * 60_000 })
    expect(reading.store.getState().target).toBe(kept.lines[91]!.entry.id)
  })

  test('drops the answer about a conversation that was left meanwhile', async () => {
    const answers: ((page: HistoryPage) => void)[] = []
    const reading = createReading(
      () => new Promise((resolve) => answers.push((page) => resolve(success(page)))),
    )
    const first = reading.open(withBob, { kind: 'end' })
    const second = reading.open({ ...withBob, historyId: carol.address }, { kind: 'end' })
    const ofCarol = { seq: 1, accountId: own, historyId: carol.address, entry: said(carol, 'hello', start) }
    answers[1]!({ lines: [ofCarol], earlier: false, later: false })
    answers[0]!({ lines: [{ ...ofCarol, historyId: bob.address }], earlier: false, later: false })
    await Promise.all([first, second])
    expect(reading.store.getState().pages.lines).toEqual([ofCarol])
    expect(reading.store.getState().talk).toEqual({ accountId: own, historyId: carol.address })
  })

  test('follows new lines only where the end is in sight', async () => {
    const growing = new KeptLines().addMany(bob, 300, (index) => `line ${index}`)
    const reading = createReading((talk, place, count) =>
      Promise.resolve(success(growing.read(talk.accountId, talk.historyId, place, count))),
    )
    await reading.open(withBob, { kind: 'end' })
    growing.add(bob.address, said(bob, 'new', start + 1e9))
    await reading.follow()
    expect(reading.store.getState().pages.lines.at(-1)?.entry).toMatchObject({ text: 'new' })
    await reading.open(withBob, { kind: 'date', at: 0 })
    growing.add(bob.address, said(bob, 'newer', start + 2e9))
    const before = reading.store.getState().pages
    await reading.follow()
    expect(reading.store.getState().pages).toBe(before)
  })

  test('misses no line that comes while it reads', async () => {
    const growing = new KeptLines().addMany(bob, 3, (index) => `line ${index}`)
    const reading = createReading(async (talk, place, count) => {
      const page = growing.read(talk.accountId, talk.historyId, place, count)
      await Promise.resolve()
      return success(page)
    })
    await reading.open(withBob, { kind: 'end' })
    growing.add(bob.address, said(bob, 'one', start + 1e9))
    const following = reading.follow()
    growing.add(bob.address, said(bob, 'two', start + 2e9))
    await Promise.all([following, reading.follow()])
    await vi.waitFor(() => expect(reading.store.getState().pages.lines).toHaveLength(5))
  })

  /** A reading whose answers come when the test says so, from what is kept when they come. */
  function slowReading(lines: KeptLines) {
    const asked: (() => void)[] = []
    const reading = createReading(
      ({ accountId, historyId }, place, count) =>
        new Promise((resolve) => {
          const page = lines.read(accountId, historyId, place, count)
          asked.push(() => resolve(success(page)))
        }),
    )
    const answer = async () => {
      await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0))
      asked.shift()!()
    }
    return { reading, answer }
  }

  test('misses no line that comes while a conversation opens', async () => {
    const growing = new KeptLines().addMany(bob, 3, (index) => `line ${index}`)
    const { reading, answer } = slowReading(growing)
    const opened = reading.open(withBob, { kind: 'end' })
    growing.add(bob.address, said(bob, 'meanwhile', start + 1e9))
    void reading.follow()
    await answer()
    await opened
    await answer()
    await vi.waitFor(() =>
      expect(reading.store.getState().pages.lines.at(-1)?.entry).toMatchObject({ text: 'meanwhile' }),
    )
  })

  test('reads anew what was deleted while a page was being read, and leaves no hole', async () => {
    const shrinking = new KeptLines().addMany(bob, 600, (index) => `line ${index}`)
    const { reading, answer } = slowReading(shrinking)
    const opened = reading.open(withBob, { kind: 'end' })
    await answer()
    await opened
    const more = reading.more('earlier')
    shrinking.lines = shrinking.lines.filter((_line, index) => index % 2 === 0)
    void reading.renew()
    await answer()
    await more
    await answer()
    const all = seqs(shrinking.lines)
    await vi.waitFor(() => {
      const shown = seqs(reading.store.getState().pages.lines)
      expect(shown).toEqual(all.slice(all.indexOf(shown[0]!), all.indexOf(shown[0]!) + shown.length))
    })
  })

  test('tells when the line that was asked for is gone, and goes to the one after it', async () => {
    const shrinking = new KeptLines().addMany(bob, 300, (index) => `line ${index}`)
    const reading = createReading((talk, place, count) =>
      Promise.resolve(success(shrinking.read(talk.accountId, talk.historyId, place, count))),
    )
    const [line, after] = [shrinking.lines[100]!, shrinking.lines[101]!]
    expect(await reading.open(withBob, { kind: 'around', seq: line.seq })).toBe(true)
    shrinking.lines = shrinking.lines.filter((each) => each !== line)
    expect(await reading.open(withBob, { kind: 'around', seq: line.seq })).toBe(false)
    expect(reading.store.getState().target).toBe(after.entry.id)
  })

  test('says why it cannot go on, and keeps what it has', async () => {
    let broken = false
    const reading = createReading((talk, place, count) =>
      broken ? Promise.resolve(failure('disk-failed')) : readKept(talk, place, count),
    )
    await reading.open(withBob, { kind: 'end' })
    const { lines } = reading.store.getState().pages
    broken = true
    await reading.more('earlier')
    expect(reading.store.getState()).toMatchObject({ state: 'ready', reason: 'disk-failed' })
    expect(reading.store.getState().pages.lines).toEqual(lines)
    broken = false
    await reading.more('earlier')
    expect(reading.store.getState().reason).toBeNull()
    expect(reading.store.getState().pages.lines.length).toBeGreaterThan(lines.length)
  })

  test('says why a conversation cannot be read', async () => {
    const reading = createReading(() => Promise.resolve(failure('disk-failed')))
    await reading.open(withBob, { kind: 'end' })
    expect(reading.store.getState()).toMatchObject({ state: 'failed', reason: 'disk-failed' })
  })
})
