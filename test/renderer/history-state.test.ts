import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { HistoryHits, HistorySearch } from '../../app/history.ts'
import { failure, success, type Result } from '../../app/reasons.ts'
import { dayBegin, dayField } from '../../renderer/history/days.ts'
import { createSearching } from '../../renderer/history/searching.ts'
import { rowForKey, sideRows } from '../../renderer/history/side-rows.ts'
import { snippetOf } from '../../renderer/history/snippet.ts'
import { namedTalks, talksFor, type NamedTalk } from '../../renderer/history/talks.ts'
import { bob, KeptLines, own } from '../support/history-page.ts'

const kept = new KeptLines().addMany(bob, 1500, (index) => `line ${index}`)

describe('searching', () => {
  /** A search whose answers come when the test says so. */
  function slowly() {
    const asked: { readonly search: HistorySearch; answer(result: Result<HistoryHits>): void }[] = []
    const searching = createSearching(
      (search) => new Promise((resolve) => asked.push({ search, answer: resolve })),
      0,
    )
    const at = async (index: number) => {
      await vi.waitFor(() => expect(asked[index]).toBeDefined())
      return asked[index]!
    }
    return { searching, asked, at }
  }
  const found = (text: string, more = false): Result<HistoryHits> =>
    success({ ...kept.search(searchFor(text)), more })
  const searchFor = (text: string): HistorySearch => ({
    ...{ text, accountId: null, historyId: null, from: null, to: null, before: null, count: 2 },
  })

  test('never shows the answer to an earlier question', async () => {
    const { searching, at } = slowly()
    searching.set({ text: 'line 7' })
    const first = await at(0)
    searching.set({ text: 'line 8' })
    const second = await at(1)
    second.answer(found('line 8'))
    first.answer(found('line 7'))
    await vi.waitFor(() => expect(searching.store.getState().state).toBe('ready'))
    for (const { line } of searching.store.getState().hits)
      expect(line.entry).toMatchObject({ text: /^line 8/ })
  })

  test('asks once for what is typed in one go', async () => {
    const asked: string[] = []
    const searching = createSearching(({ text }) => {
      asked.push(text)
      return Promise.resolve(found(text))
    }, 5)
    for (const text of ['l', 'li', 'lin', 'line']) searching.set({ text })
    await vi.waitFor(() => expect(searching.store.getState().state).toBe('ready'))
    expect(asked).toEqual(['line'])
  })

  test('is empty at once when the words are taken away, whatever is still under way', async () => {
    const { searching, at } = slowly()
    searching.set({ text: 'line' })
    const asked = await at(0)
    searching.set({ text: ' ' })
    expect(searching.store.getState()).toMatchObject({ state: 'idle', hits: [] })
    asked.answer(found('line'))
    await Promise.resolve()
    expect(searching.store.getState()).toMatchObject({ state: 'idle', hits: [] })
  })

  test('goes on behind the last hit, once at a time', async () => {
    const { searching, asked, at } = slowly()
    searching.set({ text: 'line' })
    ;(await at(0)).answer(found('line', true))
    await vi.waitFor(() => expect(searching.store.getState().state).toBe('ready'))
    void searching.more()
    void searching.more()
    const next = await at(1)
    expect(asked).toHaveLength(2)
    expect(next.search.before).toBe(searching.store.getState().hits.at(-1)?.line.seq)
    next.answer(success(kept.search({ ...searchFor('line'), before: next.search.before })))
    await vi.waitFor(() => expect(searching.store.getState().hits).toHaveLength(4))
    expect(new Set(searching.store.getState().hits.map(({ line }) => line.seq)).size).toBe(4)
  })

  test('keeps what was found when it cannot go on, and tries again when it is asked to', async () => {
    const { searching, at } = slowly()
    searching.set({ text: 'line' })
    ;(await at(0)).answer(found('line', true))
    await vi.waitFor(() => expect(searching.store.getState().state).toBe('ready'))
    void searching.more()
    ;(await at(1)).answer(failure('disk-failed'))
    await vi.waitFor(() => expect(searching.store.getState().state).toBe('failed'))
    expect(searching.store.getState().hits).toHaveLength(2)
    void searching.more()
    const { search, answer } = await at(2)
    answer(success(kept.search({ ...searchFor('line'), before: search.before })))
    await vi.waitFor(() => expect(searching.store.getState().hits).toHaveLength(4))
    expect(searching.store.getState()).toMatchObject({ state: 'ready', reason: null })
  })

  test('says why it failed', async () => {
    const searching = createSearching(() => Promise.resolve(failure('disk-failed')), 0)
    searching.set({ text: 'line' })
    await vi.waitFor(() =>
      expect(searching.store.getState()).toMatchObject({ state: 'failed', reason: 'disk-failed' }),
    )
  })
})

