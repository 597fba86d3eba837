import * as fc from 'fast-check'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { HistoryLine, HistoryTalk } from '../../app/history.ts'
import { HistoryReader } from '../../main/storage/history/history-reader.ts'
import { rescueLines } from '../../main/storage/history/history-rescue.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import type { NewLine } from '../../main/storage/history/history.ts'
import { SearchIndex } from '../../main/storage/history/search-index.ts'
import { alice, anyLines, bob, pause, secretLine, shuffled, textLine, unwatched } from './history-lines.ts'

const lineCount = 2000
const pageSize = 4096

let folder: string
/** A whole file, as SQLite wrote it, and what was written. */
let whole: Buffer
let written: ReadonlyMap<string, HistoryLine>
let file: string
let writer: HistoryFileWriter

/** Lines of four conversations, with nudges and notices, some of them written out of order. */
function manyLines(): readonly NewLine[] {
  return Array.from({ length: lineCount }, (_, number) => {
    const line = secretLine(number)
    const talk = [bob.address, 'zoe@example.com', 'group:1'][number % 3] ?? ''
    const { id, at } = line.entry
    const author = { address: 'alice@example.com', name: 'Alice' }
    const nudge = { id, at, kind: 'nudge', author, mine: true, delivery: { state: 'delivered' } } as const
    const notice = { id, at, kind: 'notice', notice: { kind: 'joined', who: bob } } as const
    const entry = number % 50 === 0 ? nudge : number % 51 === 0 ? notice : line.entry
    return { ...line, historyId: talk, group: talk === 'group:1', entry }
  })
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-history-'))
  const original = path.join(folder, 'original.db')
  const first = new HistoryFileWriter(original)
  const lines = manyLines()
  const order = [...lines.keys()].slice(0, 1000).concat(shuffled(1000).map((number) => 1000 + number))
  for (let at = 0; at < order.length; at += 100)
    first.write(
      order.slice(at, at + 100).map((index) => lines[index]!),
      [],
    )
  const index = new SearchIndex(first.database)
  for (let step = 0; step < 10; step++) index.addSome()
  written = new Map(readAll(first).map((line) => [line.entry.id, line]))
  first.close()
  whole = readFileSync(original)
})
afterAll(() => rmSync(folder, { recursive: true }))

beforeEach(() => {
  file = path.join(folder, 'damaged.db')
  writer = new HistoryFileWriter(':memory:')
})
afterEach(() => {
  writer.close()
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
})

const readAll = ({ database }: HistoryFileWriter): readonly HistoryLine[] =>
  [...new HistoryReader(database).pages({ kind: 'all' }, 500)].flat()
const byPlace = (lines: readonly HistoryLine[]) => lines.toSorted((one, other) => one.seq - other.seq)
const talksIn = ({ database }: HistoryFileWriter): readonly HistoryTalk[] =>
  new HistoryReader(database).list()
const rescue = (): Promise<number> => rescueLines(writer.database, file, unwatched, pause)

/** Rescues, and expects each line as it was written, at its place, once; answers how many there are. */
async function rescued(): Promise<number> {
  const count = await rescue()
  const lines = readAll(writer)
  expect(lines).toHaveLength(count)
  expect(lines).toEqual(lines.map((line) => written.get(line.entry.id)))
  return count
}

/** As `rescued`, where it may also be lost who wrote a line, and how it looked. Answers how many lines there are. */
function expectTrue(): number {
  const lines = readAll(writer)
  const meaningOf = (line: HistoryLine | undefined) => {
    const { seq, accountId, historyId, entry } = line ?? {}
    return [seq, accountId, historyId, entry?.kind, entry?.at, entry && 'text' in entry && entry.text]
  }
  expect(lines.map(meaningOf)).toEqual(lines.map((line) => meaningOf(written.get(line.entry.id))))
  expect(new Set(lines.map(({ entry }) => entry.id)).size).toBe(lines.length)
  return lines.length
}

function damage(edit: (bytes: Buffer) => unknown): void {
  const bytes = Buffer.from(whole)
  edit(bytes)
  writeFileSync(file, bytes)
}

