import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { HistoryLine, HistoryPage, HistoryPlace } from '../../app/history.ts'
import { HistoryReader } from '../../main/storage/history/history-reader.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import { alice, anyLines, bob, textLine } from './history-lines.ts'

let writer: HistoryFileWriter
let reader: HistoryReader

beforeEach(() => {
  writer = new HistoryFileWriter(':memory:')
  reader = new HistoryReader(writer.database)
})

const read = (place: HistoryPlace, count: number): HistoryPage =>
  reader.read(alice, bob.address, place, count)
const idsOf = (page: HistoryPage): string => page.lines.map(({ entry }) => entry.id).join('')
const seqOf = (id: string): number =>
  read({ kind: 'end' }, 200).lines.find(({ entry }) => entry.id === id)!.seq

describe('pages', () => {
  /** All lines of a conversation, by pages from its end to its beginning, or the other way round. */
  function* joined(first: HistoryPage, kind: 'before' | 'after', historyId: string): Generator<HistoryLine> {
    let page = first
    for (;;) {
      yield* kind === 'before' ? page.lines.toReversed() : page.lines
      const last = kind === 'before' ? page.lines[0] : page.lines.at(-1)
      if (!(kind === 'before' ? page.earlier : page.later) || last === undefined) return
      page = reader.read(alice, historyId, { kind, seq: last.seq }, page.lines.length)
      expect(page.lines.length).toBeGreaterThan(0)
      expect(kind === 'before' ? page.later : page.earlier).toBe(true)
    }
  }

  test('that follow each other are the whole conversation, in the order of time, nothing twice', () => {
    fc.assert(
      fc.property(anyLines, fc.integer({ min: 1, max: 9 }), (lines, count) => {
        writer = new HistoryFileWriter(':memory:')
        reader = new HistoryReader(writer.database)
        for (const line of lines) writer.write([line], [])
        for (const historyId of ['bob@example.com', 'group:7']) {
          const own = lines.filter((line) => line.accountId === alice && line.historyId === historyId)
          const ids = own.map(({ entry }) => entry.id).sort()
          const end = reader.read(alice, historyId, { kind: 'end' }, count)
          const up = [...joined(end, 'before', historyId)].toReversed()
          const begin = reader.read(alice, historyId, { kind: 'around', seq: 0 }, count)
          const down = [...joined(begin, 'after', historyId)]
          expect(down).toEqual(up)
          expect(up.map(({ entry }) => entry.id).sort()).toEqual(ids)
          const seqs = up.map(({ seq }) => seq)
          expect(seqs).toEqual(seqs.toSorted((one, other) => one - other))
          const times = up.map(({ entry }) => Math.floor(Math.min(Math.max(entry.at, 0), 8.79e12)))
          expect(times).toEqual(times.toSorted((one, other) => one - other))
        }
        writer.close()
      }),
    )
  })

  // Lines a to g at 100, 200 ... 700.
  test.each<[string, () => HistoryPlace, number, string, earlier: boolean, later: boolean]>([
    ['the end', () => ({ kind: 'end' }), 3, 'efg', true, false],
    ['the end of all', () => ({ kind: 'end' }), 7, 'abcdefg', false, false],
    ['before a line', () => ({ kind: 'before', seq: seqOf('e') }), 3, 'bcd', true, true],
    ['before the second line', () => ({ kind: 'before', seq: seqOf('b') }), 3, 'a', false, true],
    ['before the first line', () => ({ kind: 'before', seq: seqOf('a') }), 3, '', false, true],
    ['after a line', () => ({ kind: 'after', seq: seqOf('c') }), 3, 'def', true, true],
    ['after the last line', () => ({ kind: 'after', seq: seqOf('g') }), 3, '', true, false],
    ['after a line that is gone', () => ({ kind: 'after', seq: 450 * 1024 }), 2, 'ef', true, true],
    ['around a line', () => ({ kind: 'around', seq: seqOf('d') }), 3, 'cde', true, true],
    ['around the first line', () => ({ kind: 'around', seq: seqOf('a') }), 3, 'abc', false, true],
    ['around the last line', () => ({ kind: 'around', seq: seqOf('g') }), 3, 'efg', true, false],
    ['around a line, all', () => ({ kind: 'around', seq: seqOf('d') }), 20, 'abcdefg', false, false],
    ['before a kept entry', () => ({ kind: 'before-entry', entryId: 'd', at: 0 }), 2, 'bc', true, true],
    [
      'before an entry that was not kept',
      () => ({ kind: 'before-entry', entryId: 'x', at: 400 }),
      2,
      'bc',
      true,
      true,
    ],
    [
      'before an entry of another conversation',
      () => ({ kind: 'before-entry', entryId: 'z', at: 300 }),
      9,
      'ab',
      false,
      true,
    ],
    ['a date', () => ({ kind: 'date', at: 350 }), 4, 'bcde', true, true],
    ['a date with lines of its own', () => ({ kind: 'date', at: 400 }), 1, 'd', true, true],
    ['a date after all', () => ({ kind: 'date', at: 5000 }), 2, 'fg', true, false],
    ['a date before all', () => ({ kind: 'date', at: 0 }), 2, 'ab', false, true],
  ])('at %s', (_, place, count, ids, earlier, later) => {
    writer.write(
      [...'abcdefg'].map((id, index) => textLine({ id, at: 100 * (index + 1) })),
      [],
    )
    writer.write([{ ...textLine({ id: 'z', at: 650 }), historyId: 'zoe@example.com' }], [])
    const page = read(place(), count)
    expect([idsOf(page), page.earlier, page.later]).toEqual([ids, earlier, later])
  })

  test('of a conversation that was not kept are empty', () => {
    expect(read({ kind: 'end' }, 10)).toEqual({ lines: [], earlier: false, later: false })
  })
})

