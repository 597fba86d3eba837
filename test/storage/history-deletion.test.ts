import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HistoryScope } from '../../app/history.ts'
import { connectToHistory } from '../../main/storage/history/history-database.ts'
import { deleteLines, wipeDeleted } from '../../main/storage/history/history-deletion.ts'
import { HistoryReader } from '../../main/storage/history/history-reader.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import type { NewLine } from '../../main/storage/history/history.ts'
import { SearchIndex } from '../../main/storage/history/search-index.ts'
import {
  alice,
  anyLines,
  bob,
  integrityOf,
  pause,
  secret,
  secretLine,
  secretsIn,
  shuffled,
  textLine,
  unwatched,
} from './history-lines.ts'

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
function indexAll(database: DatabaseSync): void {
  const index = new SearchIndex(database)
  while (index.addSome() > 0) index.mergeSome()
}

describe('what is deleted', () => {
  test('is in none of the files any more, and the rest is', { timeout: 120_000 }, async () => {
    // An order that makes SQLite move rows from page to page, which leaves copies.
    const order = shuffled(1500)
    for (let at = 0; at < order.length; at += 50) writer.write(order.slice(at, at + 50).map(secretLine), [])
    indexAll(archive)
    const deleted = new Set(shuffled(1500).filter((number) => number % 5 < 3))
    const entryIds = [...deleted].map((number) => `id-${secret(number)}`)
    expect(secretsIn(file)).toEqual(order.map(secret).sort())
    expect(await deleteLines(archive, linesOf(entryIds), unwatched, pause)).toBe(deleted.size)

    const kept = order.filter((number) => !deleted.has(number))
    const check = (): void => expect(secretsIn(file)).toEqual(kept.map(secret).sort())
    check()
    expect(keptIds().toSorted()).toEqual(kept.map((number) => `id-${secret(number)}`).sort())

    // No connection brings it back from its memory of pages.
    archive.exec('UPDATE lines SET mine = 1; PRAGMA wal_checkpoint(TRUNCATE)')
    check()
    const delivery = { state: 'stored' } as const
    writer.write(
      [],
      kept.map((number) => ({ entryId: `id-${secret(number)}`, delivery })),
    )
    archive.exec('PRAGMA wal_checkpoint(TRUNCATE)')
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

  test('loses nothing that is written meanwhile with an earlier time, such as what was left for us while we were away', async () => {
    const times = Array.from({ length: 60 }, (_, at) => 5_000 + at)
    const fromTheFuture = textLine({ id: 'future', at: 253_402_300_799_000 })
    writer.write([...times.map((at) => textLine({ id: `n${at}`, at })), fromTheFuture], [])
    let late = 0
    const onProgress = (): void => {
      if (late < 3) writer.write([textLine({ id: `late${late}`, at: 5_000 + 10 * late++ })], [])
    }
    expect(await deleteLines(archive, conversation, { ...unwatched, onProgress }, pause)).toBe(61)
    expect(keptIds()).toEqual(['late0', 'late1', 'late2'])
  })

  test('of single lines is deleted also when the program is ended meanwhile', async () => {
    writer.write([0, 1, 2].map(secretLine), [])
    const some = linesOf([0, 1].map((number) => `id-${secret(number)}`))
    expect(await deleteLines(archive, some, { ...unwatched, signal: AbortSignal.abort() }, pause)).toBe(2)
    expect(secretsIn(file)).toEqual([secret(2)])
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
    expect(secretsIn(file)).toEqual(ids.map((id) => id.slice('id-'.length)).sort())
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
    expect(secretsIn(file)).toEqual([])
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
    expect(secretsIn(file)).toEqual([])
  })

  test('what a deletion left behind that was ended is wiped at the next start, and only then', async () => {
    const order = shuffled(600)
    for (let at = 0; at < order.length; at += 50) writer.write(order.slice(at, at + 50).map(secretLine), [])
    indexAll(archive)
    let steps = 0
    // The last lines are deleted after 120 steps; the program ends in the one that looks for what is left.
    const ending = (): Promise<void> => (++steps > 120 ? Promise.reject(new Error('ended')) : pause())
    await expect(deleteLines(archive, conversation, unwatched, ending)).rejects.toThrow('ended')
    expect(rowsIn(archive, 'lines')).toBe(0)
    expect(secretsIn(file)).not.toEqual([])
    const next = connectToHistory(file)
    await wipeDeleted(next, pause)
    expect(secretsIn(file)).toEqual([])
    await wipeDeleted(next, () => Promise.reject(new Error('there is nothing to do')))
    next.close()
    expect(integrityOf(file)).toBe('ok')
  })
})