/** The number of a page in which a table or index begins. */
function rootOf(name: string): number {
  const intact = path.join(folder, 'original.db')
  const { database } = new HistoryFileWriter(intact)
  const row = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)
  database.close()
  return Number(row?.['rootpage'])
}

/** Bytes that look like chance, always the same. */
function noise(length: number, seed: number): Buffer {
  let state = seed
  return Buffer.from(Array.from({ length }, () => (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16))
}

describe('what is read of a damaged file', () => {
  test('is everything when only the head is lost', async () => {
    damage((bytes) => bytes.fill(0, 0, 100))
    expect(await rescued()).toBe(lineCount)
  })

  test('is everything when the first page is lost, with all that says what is where', async () => {
    damage((bytes) => bytes.fill(0xff, 0, pageSize))
    expect(await rescued()).toBe(lineCount)
  })

  test('has the longest texts that an import takes', async () => {
    const first = new HistoryFileWriter(file)
    const text = 'long 今 '.repeat(400_000)
    first.write([textLine({ id: 'long', at: 1, text }), textLine({ id: 'short', at: 2 })], [])
    first.close()
    expect(await rescue()).toBe(2)
    expect(readAll(writer).map(({ entry }) => 'text' in entry && entry.text)).toEqual([text, 'hello'])
  })

  test('is everything of a file that is whole', async () => {
    damage((bytes) => bytes)
    expect(await rescued()).toBe(lineCount)
    const original = new HistoryFileWriter(path.join(folder, 'original.db'))
    expect(talksIn(writer)).toEqual(talksIn(original))
    original.close()
  })

  test.each(['talks', 'authors', 'formats', 'lines'])(
    'is everything when the tree of %s lost its root',
    async (table) => {
      const root = rootOf(table)
      damage((bytes) => bytes.fill(0, (root - 1) * pageSize, root * pageSize))
      const count = await rescue()
      expect(count).toBe(lineCount)
      const lines = readAll(writer)
      expect(lines.map(({ seq, historyId, accountId }) => [seq, historyId, accountId])).toEqual(
        lines
          .map(({ entry }) => written.get(entry.id)!)
          .map(({ seq, historyId, accountId }) => [seq, historyId, accountId]),
      )
    },
  )

  test('is everything when all but the second copy of the conversations is lost', async () => {
    const lost = [rootOf('talks'), rootOf('sqlite_autoindex_talks_1')]
    damage((bytes) => lost.forEach((root) => bytes.fill(0, (root - 1) * pageSize, root * pageSize)))
    expect(await rescued()).toBe(lineCount)
    const original = new HistoryFileWriter(path.join(folder, 'original.db'))
    expect(talksIn(writer)).toEqual(talksIn(original))
    original.close()
  })

  test.each(['sqlite_autoindex_lines_1', 'lines_of_talk', 'search_data'])(
    'is everything when %s is lost',
    async (name) => {
      const root = rootOf(name)
      damage((bytes) => noise(pageSize, 5).copy(bytes, (root - 1) * pageSize))
      expect(await rescued()).toBe(lineCount)
    },
  )

  test('is most when one page in twenty was overwritten, by whatever', { timeout: 120_000 }, async () => {
    const counts: number[] = []
    for (const [seed, filling] of ['zeros', 'noise', 'text', 'another page'].entries()) {
      damage((bytes) => {
        const pages = bytes.length / pageSize
        for (const page of shuffled(pages).slice(0, Math.floor(pages / 20))) {
          const other = bytes.subarray(((page * 7 + seed) % pages) * pageSize).subarray(0, pageSize)
          const overwritten = bytes.subarray(page * pageSize, (page + 1) * pageSize)
          if (filling === 'zeros') overwritten.fill(0)
          if (filling === 'noise') noise(pageSize, seed + page).copy(overwritten)
          if (filling === 'text') overwritten.fill('all work and no play ')
          if (filling === 'another page') other.copy(overwritten)
        }
      })
      writer = new HistoryFileWriter(':memory:')
      await rescue()
      counts.push(expectTrue())
    }
    expect(Math.min(...counts)).toBeGreaterThan(lineCount * 0.8)
  })

  test('is what stands before the end of a file that was cut', async () => {
    writeFileSync(file, whole.subarray(0, Math.floor(whole.length / 2) + 1234))
    await rescue()
    const count = expectTrue()
    expect(count).toBeGreaterThan(lineCount / 4)
    expect(count).toBeLessThan(lineCount)
  })

  test('has no line that lost a piece to a sector that was overwritten', { timeout: 120_000 }, async () => {
    const sector = fc.record({ at: fc.nat(), length: fc.integer({ min: 1, max: 3 }), zeros: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(sector, { minLength: 1, maxLength: 20 }), async (sectors) => {
        damage((bytes) => {
          for (const { at, length, zeros } of sectors) {
            const begin = (at * 512) % (bytes.length - 512 * length)
            const lost = bytes.subarray(begin, begin + 512 * length)
            if (zeros) lost.fill(0)
            else noise(lost.length, at).copy(lost)
          }
        })
        writer.close()
        writer = new HistoryFileWriter(':memory:')
        await rescue()
        expect(expectTrue()).toBeGreaterThan(lineCount * 0.5)
      }),
      { numRuns: 8, seed: 4 },
    )
  })

  test('is nothing when nothing is a history', async () => {
    for (const bytes of [noise(200_000, 3), Buffer.alloc(100_000), Buffer.from('hello'), Buffer.alloc(0)]) {
      writeFileSync(file, bytes)
      expect(await rescue()).toBe(0)
    }
    expect(talksIn(writer)).toEqual([])
  })
})

describe('a rescue', () => {
  test('reads back any lines', async () => {
    await fc.assert(
      fc.asyncProperty(anyLines, async (lines) => {
        const source = path.join(mkdtempSync(path.join(folder, 'any-')), 'history.db')
        const original = new HistoryFileWriter(source)
        original.write(lines, [])
        writer.close()
        writer = new HistoryFileWriter(':memory:')
        expect(await rescueLines(writer.database, source, unwatched, pause)).toBe(lines.length)
        expect(byPlace(readAll(writer))).toEqual(byPlace(readAll(original)))
        original.close()
      }),
      { numRuns: 30 },
    )
  })

  test('can be done again, after new lines were written, and doubles nothing', async () => {
    damage((bytes) => bytes.fill(0, 0, 100))
    writer.write([textLine({ id: 'new', at: 1_800_000_000_000 })], [])
    expect(await rescue()).toBe(lineCount)
    expect(await rescue()).toBe(lineCount)
    expect(readAll(writer)).toHaveLength(lineCount + 1)
  })

  test('can be ended, and goes on another time', async () => {
    damage((bytes) => bytes.fill(0, 0, 100))
    const ending = new AbortController()
    const told: number[] = []
    const onProgress = (done: number, total: number | null): void => {
      expect(total).toBe(lineCount)
      told.push(done)
      if (done >= 500) ending.abort()
    }
    const work = { signal: ending.signal, onProgress }
    await expect(rescueLines(writer.database, file, work, pause)).rejects.toThrow(/abort/i)
    expect(readAll(writer)).toHaveLength(told.at(-1)!)
    expect(await rescued()).toBe(lineCount)
  })

  test('does not rename the people of today, and leaves the damaged file as it is', async () => {
    damage((bytes) => bytes.fill(0, 0, 100))
    const before = readFileSync(file)
    const renamed = { ...bob, name: 'Robert' }
    writer.write([{ ...textLine({ id: 'new', at: 1 }), people: [renamed] }], [])
    await rescue()
    const talk = talksIn(writer).find(
      ({ accountId, historyId }) => accountId === alice && historyId === bob.address,
    )
    expect(talk?.people).toEqual([renamed])
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(existsSync(`${file}-wal`)).toBe(false)
  })

  test('of a file that is not there is refused', async () => {
    await expect(rescue()).rejects.toThrow('ENOENT')
  })
})
