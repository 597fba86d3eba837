import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { HistoryHits, HistorySearch } from '../../app/history.ts'
import { defaultFormat } from '../../app/message.ts'
import { historyInProcess } from '../../main/history/history-service.ts'
import { openHistoryThread } from '../../main/history/history-thread.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import {
  HistoryError,
  type HistoryArchive,
  type ImportOptions,
  type NewLine,
  type Work,
} from '../../main/storage/history/history.ts'
import { rowsOf } from '../../main/storage/statements.ts'

const accountId = 'local/alice@example.com'
const bob = { address: 'bob@example.com', name: 'Bob' }
const workerFile = fileURLToPath(new URL('../../main/history/worker.ts', import.meta.url))
const deletingProcess = fileURLToPath(new URL('deleting-process.ts', import.meta.url))
const dyingWorker = fileURLToPath(new URL('dying-worker.ts', import.meta.url))
const unwatched: Work = { signal: new AbortController().signal, onProgress: () => undefined }
const scope = { kind: 'conversation', accountId, historyId: bob.address } as const

let folder: string
let file: string
let writer: HistoryFileWriter
let faults: unknown[][]
const archives: HistoryArchive[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-history-'))
  file = path.join(folder, 'history.db')
  writer = new HistoryFileWriter(file)
  faults = []
})

afterEach(async () => {
  for (const archive of archives.splice(0)) await archive.close()
  writer.close()
  rmSync(folder, { recursive: true })
})

function opened(archive: HistoryArchive): HistoryArchive {
  archives.push(archive)
  return archive
}

const thread = (script = workerFile): HistoryArchive =>
  opened(openHistoryThread({ file, workerFile: script, log: (...fault) => faults.push(fault) }))

const line = (number: number, text = `line ${number}`): NewLine => ({
  ...{ accountId, historyId: bob.address, group: false, people: [bob] },
  entry: {
    ...{ id: `e${number}`, at: 1_700_000_000_000 + number * 1000, kind: 'text', author: bob, mine: false },
    ...{ text, format: defaultFormat, delivery: { state: 'received' } },
  },
})

const lines = (count: number): NewLine[] => Array.from({ length: count }, (_, number) => line(number))

function search(
  archive: HistoryArchive,
  text: string,
  some: Partial<HistorySearch> = {},
): Promise<HistoryHits> {
  const everywhere = { accountId: null, historyId: null, from: null, to: null, before: null, count: 100 }
  return archive.search({ ...everywhere, text, ...some })
}

const idsOf = ({ hits }: HistoryHits): string[] => hits.map((hit) => hit.line.entry.id)

/** A log of another program with so many lines, to import. */
function log(count: number): ImportOptions {
  const folderOfLog = path.join(folder, 'logs/msn/alice@example.com/bob@example.com')
  mkdirSync(folderOfLog, { recursive: true })
  const said = Array.from({ length: count }, (_, at) => {
    const time = new Date(at * 1000).toISOString().slice(11, 19)
    return `(${time}) Bob: imported ${at}`
  })
  const head = 'Conversation with bob@example.com at Mon 06 Apr 2009 00:00:00 on alice@example.com (msn)'
  writeFileSync(path.join(folderOfLog, '2009-04-06.000000+0000UTC.txt'), [head, ...said, ''].join('\n'))
  return {
    accountId,
    address: 'alice@example.com',
    name: 'Alice',
    people: [bob],
    paths: [path.join(folder, 'logs')],
  }
}

