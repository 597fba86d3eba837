import * as fc from 'fast-check'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HistoryId, HistoryLine } from '../../app/history.ts'
import { HistoryReader } from '../../main/storage/history/history-reader.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import { HistoryError, type NewLine } from '../../main/storage/history/history.ts'
import { alice, anyLines, bob, textLine } from './history-lines.ts'

let folder: string
let file: string
let writer: HistoryFileWriter

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-history-'))
  file = path.join(folder, 'history.db')
  writer = new HistoryFileWriter(file)
})
afterEach(() => {
  writer.close()
  rmSync(folder, { recursive: true })
})

const readAll = (historyId: HistoryId = bob.address): readonly HistoryLine[] =>
  new HistoryReader(writer.database).read(alice, historyId, { kind: 'end' }, 10_000).lines
const idsIn = (historyId?: HistoryId): readonly string[] => readAll(historyId).map(({ entry }) => entry.id)
const deliveryOf = (id: string) => {
  const entry = readAll().find((line) => line.entry.id === id)?.entry
  return entry !== undefined && 'delivery' in entry ? entry.delivery : null
}
const errorOf = (action: () => unknown): unknown => {
  try {
    action()
  } catch (error) {
    return error
  }
  return null
}

describe('what is written', () => {
  test('is read back as it was, each line once, in the order of time', () => {
    fc.assert(
      fc.property(anyLines, fc.integer({ min: 1, max: 7 }), (lines, size) => {
        const memory = new HistoryFileWriter(':memory:')
        for (let at = 0; at < lines.length; at += size) memory.write(lines.slice(at, at + size), [])
        const pages = [...new HistoryReader(memory.database).pages({ kind: 'all' }, 3)].flat()
        expect(pages.length).toBe(lines.length)
        for (const { accountId, historyId, entry } of lines) {
          const kept = pages.find((line) => line.entry.id === entry.id)
          expect(kept).toEqual({ seq: kept?.seq, accountId, historyId, entry })
        }
        expect(new Set(pages.map(({ seq }) => seq)).size).toBe(lines.length)
        memory.close()
      }),
    )
  })

  test('changes nothing when the entry is kept already', () => {
    writer.write([textLine({ id: 'a', at: 1000, text: 'first' })], [])
    writer.write([textLine({ id: 'a', at: 2000, text: 'second' }), textLine({ id: 'b', at: 3000 })], [])
    expect(readAll().map(({ entry }) => 'text' in entry && [entry.id, entry.text, entry.at])).toEqual([
      ['a', 'first', 1000],
      ['b', 'hello', 3000],
    ])
  })

  test('has a place of its own, however many lines one millisecond has', () => {
    const lines = Array.from({ length: 3000 }, (_, number) => textLine({ id: `n${number}`, at: 5000 }))
    for (let at = 0; at < lines.length; at += 500) writer.write(lines.slice(at, at + 500), [])
    writer.write([textLine({ id: 'before', at: 4999 }), textLine({ id: 'after', at: 5010 })], [])
    expect(idsIn()).toEqual(['before', ...lines.map(({ entry }) => entry.id), 'after'])
    expect(readAll().every(({ entry }) => entry.id === 'before' || entry.at >= 5000)).toBe(true)
    expect(readAll()[2500]?.entry.at).toBe(5000)
  })

  test.each([NaN, Infinity, -Infinity])('is kept when its time is %s', (at) => {
    writer.write([textLine({ id: 'a', at: 1000 }), textLine({ id: 'b', at })], [])
    const kept = readAll().find(({ entry }) => entry.id === 'b')?.entry.at
    expect(Number.isFinite(new Date(kept ?? NaN).getTime())).toBe(true)
    expect(writer.database.prepare('SELECT seq FROM unindexed').all()).toHaveLength(2)
    expect(idsIn().toSorted()).toEqual(['a', 'b'])
  })

  test('waits for the index when it has words', () => {
    const nudge: NewLine = textLine({ id: 'n', at: 2 })
    const entry = { ...nudge.entry, kind: 'nudge' } as NewLine['entry']
    writer.write([textLine({ id: 't', at: 1 }), { ...nudge, entry }], [])
    expect(writer.database.prepare('SELECT seq FROM unindexed').all()).toEqual([{ seq: 1024 }])
  })

  test('is written all or not at all', () => {
    const broken = { ...textLine({ id: 'b', at: 2 }), accountId: undefined as unknown as string }
    expect(() => writer.write([textLine({ id: 'a', at: 1 }), broken], [])).toThrow()
    expect(idsIn()).toEqual([])
    writer.write([textLine({ id: 'c', at: 3 })], [])
    expect(idsIn()).toEqual(['c'])
  })
})

