import * as fc from 'fast-check'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HistoryScope } from '../../app/history.ts'
import { defaultFormat } from '../../app/message.ts'
import { connectToHistory } from '../../main/storage/history/history-database.ts'
import { deleteLines } from '../../main/storage/history/history-deletion.ts'
import { HistoryReader } from '../../main/storage/history/history-reader.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import type { NewLine } from '../../main/storage/history/history.ts'
import { SearchIndex } from '../../main/storage/history/search-index.ts'
import { alice, anyLines, bob, integrityOf, pause, textLine, unwatched } from './history-lines.ts'

let folder: string
let file: string
let writer: HistoryFileWriter
let archive: DatabaseSync

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-history-'))
  file = path.join(folder, 'history.db')
  writer = new HistoryFileWriter(file)
  archive = connectToHistory(file)
})
afterEach(() => {
  archive.close()
  writer.close()
  rmSync(folder, { recursive: true })
})

const conversation = { kind: 'conversation', accountId: alice, historyId: bob.address } as const
const linesOf = (entryIds: readonly string[]): HistoryScope => ({ ...conversation, kind: 'lines', entryIds })
const keptIds = (database: DatabaseSync = archive): readonly string[] =>
  [...new HistoryReader(database).pages({ kind: 'all' }, 500)].flat().map(({ entry }) => entry.id)