describe.each([
  ['in a thread', () => thread()],
  ['in process', () => opened(historyInProcess(writer.database))],
])('the archive %s', (_where, open) => {
  test('reads, lists and finds what was written, at once', async () => {
    const archive = open()
    writer.write(lines(30), [])
    const page = await archive.read(accountId, bob.address, { kind: 'end' }, 10)
    expect(page).toMatchObject({ earlier: true, later: false })
    expect(page.lines.map(({ entry }) => entry)).toEqual(
      lines(30)
        .slice(20)
        .map(({ entry }) => entry),
    )
    expect(await archive.list()).toMatchObject([
      { accountId, historyId: bob.address, people: [bob], lines: 30 },
    ])
    expect(idsOf(await search(archive, 'LINE 29'))).toEqual(['e29'])
    writer.write([line(30, 'said a moment ago')], [])
    const [hit] = (await search(archive, 'momen')).hits
    expect(hit?.marks).toEqual([[7, 5]])
  })

  test('answers while it imports, and tells how far it has come', async () => {
    const archive = open()
    writer.write([line(0, 'said before')], [])
    const ends: string[] = []
    const progress = vi.fn<Work['onProgress']>()
    const importing = archive.import(log(3000), { ...unwatched, onProgress: progress })
    const whole = importing.then(() => ends.push('import'))
    await vi.waitFor(() => expect(progress).toHaveBeenCalled(), 10_000)
    expect(idsOf(await search(archive, 'before'))).toEqual(['e0'])
    ends.push('search')
    await archive.read(accountId, bob.address, { kind: 'end' }, 10)
    ends.push('page')
    await whole
    expect(ends).toEqual(['search', 'page', 'import'])
    expect(await importing).toMatchObject({ added: 3000, refused: [], cancelled: false })
    expect((await search(archive, 'imported 2999')).hits).toHaveLength(1)
  })

  test('ends a piece of work when it is told to', async () => {
    const archive = open()
    const end = new AbortController()
    const onProgress: Work['onProgress'] = (done) => {
      if (done > 0) end.abort()
    }
    const summary = await archive.import(log(20_000), { signal: end.signal, onProgress })
    expect(summary.cancelled).toBe(true)
    expect(summary.added).toBeLessThan(20_000)
    const [talk] = await archive.list()
    expect(talk?.lines ?? 0).toBe(summary.added)
  })

  test('deletes, exports and rescues', async () => {
    const archive = open()
    writer.write(lines(20), [])
    await search(archive, 'line')
    const exported = path.join(folder, 'bob.json')
    const options = { scope, format: 'json', path: exported, locale: 'en' } as const
    expect(await archive.export(options, unwatched)).toBe(20)
    expect(readFileSync(exported, 'utf8')).toContain('line 19')
    expect(await archive.delete({ ...scope, kind: 'lines', entryIds: ['e3', 'e4'] }, unwatched)).toBe(2)
    expect(idsOf(await search(archive, 'line 3'))).toEqual([])
    expect(idsOf(await search(archive, 'line 5'))).toEqual(['e5'])
    const other = new HistoryFileWriter(path.join(folder, 'other.db'))
    other.write([line(100, 'from elsewhere')], [])
    other.close()
    expect(await archive.rescue(path.join(folder, 'other.db'), unwatched)).toBe(1)
    expect(idsOf(await search(archive, 'elsewhere'))).toEqual(['e100'])
  })

  test('finds what is indexed when nothing can be written', async () => {
    const archive = open()
    writer.write(lines(3), [])
    expect(idsOf(await search(archive, 'line 2'))).toEqual(['e2'])
    writer.write([line(3)], [])
    const holding = new DatabaseSync(file)
    holding.exec('BEGIN IMMEDIATE')
    expect(idsOf(await search(archive, 'line 2'))).toEqual(['e2'])
    holding.exec('ROLLBACK')
    holding.close()
    expect(idsOf(await search(archive, 'line 3'))).toEqual(['e3'])
  })

  test('refuses long work that comes after its end', async () => {
    const archive = open()
    await archive.close()
    await expect(archive.delete({ kind: 'all' }, unwatched)).rejects.toMatchObject({ kind: 'not-written' })
    await expect(archive.rescue(file, unwatched)).rejects.toMatchObject({ kind: 'not-written' })
  })

  test("passes on the system's errors", async () => {
    const archive = open()
    const rescue = archive.rescue(path.join(folder, 'nothing.db'), unwatched)
    await expect(rescue).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(rescue).rejects.toBeInstanceOf(Error)
  })
})

