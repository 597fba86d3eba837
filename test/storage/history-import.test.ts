import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { HistoryImport } from '../../main/storage/history/history-import.ts'
import { HistoryReader } from '../../main/storage/history/history-reader.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import type { NewLine } from '../../main/storage/history/history.ts'
import { alice, bob, textLine } from './history-lines.ts'

let writer: HistoryFileWriter

beforeEach(() => {
  writer = new HistoryFileWriter(':memory:')
})

const keptIds = (): readonly string[] =>
  [...new HistoryReader(writer.database).pages({ kind: 'all' }, 100)].flat().map(({ entry }) => entry.id)
const importAll = (lines: readonly NewLine[], precisionMs = 1000, size = 3) => {
  const source = new HistoryImport(writer.database, precisionMs)
  let added = 0
  let alreadyThere = 0
  for (let at = 0; at < lines.length; at += size) {
    const count = source.addImported(lines.slice(at, at + size))
    added += count.added
    alreadyThere += count.alreadyThere
  }
  return { added, alreadyThere }
}

let number = 0
/** The lines of a log that has no ids of its own: another reading of it makes others. */
const read = (lines: readonly NewLine[]): NewLine[] =>
  lines.map((line) => ({ ...line, entry: { ...line.entry, id: `read-${number++}` } }))

describe('an imported log', () => {
  const said = fc.record({
    at: fc.integer({ min: 0, max: 4 }).map((second) => 1_000_000 + second * 1000),
    text: fc.constantFrom('yes', 'no', 'yes '),
    mine: fc.boolean(),
  })
  const log = fc
    .array(said, { maxLength: 30 })
    .map((lines) => lines.map((line, index) => textLine({ id: `log-${index}`, ...line })))

  test('is added whole, however many equal lines it has; a second time nothing is', () => {
    fc.assert(
      fc.property(log, fc.integer({ min: 1, max: 5 }), (lines, size) => {
        writer = new HistoryFileWriter(':memory:')
        const { length } = lines
        expect(importAll(read(lines), 1000, size)).toEqual({ added: length, alreadyThere: 0 })
        const kept = keptIds()
        expect(kept).toHaveLength(length)
        expect(importAll(read(lines), 1000, size)).toEqual({ added: 0, alreadyThere: length })
        expect(keptIds()).toEqual(kept)
        writer.close()
      }),
    )
  })

  test('and what was kept while it was said are together what was said', () => {
    const part = fc.tuple(said, fc.boolean(), fc.integer({ min: 0, max: 999 }))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        writer = new HistoryFileWriter(':memory:')
        const lines = parts.map(([line], index) => textLine({ id: `log-${index}`, ...line }))
        parts.forEach(([line, kept, ms], index) => {
          if (kept) writer.write([textLine({ ...line, id: `kept-${index}`, at: line.at + ms })], [])
        })
        const kept = parts.filter(([, isKept]) => isKept).length
        expect(importAll(lines)).toEqual({ added: lines.length - kept, alreadyThere: kept })
        expect(keptIds()).toHaveLength(lines.length)
        writer.close()
      }),
    )
  })

  const second = { id: 'second', at: 5200, text: 'yes' }
  test.each<[string, NewLine, precisionMs: number, added: number]>([
    ['the same in the same second', textLine(second), 1000, 0],
    ['the same in the next second', textLine({ ...second, at: 6000 }), 1000, 1],
    [
      'the same in the same minute, where there are only minutes',
      textLine({ ...second, at: 59_000 }),
      60_000,
      0,
    ],
    ['the same in another millisecond, where they are known', textLine(second), 1, 1],
    ['the same in the same millisecond', textLine({ ...second, at: 5900 }), 1, 0],
    ['another text', textLine({ ...second, text: 'yes!' }), 1000, 1],
    ['other line ends and blanks around it', textLine({ ...second, text: ' yes\r\n' }), 1000, 0],
    ['the other side', textLine({ ...second, mine: true }), 1000, 1],
    ['another conversation', { ...textLine(second), historyId: 'zoe@example.com' }, 1000, 1],
    ['another account', { ...textLine(second), accountId: 'local/zoe@example.com' }, 1000, 1],
    [
      'another name of the other',
      {
        ...textLine(second),
        entry: { ...textLine(second).entry, author: { address: 'x', name: 'Y' } } as NewLine['entry'],
      },
      1000,
      0,
    ],
    ['the same entry at another time', textLine({ id: 'first', at: 90_000 }), 1000, 0],
  ])('with %s as a kept line', (_, line, precisionMs, added) => {
    writer.write([textLine({ id: 'first', at: 5900, text: 'yes' })], [])
    expect(importAll([line], precisionMs).added).toBe(added)
    expect(keptIds()).toHaveLength(1 + added)
  })

  test('tells the people of a group from each other', () => {
    const inGroup = (id: string, address: string): NewLine => {
      const entry = { ...textLine({ id, at: 1000 }).entry, author: { address, name: '' } } as NewLine['entry']
      return { ...textLine({ id, at: 1000 }), historyId: 'group:1', group: true, entry }
    }
    writer.write([inGroup('kept', 'bob@example.com')], [])
    const log = [inGroup('a', 'Bob@example.com'), inGroup('b', 'zoe@example.com')]
    expect(importAll(log)).toEqual({ added: 1, alreadyThere: 1 })
  })

  test('keeps both of two entries that say the same in our own file, whatever their order there', () => {
    writer.write([textLine({ id: 'one', at: 1000 })], [])
    expect(importAll([textLine({ id: 'two', at: 1000 }), textLine({ id: 'one', at: 1000 })], 1)).toEqual({
      added: 1,
      alreadyThere: 1,
    })
    expect(keptIds()).toEqual(['one', 'two'])
  })

  test('gets another id where a different conversation has it', () => {
    writer.write([textLine({ id: 'one', at: 1000 })], [])
    const other = { ...textLine({ id: 'one', at: 1000 }), accountId: 'local/zoe@example.com' }
    expect(importAll([other])).toEqual({ added: 1, alreadyThere: 0 })
    expect(importAll([other])).toEqual({ added: 0, alreadyThere: 1 })
    expect(new Set(keptIds()).size).toBe(2)
  })

  test('renames nobody, and tells of people who were not known', () => {
    writer.write([textLine({ id: 'one', at: 1000 })], [])
    const people = [
      { ...bob, name: 'Robert' },
      { address: 'zoe@example.com', name: 'Zoë' },
    ]
    importAll([{ ...textLine({ id: 'two', at: 500 }), people }])
    expect(new HistoryReader(writer.database).list()[0]?.people).toEqual([bob, people[1]])
  })

  test('can be tried again after the disk was full', () => {
    const lines = read([textLine({ id: '', at: 1000 }), textLine({ id: '', at: 1000 })])
    writer.write([textLine({ id: 'kept', at: 1000 })], [])
    const source = new HistoryImport(writer.database, 1000)
    writer.database.exec('PRAGMA query_only = 1')
    expect(() => source.addImported(lines)).toThrow('not-written')
    writer.database.exec('PRAGMA query_only = 0')
    expect(source.addImported(lines)).toEqual({ added: 1, alreadyThere: 1 })
    expect(keptIds()).toHaveLength(2)
  })

  test('of an account says so in the list', () => {
    importAll([textLine({ id: 'one', at: 1000 })])
    expect(new HistoryReader(writer.database).list()).toMatchObject([{ accountId: alice, people: [bob] }])
  })
})