const rowsIn = (database: DatabaseSync, table: string): number =>
  Number(database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count'])
/** Every byte of the history, in the file and beside it. */
const bytesOfFiles = (): Buffer =>
  Buffer.concat(
    ['', '-wal', '-shm']
      .map((suffix) => file + suffix)
      .filter(existsSync)
      .map((each) => readFileSync(each)),
  )

function indexAll(database: DatabaseSync): void {
  const index = new SearchIndex(database)
  while (index.addSome() > 0) index.mergeSome()
}

/** A word that stands nowhere else, in letters that nothing folds. */
const secret = (number: number): string => `zq${String(number).padStart(6, '0')}qz`

/** Numbers from 0, shuffled always in the same way. */
function shuffled(count: number): readonly number[] {
  let state = 7
  const random = () => (state = (state * 1103515245 + 12345) & 0x7fffffff)
  return Array.from({ length: count }, (_, number) => [random(), number] as const)
    .sort(([one], [other]) => one - other)
    .map(([, number]) => number)
}

/** A line that has a secret in its text, its id, its author's name and its font, and often overflows its page. */
function secretLine(number: number): NewLine {
  const word = secret(number)
  const padding = 'and so on '.repeat((number * 7919) % 97 === 0 ? 1500 : (number * 31) % 90)
  const line = textLine({
    id: `id-${word}`,
    at: 1_795_000_000_000 + number * 7777,
    text: `${padding} ${word} ${padding}`,
  })
  const author = { address: bob.address, name: number % 20 === 0 ? `Bob ${word}` : 'Bob' }
  const format = number % 40 === 0 ? { ...defaultFormat, font: word } : defaultFormat
  return { ...line, entry: { ...line.entry, author, format } as NewLine['entry'] }
}

describe('what is deleted', () => {
  test('is in none of the files any more, and the rest is', { timeout: 120_000 }, async () => {
    // An order that makes SQLite move rows from page to page, which leaves copies.
    const order = shuffled(1500)
    for (let at = 0; at < order.length; at += 50) writer.write(order.slice(at, at + 50).map(secretLine), [])
    indexAll(archive)
    const deleted = new Set(shuffled(1500).filter((number) => number % 5 < 3))
    const work = { ...unwatched, signal: new AbortController().signal }
    const entryIds = [...deleted].map((number) => `id-${secret(number)}`)
    expect(bytesOfFiles().includes(secret([...deleted][0]!))).toBe(true)
    expect(await deleteLines(archive, linesOf(entryIds), work, pause)).toBe(deleted.size)

    const kept = order.filter((number) => !deleted.has(number))
    const check = (): void => {
      const bytes = bytesOfFiles().toString('latin1')
      const found = new Set(bytes.match(/zq\d{6}qz/g))
      expect([...found].sort()).toEqual(kept.map(secret).sort())
    }
    check()
    expect(keptIds().toSorted()).toEqual(kept.map((number) => `id-${secret(number)}`).sort())

    // Other connections do not bring it back from their memory of pages.
    const settled = kept.map((number) => ({
      entryId: `id-${secret(number)}`,
      delivery: { state: 'stored' as const },
    }))
    writer.write([], settled)
    archive.exec('UPDATE lines SET rest = \'{"offline":true}\'; PRAGMA wal_checkpoint(TRUNCATE)')
    check()
    expect(integrityOf(file)).toBe('ok')
  })

  test('is gone from the index, and found no more', async () => {
    writer.write([0, 1, 2].map(secretLine), [])
    indexAll(archive)
    writer.write([3, 4].map(secretLine), [])
    await deleteLines(archive, linesOf([1, 3].map((number) => `id-${secret(number)}`)), unwatched, pause)
    indexAll(archive)
    const find = archive.prepare('SELECT rowid FROM search WHERE search MATCH ?')
    expect([0, 1, 2, 3, 4].map((number) => find.all(secret(number)).length)).toEqual([1, 0, 1, 0, 1])
    expect(rowsIn(archive, 'unindexed')).toBe(0)
  })

  test('takes with it what nobody uses any more', async () => {
    writer.write([0, 1, 2].map(secretLine), [])
    await deleteLines(archive, linesOf([`id-${secret(0)}`]), unwatched, pause)
    const names = archive.prepare('SELECT name FROM authors').all()
    expect(names).toEqual([{ name: 'Bob' }])
    expect([rowsIn(archive, 'formats'), rowsIn(archive, 'talks')]).toEqual([1, 1])
    indexAll(archive)
    await deleteLines(archive, conversation, unwatched, pause)
    const tables = ['lines', 'talks', 'authors', 'formats', 'unindexed', 'search', 'search_accounts']
    expect(tables.map((table) => rowsIn(archive, table))).toEqual(tables.map(() => 0))
  })

  test('can be written anew by the connection that wrote it', async () => {
    writer.write([0, 1].map(secretLine), [])
    await deleteLines(archive, { kind: 'all' }, unwatched, pause)
    writer.write([1, 2].map(secretLine), [])
    expect(keptIds(writer.database)).toEqual([1, 2].map((number) => `id-${secret(number)}`))
  })
})

describe('a scope', () => {
  const anyScope: fc.Arbitrary<HistoryScope> = fc.oneof(
    fc.constant({ kind: 'all' } as const),
    fc.constant({ kind: 'account', accountId: alice } as const),
    fc.constant(conversation),
    fc.constant({ ...conversation, historyId: 'group:7' }),
  )
  const isIn = ({ accountId, historyId, entry }: NewLine, scope: HistoryScope): boolean =>
    scope.kind === 'all' ||
    (scope.accountId === accountId &&
      (scope.kind === 'account' ||
        (scope.historyId === historyId &&
          (scope.kind === 'conversation' || scope.entryIds.includes(entry.id)))))

  test('is deleted and nothing else, also in memory', async () => {
    const lines = fc.tuple(anyLines, anyScope, fc.array(fc.nat(39)))
    await fc.assert(
      fc.asyncProperty(lines, fc.boolean(), async ([all, whole, some], byId) => {
        const memory = new HistoryFileWriter(':memory:')
        memory.write(all, [])
        const entryIds = some.flatMap((index) => all[index]?.entry.id ?? [])
        const scope = byId ? linesOf(entryIds) : whole
        const left = all.filter((line) => !isIn(line, scope))
        expect(await deleteLines(memory.database, scope, unwatched, pause)).toBe(all.length - left.length)
        expect(keptIds(memory.database).toSorted()).toEqual(left.map(({ entry }) => entry.id).sort())
        const used = new Set(left.map(({ accountId, historyId }) => `${accountId}>${historyId}`))
        expect(rowsIn(memory.database, 'talks')).toBe(used.size)
        memory.close()
      }),
      { numRuns: 50 },
    )
  })

  test('tells how far it is, and what is written meanwhile stays', async () => {
    writer.write(
      Array.from({ length: 230 }, (_, at) => textLine({ id: `n${at}`, at })),
      [],
    )
    const told: (readonly [number, number | null])[] = []
    const onProgress = (done: number, total: number | null): void => {
      if (told.length === 0) writer.write([textLine({ id: 'new', at: 1_000_000 })], [])
      told.push([done, total])
    }
    const answer = await deleteLines(archive, conversation, { ...unwatched, onProgress }, pause)
    expect(answer).toBe(230)
    expect(told.at(-1)).toEqual([230, 230])
    expect(told.length).toBeGreaterThan(2)
    expect(told.map(([done]) => done)).toEqual(
      told.map(([done]) => done).toSorted((one, other) => one - other),
    )
    expect(keptIds()).toEqual(['new'])
  })

  test('can be left half-way: what was deleted is gone for good, the rest is whole', async () => {
    writer.write(
      Array.from({ length: 300 }, (_, number) => secretLine(number)),
      [],
    )
    indexAll(archive)
    const ending = new AbortController()
    const onProgress = (done: number): void => {
      if (done >= 100) ending.abort()
    }
    const done = await deleteLines(archive, conversation, { signal: ending.signal, onProgress }, pause)
    expect(done).toBeGreaterThanOrEqual(100)
    expect(done).toBeLessThan(300)
    const ids = keptIds()
    expect(ids).toHaveLength(300 - done)
    const found = new Set(
      bytesOfFiles()
        .toString('latin1')
        .match(/zq\d{6}qz/g),
    )
    expect([...found].sort()).toEqual(ids.map((id) => id.slice('id-'.length)).sort())
    expect(integrityOf(file)).toBe('ok')
  })
})

describe('while others use the file', () => {
  test('lines that are written between its steps are all kept', { timeout: 60_000 }, async () => {
    writer.write(
      Array.from({ length: 400 }, (_, number) => secretLine(number)),
      [],
    )
    indexAll(archive)
    let written = 0
    const busyPause = (): Promise<void> => {
      writer.write([{ ...textLine({ id: `w${written}`, at: written++ }), historyId: 'zoe@example.com' }], [])
      return pause()
    }
    expect(await deleteLines(archive, conversation, unwatched, busyPause)).toBe(400)
    expect(written).toBeGreaterThan(10)
    expect(keptIds()).toEqual(Array.from({ length: written }, (_, number) => `w${number}`))
    expect(
      bytesOfFiles()
        .toString('latin1')
        .match(/zq\d{6}qz/g),
    ).toBeNull()
    expect(integrityOf(file)).toBe('ok')
  })

  test('a reader that holds an old version makes it fail rather than leave something behind', async () => {
    writer.write([0, 1].map(secretLine), [])
    const reading = connectToHistory(file)
    const rows = reading.prepare('SELECT * FROM lines').iterate()
    rows.next()
    const deleted = deleteLines(archive, conversation, unwatched, pause)
    await expect(deleted).rejects.toMatchObject({ name: 'HistoryError', kind: 'not-written' })
    rows.return?.()
    reading.close()
    expect(await deleteLines(archive, conversation, unwatched, pause)).toBe(0)
    expect(bytesOfFiles().includes('zq00000')).toBe(false)
  })
})
