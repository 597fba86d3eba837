import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { wipeFreeSpace } from '../../main/storage/history/free-space.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import { layoutOf, unusedSpaceOf } from '../../main/storage/history/unused-space.ts'
import { integrityOf, pause, secret, secretLine, secretsIn, shuffled } from './history-lines.ts'

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

const deleted = shuffled(1500).slice(0, 900)
const kept = shuffled(1500).slice(900).map(secret).sort()

/** A file in which SQLite left copies of rows that were deleted. */
function leaveCopies(): void {
  const order = shuffled(1500)
  for (let at = 0; at < order.length; at += 50) writer.write(order.slice(at, at + 50).map(secretLine), [])
  const remove = writer.database.prepare('DELETE FROM lines WHERE entry_id = ?')
  for (const number of deleted) remove.run(`id-${secret(number)}`)
  writer.database.exec(`
    DELETE FROM authors WHERE id NOT IN (SELECT author FROM lines);
    DELETE FROM formats WHERE id NOT IN (SELECT format FROM lines);
    PRAGMA cache_size = -20000;
    PRAGMA wal_checkpoint(TRUNCATE)`)
}

describe('the unused space of a history', () => {
  test('has copies of what was deleted until it is wiped', async () => {
    leaveCopies()
    expect(secretsIn(file).length).toBeGreaterThan(kept.length)
    await wipeFreeSpace(file, pause)
    expect(secretsIn(file)).toEqual(kept)
    expect(integrityOf(file)).toBe('ok')
  })

  test('stays clean when a connection writes that had read the copies', async () => {
    leaveCopies()
    writer.database.prepare('SELECT * FROM lines').all()
    await wipeFreeSpace(file, pause)
    writer.database.exec('UPDATE lines SET mine = 1; PRAGMA wal_checkpoint(TRUNCATE)')
    expect(secretsIn(file)).toEqual(kept)
    expect(integrityOf(file)).toBe('ok')
  })

  test('is wiped also when lines are written in between', async () => {
    leaveCopies()
    let number = 5000
    await wipeFreeSpace(file, () => {
      writer.write([secretLine(number++)], [])
      return pause()
    })
    const written = shuffled(number - 5000).map((each) => secret(5000 + each))
    expect(secretsIn(file)).toEqual([...kept, ...written].sort())
    expect(integrityOf(file)).toBe('ok')
  })
})

describe('the layout of pages', () => {
  test.each([512, 4096, 65536])('of %i bytes is known, and unused space is where no row is', (size) => {
    const other = path.join(folder, `${size}.db`)
    const database = new DatabaseSync(other)
    database.exec(`PRAGMA page_size = ${size}; CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('hello')`)
    database.close()
    const bytes = readFileSync(other)
    const layout = layoutOf(bytes)!
    expect(layout).toEqual({ pageSize: size, usableSize: size })
    const page = Buffer.from(bytes.subarray(size))
    const unused = unusedSpaceOf(page, layout)!
    expect(unused.begin).toBe(10)
    page.fill(0xee, unused.begin, unused.end)
    writeFileSync(other, Buffer.concat([bytes.subarray(0, size), page]))
    const again = new DatabaseSync(other)
    expect(again.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    expect(again.prepare('SELECT a FROM t').all()).toEqual([{ a: 'hello' }])
    again.close()
  })

  test('of another kind of file, or of one with pages of another kind, is unknown', () => {
    expect(layoutOf(Buffer.from('this is no database'.repeat(10)))).toBeNull()
    expect(layoutOf(Buffer.alloc(10))).toBeNull()
    const other = path.join(folder, 'vacuum.db')
    const database = new DatabaseSync(other)
    database.exec('PRAGMA auto_vacuum = FULL; CREATE TABLE t (a TEXT)')
    database.close()
    expect(layoutOf(readFileSync(other))).toBeNull()
  })

  const leaf = (edit: (page: Buffer) => void): Buffer => {
    const page = Buffer.alloc(4096)
    page[0] = 13
    page.writeUInt16BE(2, 3)
    page.writeUInt16BE(4000, 5)
    page.writeUInt16BE(4000, 8)
    page.writeUInt16BE(4050, 10)
    edit(page)
    return page
  }

  test.each<[string, (page: Buffer) => void, { begin: number; end: number } | null]>([
    ['is a leaf', () => undefined, { begin: 12, end: 4000 }],
    ['is an interior page', (page) => page.writeUInt8(5, 0), null],
    ['is of no tree', (page) => page.writeUInt8(0, 0), null],
    ['has a cell before its cells', (page) => page.writeUInt16BE(3999, 10), null],
    ['has a cell behind its end', (page) => page.writeUInt16BE(4096, 10), null],
    ['has more cells than it holds', (page) => page.writeUInt16BE(2000, 3), null],
    ['has cells behind its end', (page) => page.writeUInt16BE(4097, 5), null],
  ])('says where nothing is when a page %s', (_, edit, span) => {
    expect(unusedSpaceOf(leaf(edit), { pageSize: 4096, usableSize: 4096 })).toEqual(span)
  })
})