const talk = (name: string, lastAt: number, change: Partial<NamedTalk> = {}): NamedTalk => ({
  accountId: own,
  historyId: `${name.toLowerCase().replace(/\W/g, '')}@example.com`,
  group: false,
  people: [{ address: `${name.toLowerCase()}@example.com`, name }],
  ...{ name, lines: 1, firstAt: lastAt, lastAt },
  ...change,
})

describe('the list', () => {
  const talks = ['Zoë', 'Bob', 'Barbara', 'Bernd', 'Bea', 'Jo Bill'].map((name, index) =>
    talk(name, 100 - index),
  )
  const hits = kept.search({
    ...{ text: 'line', accountId: null, historyId: null, from: null, to: null, before: null, count: 2 },
  }).hits
  const query = { text: 'b', accountId: null, historyId: null, from: null, to: null }

  test('has the conversation last used first, by the user’s own names', () => {
    const [first, second] = namedTalks([talk('Bob', 1), talk('Carol', 2)], {}, 'Group')
    expect([first?.name, second?.name]).toEqual(['Carol', 'Bob'])
    expect(namedTalks([talk('x', 1, { people: [] })], {}, 'Group')[0]?.name).toBe('Group')
  })

  test.each([
    ['zoe', ['Zoë']],
    ['B EXAMPLE', ['Bob', 'Barbara', 'Bernd', 'Bea', 'Jo Bill']],
    ['ob', []],
    ['bob@exa', ['Bob']],
    ['nobody', []],
    ['  ', ['Zoë', 'Bob', 'Barbara', 'Bernd', 'Bea', 'Jo Bill']],
  ])('finds for %j the names %j', (text, names) => {
    expect(talksFor(talks, text).map(({ name }) => name)).toEqual(names)
  })

  test('shows a few names that were found and, when asked, all of them, above the lines', () => {
    const kinds = (all: boolean) => sideRows(talks, { query, hits }, all).map(({ kind }) => kind)
    expect(kinds(true)).toEqual(['heading', 'talk', 'talk', 'talk', 'talk', 'talk', 'heading', 'hit', 'hit'])
    expect(kinds(false)).toEqual(['heading', 'talk', 'talk', 'talk', 'all-names', 'heading', 'hit', 'hit'])
    expect(sideRows(talks, { query: { ...query, historyId: 'x' }, hits }, false)[0]).toMatchObject({
      of: 'lines',
    })
  })

  test('has keys that pass over headings and stay inside', () => {
    const rows = sideRows(talks, { query, hits }, false)
    const names = rows.map(({ kind }) => kind)
    const from = (at: number, key: string) => rowForKey(key, rows, at, 3)
    expect(from(-1, 'ArrowDown')).toBe(1)
    expect(from(4, 'ArrowDown')).toBe(6)
    expect(from(6, 'ArrowUp')).toBe(4)
    expect(from(1, 'ArrowUp')).toBe(1)
    expect(from(3, 'Home')).toBe(1)
    expect(from(3, 'End')).toBe(rows.length - 1)
    expect(from(7, 'PageDown')).toBe(names.length - 1)
    expect(from(3, 'x')).toBeNull()
  })
})

describe('a piece of a line around what was found', () => {
  test('begins near the word, at a word, on one line', () => {
    const text = `${'before '.repeat(20)}\nneedle after`
    const { text: piece, marks } = snippetOf(text, [[text.indexOf('needle'), 6]])
    expect(piece).toMatch(/^…(before )+ needle after$/)
    expect(marks.map(([at, length]) => piece.slice(at, at + length))).toEqual(['needle'])
  })

  test('has its marks on the same words as the whole, whatever the text', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 400 })
    fc.assert(
      fc.property(texts, fc.nat(400), fc.integer({ min: 1, max: 10 }), (text, at, length) => {
        const begin = Math.min(at, Math.max(0, text.length - 1))
        const mark = [begin, Math.min(length, text.length - begin)] as const
        const { text: piece, marks } = snippetOf(text, [mark])
        for (const [from, size] of marks)
          expect(piece.slice(from, from + size)).toBe(
            text.slice(begin, begin + size).replace(/[\s\p{Cc}]/gu, ' '),
          )
        if (mark[1] > 0) expect(marks).toHaveLength(1)
      }),
    )
  })
})

describe('a day', () => {
  test('begins and ends at midnight, local time', () => {
    expect(dayBegin('2025-11-03')).toBe(new Date(2025, 10, 3).getTime())
    expect(dayBegin('2025-12-31', 1)).toBe(new Date(2026, 0, 1).getTime())
    expect(dayField(new Date(2025, 10, 3, 23, 59).getTime())).toBe('2025-11-03')
    for (const field of ['', '2025-13', '1601-01-01', 'soon']) expect(dayBegin(field)).toBeNull()
  })
})
