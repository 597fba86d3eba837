import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HistoryLine } from '../../app/history.ts'
import { HistoryReader } from '../../main/storage/history/history-reader.ts'
import { rescueLines } from '../../main/storage/history/history-rescue.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import { bob, pause, textLine, unwatched } from './history-lines.ts'

const pageSize = 4096

let folder: string
let file: string
let writer: HistoryFileWriter

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-history-'))
  file = path.join(folder, 'damaged.db')
  writer = new HistoryFileWriter(':memory:')
})
afterEach(() => {
  writer.close()
  rmSync(folder, { recursive: true })
})

const readAll = ({ database }: HistoryFileWriter): readonly HistoryLine[] =>
  [...new HistoryReader(database).pages({ kind: 'all' }, 500)].flat()
const rescue = (): Promise<number> => rescueLines(writer.database, file, unwatched, pause)

describe('what stands in the journal alone', () => {
  /** A file whose lines are in its journal, taken while it was open. */
  function leaveJournal(): readonly HistoryLine[] {
    const open = new HistoryFileWriter(path.join(folder, 'open.db'))
    open.write(
      Array.from({ length: 50 }, (_, at) => textLine({ id: `first${at}`, at, text: 'x'.repeat(500) })),
      [],
    )
    open.database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0')
    // A new name of Bob brings his conversation into the journal too.
    const people = [{ ...bob, name: 'Robert' }]
    for (let at = 50; at < 100; at++) {
      open.write([{ ...textLine({ id: `later${at}`, at, text: 'y'.repeat(500) }), people }], [])
    }
    for (const suffix of ['', '-wal']) copyFileSync(path.join(folder, `open.db${suffix}`), file + suffix)
    const lines = readAll(open)
    open.close()
    return lines
  }

  test('is read too', async () => {
    const lines = leaveJournal()
    expect(await rescue()).toBe(100)
    expect(readAll(writer)).toEqual(lines)
  })

  test('is read when the file itself is empty', async () => {
    leaveJournal()
    truncateSync(file, 0)
    expect(await rescue()).toBeGreaterThanOrEqual(50)
    expect(readAll(writer).some(({ entry }) => entry.id === 'later99')).toBe(true)
  })

  test('is read up to where it is damaged', async () => {
    leaveJournal()
    const journal = readFileSync(`${file}-wal`)
    journal.fill(0xee, Math.floor(journal.length / 2), Math.floor(journal.length / 2) + 100)
    writeFileSync(`${file}-wal`, journal)
    const count = await rescue()
    expect(count).toBeGreaterThan(50)
    expect(count).toBeLessThan(100)
    const ids = readAll(writer).map(({ entry }) => entry.id)
    expect(ids).toEqual([
      ...Array.from({ length: 50 }, (_, at) => `first${at}`),
      ...Array.from({ length: count - 50 }, (_, at) => `later${50 + at}`),
    ])
  })

  test('is lost, and nothing else, when the disk does not give it', async () => {
    leaveJournal()
    rmSync(`${file}-wal`)
    mkdirSync(`${file}-wal`)
    expect(await rescue()).toBe(50)
  })

  test('was not said when it was not committed', async () => {
    leaveJournal()
    const journal = readFileSync(`${file}-wal`)
    const lastFrame = journal.length - pageSize - 24
    writeFileSync(`${file}-wal`, journal.subarray(0, lastFrame))
    const ids = (await rescue(), readAll(writer)).map(({ entry }) => entry.id)
    expect(ids).not.toContain('later99')
    expect(ids).toContain('later98')
  })
})