describe('an outcome', () => {
  test('changes its line, also one of the same call', () => {
    writer.write([textLine({ id: 'a', at: 1, mine: true })], [])
    writer.write(
      [textLine({ id: 'b', at: 2, mine: true })],
      [
        { entryId: 'a', delivery: { state: 'uncertain', reason: 'interrupted' } },
        { entryId: 'b', delivery: { state: 'stored' } },
        { entryId: 'nowhere', delivery: { state: 'delivered' } },
      ],
    )
    expect(deliveryOf('a')).toEqual({ state: 'uncertain', reason: 'interrupted' })
    expect(deliveryOf('b')).toEqual({ state: 'stored' })
  })

  test('leaves a notice alone', () => {
    const entry = { id: 'n', at: 1, kind: 'notice', notice: { kind: 'connection-lost' } } as const
    writer.write(
      [{ ...textLine({ id: '', at: 1 }), entry }],
      [{ entryId: 'n', delivery: { state: 'delivered' } }],
    )
    expect(readAll()[0]?.entry).toEqual(entry)
  })
})

describe('the people of a conversation', () => {
  const peopleAfter = (...times: readonly (readonly { address: string; name: string }[])[]) => {
    times.forEach((people, at) => writer.write([{ ...textLine({ id: `${at}`, at }), people }], []))
    return new HistoryReader(writer.database).list()[0]?.people
  }

  test.each([
    [
      'have the names that they had last',
      [[bob], [{ ...bob, name: 'Robert' }]],
      [{ ...bob, name: 'Robert' }],
    ],
    ['keep a name when only the address is known', [[bob], [{ ...bob, name: bob.address }]], [bob]],
    ['keep a name when none is known', [[bob], [{ ...bob, name: '' }]], [bob]],
    ['stay when they leave', [[bob, { address: 'c', name: 'C' }], [bob]], [bob, { address: 'c', name: 'C' }]],
    [
      'are one person however the address is written',
      [[bob], [{ ...bob, address: 'Bob@Example.com' }]].slice(0, 2),
      [{ ...bob, address: 'Bob@Example.com' }],
    ],
  ])('%s', (_, times, people) => {
    expect(peopleAfter(...times)).toEqual(people)
  })
})

describe('when the file cannot be written', () => {
  test('on a full disk the call says so, and a later one works', () => {
    writer.write([textLine({ id: 'before', at: 1 })], [])
    writer.database.exec('PRAGMA max_page_count = 1')
    const long = textLine({ id: 'lost', at: 2, text: 'x'.repeat(200_000) })
    const error = errorOf(() => writer.write([long], []))
    expect(error).toBeInstanceOf(HistoryError)
    expect(error).toMatchObject({ kind: 'not-written' })
    expect(idsIn()).toEqual(['before'])
    writer.database.exec('PRAGMA max_page_count = 100000')
    writer.write([long], [])
    expect(idsIn()).toEqual(['before', 'lost'])
  })

  test('while it is read-only', () => {
    writer.database.exec('PRAGMA query_only = 1')
    expect(errorOf(() => writer.write([textLine({ id: 'a', at: 1 })], []))).toMatchObject({
      kind: 'not-written',
    })
    writer.database.exec('PRAGMA query_only = 0')
    writer.write([textLine({ id: 'a', at: 1 })], [])
    expect(idsIn()).toEqual(['a'])
  })

  test('while another connection writes for longer than we wait', () => {
    const other = new HistoryFileWriter(file)
    writer.database.exec('PRAGMA busy_timeout = 10')
    other.database.exec('BEGIN IMMEDIATE')
    expect(errorOf(() => writer.write([textLine({ id: 'a', at: 1 })], []))).toMatchObject({
      kind: 'not-written',
    })
    other.database.exec('ROLLBACK')
    writer.write([textLine({ id: 'a', at: 1 })], [])
    expect(idsIn()).toEqual(['a'])
    other.close()
  })
})

describe('a damaged file', () => {
  /** Overwrites the first page of a table or an index. */
  function damage(name: string): void {
    writer.write([textLine({ id: 'old', at: 1 })], [])
    const root = writer.database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)
    writer.close()
    const raw = openSync(file, 'r+')
    writeSync(raw, Buffer.alloc(4096, 0xaa), 0, 4096, (Number(root?.['rootpage']) - 1) * 4096)
    closeSync(raw)
    writer = new HistoryFileWriter(file)
  }

  test.each(['talks', 'authors', 'formats', 'lines', 'unindexed'])(
    'is put aside when it is opened and %s cannot be read',
    (table) => {
      damage(table)
      expect(writer.problem).toEqual({ kind: 'damaged', keptAs: `${file}.damaged-1` })
      writer.write([textLine({ id: 'new', at: 1 })], [])
      expect(idsIn()).toEqual(['new'])
    },
  )

  test('is put aside on demand when the damage is met later', () => {
    damage('sqlite_autoindex_lines_1')
    expect(writer.problem).toBeNull()
    expect(errorOf(() => writer.write([textLine({ id: 'new', at: 2 })], []))).toMatchObject({
      kind: 'damaged',
    })
    expect(writer.replace()).toBe(`${file}.damaged-1`)
    writer.write([textLine({ id: 'new', at: 2 })], [])
    expect(idsIn()).toEqual(['new'])
    expect(existsSync(`${file}.damaged-1`)).toBe(true)
  })
})
