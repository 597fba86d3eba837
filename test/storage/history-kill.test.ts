import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectToHistory } from '../../main/storage/history/history-database.ts'
import { deleteLines } from '../../main/storage/history/history-deletion.ts'
import { HistoryReader } from '../../main/storage/history/history-reader.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import { SearchIndex } from '../../main/storage/history/search-index.ts'
import { alice, bob, integrityOf, pause, secretLine, secretsIn, unwatched } from './history-lines.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-history-'))
  file = path.join(folder, 'history.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Another process that writes into the file; it is killed, and then says which lines it was told are kept. */
function startWriting(name: string, historyId: string) {
  const script = path.join(import.meta.dirname, 'history-writing-process.ts')
  const child = spawn(process.execPath, [script, file, name, historyId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const confirmed: string[] = []
  const lines = createInterface(child.stdout)
  lines.on('line', (id) => confirmed.push(id))
  return {
    confirmed,
    async hasWritten(count: number): Promise<void> {
      while (confirmed.length < count) await once(lines, 'line')
    },
    async kill(): Promise<readonly string[]> {
      const closed = once(lines, 'close')
      child.kill('SIGKILL')
      await closed
      return confirmed
    },
  }
}

const keptIds = (): readonly string[] => {
  const writer = new HistoryFileWriter(file)
  expect(writer.problem).toBeNull()
  const ids = [...new HistoryReader(writer.database).pages({ kind: 'all' }, 500)].flat()
  writer.close()
  return ids.map(({ entry }) => entry.id)
}

test(
  'a process that is killed while it writes loses nothing that was kept',
  { timeout: 180_000 },
  async () => {
    const all: string[] = []
    for (const [run, count] of [1, 40, 150, 300].entries()) {
      const writing = startWriting(`run${run}`, bob.address)
      await writing.hasWritten(count)
      const confirmed = await writing.kill()
      expect(confirmed.length).toBeGreaterThanOrEqual(count)
      all.push(...confirmed)
      const kept = keptIds()
      expect(all.filter((id) => !kept.includes(id))).toEqual([])
      // At most the line that it was about to confirm is there in addition, of each run.
      expect(kept.length - all.length).toBeLessThanOrEqual(run + 1)
      expect(integrityOf(file)).toBe('ok')
    }
  },
)

test(
  'deleting while another process writes neither loses nor leaves anything',
  { timeout: 180_000 },
  async () => {
    const zoe = 'zoe@example.com'
    new HistoryFileWriter(file).close()
    const writing = startWriting('other', zoe)
    await writing.hasWritten(1)
    const archive = connectToHistory(file)
    const index = new SearchIndex(archive)
    const own = new HistoryFileWriter(file)
    for (let round = 0; round < 4; round++) {
      const numbers = Array.from({ length: 150 }, (_, number) => round * 150 + ((number * 37) % 150))
      for (let at = 0; at < 150; at += 30) own.write(numbers.slice(at, at + 30).map(secretLine), [])
      for (let step = 0; step < 30; step++) index.addSome()
      const scope = { kind: 'conversation', accountId: alice, historyId: bob.address } as const
      expect(await deleteLines(archive, scope, unwatched, pause)).toBe(150)
    }
    const confirmed = await writing.kill()
    own.close()
    archive.close()
    expect(confirmed.length).toBeGreaterThan(20)
    const kept = keptIds()
    expect(confirmed.filter((id) => !kept.includes(id))).toEqual([])
    expect(kept.length - confirmed.length).toBeLessThanOrEqual(1)
    expect(secretsIn(file)).toEqual([])
    expect(integrityOf(file)).toBe('ok')
  },
)