describe('a row that cannot be understood', () => {
  test.each([
    ['kind', "'riddle'"],
    ['delivery', "'lost'"],
    ['delivery', "'failed because'"],
    ['delivery', 'NULL'],
    ['author', '999'],
    ['text', 'NULL'],
    ['rest', `'{"at":"noon"}'`],
  ])('because of its %s is passed over', (column, value) => {
    writer.write(
      [...'abcdef'].map((id, at) => textLine({ id, at })),
      [],
    )
    writer.database.exec(`UPDATE lines SET ${column} = ${value} WHERE entry_id IN ('c', 'd', 'e')`)
    expect(idsOf(read({ kind: 'end' }, 3))).toBe('abf')
    expect(read({ kind: 'end' }, 3).earlier).toBe(false)
    expect(
      [...reader.pages({ kind: 'all' }, 2)]
        .flat()
        .map(({ entry }) => entry.id)
        .join(''),
    ).toBe('abf')
  })

  test('because its format is lost has the usual one', () => {
    writer.write([textLine({ id: 'a', at: 1 })], [])
    writer.database.exec('DELETE FROM formats')
    expect(read({ kind: 'end' }, 1).lines[0]?.entry).toEqual(textLine({ id: 'a', at: 1 }).entry)
  })
})

describe('the list of conversations', () => {
  test('has the one used last first, with its people, its lines and their times', () => {
    const zoe = { address: 'zoe@example.com', name: 'Zoë' }
    writer.write([textLine({ id: 'a', at: 100 }), textLine({ id: 'b', at: 300 })], [])
    const group = { historyId: 'group:1', group: true, people: [bob, zoe] }
    writer.write([{ ...textLine({ id: 'c', at: 200 }), ...group }], [])
    writer.write([{ ...textLine({ id: 'd', at: 900 }), accountId: 'local/x@example.com' }], [])
    expect(reader.list()).toEqual([
      talk('local/x@example.com', bob.address, false, [bob], 1, 900, 900),
      talk(alice, bob.address, false, [bob], 2, 100, 300),
      talk(alice, 'group:1', true, [bob, zoe], 1, 200, 200),
    ])
  })

  const talk = (
    accountId: string,
    historyId: string,
    group: boolean,
    people: readonly object[],
    lines: number,
    firstAt: number,
    lastAt: number,
  ) => ({ accountId, historyId, group, people, lines, firstAt, lastAt })
})

describe('a scope', () => {
  test('is counted and read in pages of one conversation each', () => {
    writer.write(
      [...'abcde'].map((id, at) => textLine({ id, at })),
      [],
    )
    writer.write([{ ...textLine({ id: 'f', at: 1 }), historyId: 'zoe@example.com' }], [])
    writer.write([{ ...textLine({ id: 'g', at: 2 }), accountId: 'local/x@example.com' }], [])
    const conversation = { accountId: alice, historyId: bob.address }
    const cases = [
      [{ kind: 'all' }, ['ab', 'cd', 'e', 'f', 'g']],
      [{ kind: 'account', accountId: alice }, ['ab', 'cd', 'e', 'f']],
      [{ kind: 'conversation', ...conversation }, ['ab', 'cd', 'e']],
      [{ kind: 'lines', ...conversation, entryIds: ['b', 'f', 'e', 'x', 'a'] }, ['ab', 'e']],
      [{ kind: 'account', accountId: 'local/nobody@example.com' }, []],
    ] as const
    for (const [scope, pages] of cases) {
      const read = [...reader.pages(scope, 2)]
      expect(read.map((lines) => lines.map(({ entry }) => entry.id).join(''))).toEqual(pages)
      expect(reader.count(scope)).toBe(pages.join('').length)
    }
  })

  test('may change while it is read', () => {
    writer.write(
      [...'abcdef'].map((id, at) => textLine({ id, at })),
      [],
    )
    const pages = reader.pages({ kind: 'all' }, 2)
    expect(pages.next().value).toHaveLength(2)
    writer.database.exec("DELETE FROM lines WHERE entry_id IN ('b', 'c', 'd')")
    writer.write([textLine({ id: 'g', at: 10 })], [])
    expect([...pages].flat().map(({ entry }) => entry.id)).toEqual(['e', 'f', 'g'])
  })
})