describe('the thread', () => {
  test('says as a HistoryError that a file is damaged', async () => {
    writer.close()
    writeFileSync(file, 'this was a history')
    const archive = thread()
    const reading = archive.list()
    await expect(reading).rejects.toBeInstanceOf(HistoryError)
    await expect(reading).rejects.toMatchObject({ kind: 'damaged' })
    rmSync(file)
    writer = new HistoryFileWriter(file)
  })

  // In a process of its own: threads of vitest pass on to their threads how files are closed.
  test.runIf(existsSync('/proc/locks'))("leaves the writer's locks alone when it ends", () => {
    writer.write(lines(5), [])
    const said = execFileSync(process.execPath, [deletingProcess, file], { encoding: 'utf8' })
    expect(Number(said)).toBeGreaterThan(0)
    expect(rowsOf(writer.database, 'SELECT * FROM lines')).toEqual([])
  })

  test('indexes what was said, and moves it out of the journal, without being asked', async () => {
    thread()
    writer.write([line(0, 'an unforgettable evening')], [])
    const lacks = () => rowsOf(writer.database, 'SELECT seq FROM unindexed')
    await vi.waitFor(() => expect(lacks()).toEqual([]), { timeout: 15_000, interval: 100 })
    await vi.waitFor(() => expect(readFileSync(file, 'latin1')).toContain('an unforgettable evening'), {
      timeout: 15_000,
      interval: 100,
    })
    expect(faults).toEqual([])
  })

  test('that dies rejects what waits, is started anew, and answers again', async () => {
    writer.write([line(0)], [])
    const archive = thread(dyingWorker)
    const importing = archive.import(log(5000), unwatched)
    const dying = search(archive, 'die')
    await expect(dying).rejects.toMatchObject({ name: 'HistoryError', kind: 'not-written' })
    await expect(importing).rejects.toMatchObject({ name: 'HistoryError', kind: 'not-written' })
    expect(idsOf(await search(archive, 'line'))).toContain('e0')
  })

  test('that dies again and again is given up', async () => {
    const archive = thread(dyingWorker)
    for (let time = 0; time < 6; time++) {
      await expect(search(archive, 'die')).rejects.toMatchObject({ kind: 'not-written' })
    }
    await expect(search(archive, 'line')).rejects.toThrow('not-written')
    await archive.close()
  })

  test('whose script is missing is told of, and refuses', async () => {
    const archive = thread(path.join(folder, 'nothing.ts'))
    await expect(archive.list()).rejects.toMatchObject({ kind: 'not-written' })
    expect(faults.length).toBeGreaterThan(0)
  })

  test('ends what it does when it is closed, and refuses what comes later', async () => {
    const archive = thread()
    const progress = vi.fn<Work['onProgress']>()
    const importing = archive.import(log(30_000), { ...unwatched, onProgress: progress })
    await vi.waitFor(() => expect(progress).toHaveBeenCalled(), 10_000)
    await archive.close()
    expect(await importing).toMatchObject({ cancelled: true })
    await expect(archive.list()).rejects.toBeInstanceOf(HistoryError)
    await archive.close()
    const integrity = rowsOf(writer.database, 'PRAGMA integrity_check')
    expect(integrity).toEqual([{ integrity_check: 'ok' }])
  })

  test('lets the writer write while it imports, and loses nothing', async () => {
    const archive = thread()
    let imported = false
    const importing = archive.import(log(5000), unwatched).finally(() => (imported = true))
    let written = 0
    while (!imported || written < 50) {
      writer.write([line(written)], [])
      written++
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    expect((await importing).added).toBe(5000)
    const [talk] = await archive.list()
    expect(talk?.lines).toBe(5000 + written)
    expect((await search(archive, 'line', { count: 200 })).hits.length).toBe(Math.min(200, written))
  })
})
