import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectToHistory, openHistory } from '../../main/storage/history/history-database.ts'
import { HistoryReader } from '../../main/storage/history/history-reader.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import { textLine } from './history-lines.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-history-'))
  file = path.join(folder, 'profile', 'history.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A history with one line, closed. */
function writeLine(): void {
  const writer = new HistoryFileWriter(file)
  writer.write([textLine({ id: 'kept', at: 1 })], [])
  writer.close()
}

const linesIn = (database: DatabaseSync) =>
  [...new HistoryReader(database).pages({ kind: 'all' }, 100)].flat().length
const filesBeside = (): string[] => readdirSync(path.dirname(file)).sort()

describe("the history's file", () => {
  test.skipIf(process.platform === 'win32')(
    'can be read by its owner alone, also when it was not so before',
    () => {
      writeLine()
      writeFileSync(path.join(folder, 'copy.db'), readFileSync(file), { mode: 0o644 })
      for (const each of [file, path.join(folder, 'copy.db')]) {
        const { database } = openHistory(each)
        const modes = ['', '-wal', '-shm'].map((suffix) => statSync(each + suffix).mode & 0o777)
        expect(modes).toEqual([0o600, 0o600, 0o600])
        database.close()
      }
    },
  )

  test.each([
    ['journal_mode', 'wal'],
    ['synchronous', 1],
    ['secure_delete', 1],
    ['temp_store', 2],
    ['user_version', 2],
  ])('has %s = %s in each connection', (pragma, value) => {
    const { database } = openHistory(file)
    const other = connectToHistory(file)
    for (const each of [database, other]) {
      expect(Object.values(each.prepare(`PRAGMA ${pragma}`).get() ?? {})).toEqual([value])
      each.close()
    }
  })

  test('can be in memory alone', () => {
    const { database, problem } = openHistory(':memory:')
    expect(problem).toBeNull()
    expect(linesIn(database)).toBe(0)
    expect(existsSync(':memory:')).toBe(false)
  })

  test('keeps what was written', () => {
    writeLine()
    const { database, problem } = openHistory(file)
    expect(problem).toBeNull()
    expect(linesIn(database)).toBe(1)
    database.close()
  })

  test('of a later version is left alone, and what is said stays in memory', () => {
    writeLine()
    const later = new DatabaseSync(file)
    later.exec('PRAGMA user_version = 99')
    later.close()
    const writer = new HistoryFileWriter(file)
    expect(writer.problem).toEqual({ kind: 'too-new', version: 99 })
    writer.write([textLine({ id: 'a', at: 1 }), textLine({ id: 'b', at: 2 })], [])
    expect(linesIn(writer.database)).toBe(2)
    writer.close()
    const untouched = new DatabaseSync(file)
    expect(linesIn(untouched)).toBe(1)
    untouched.close()
    expect(filesBeside()).toEqual(['history.db'])
  })
})

describe('a history that cannot be read', () => {
  test.each<[string, () => void]>([
    ['is no database', () => writeFileSync(file, 'all that was ever said')],
    [
      'lost its head',
      () => writeFileSync(file, Buffer.concat([Buffer.alloc(100), readFileSync(file).subarray(100)])),
    ],
    [
      'lost its first page',
      () => writeFileSync(file, Buffer.concat([Buffer.alloc(4096), readFileSync(file).subarray(4096)])),
    ],
    ['lost its end', () => truncateSync(file, 4096 * 3)],
    ['lacks a table', () => execute('DROP TABLE authors')],
    ['does not say of which version it is', () => execute('PRAGMA user_version = 0')],
    [
      'is empty beside a journal that is not',
      () => {
        truncateSync(file, 0)
        writeFileSync(`${file}-wal`, 'what was said last')
      },
    ],
  ])('because it %s is put aside, and a new one is begun', (_, damage) => {
    writeLine()
    damage()
    const damaged = readFileSync(file)
    const journal = existsSync(`${file}-wal`) ? readFileSync(`${file}-wal`) : null
    const { database, problem } = openHistory(file)
    expect(problem).toEqual({ kind: 'damaged', keptAs: `${file}.damaged-1` })
    expect(linesIn(database)).toBe(0)
    database.close()
    expect(readFileSync(`${file}.damaged-1`)).toEqual(damaged)
    if (journal !== null) expect(readFileSync(`${file}.damaged-1-wal`)).toEqual(journal)
  })

  function execute(sql: string): void {
    const database = new DatabaseSync(file)
    database.exec(`PRAGMA journal_mode = DELETE; ${sql}; PRAGMA journal_mode = WAL`)
    database.close()
  }
})

test('an archive is refused a file that is not there, and makes none', () => {
  expect(() => connectToHistory(path.join(folder, 'history.db'))).toThrow('not-written')
  expect(readdirSync(folder)).toEqual([])
})
