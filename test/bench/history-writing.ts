import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { openHistoryThread } from '../../main/history/history-thread.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import type { HistoryArchive, NewLine, Work } from '../../main/storage/history/history.ts'
import { figuresOf, type Figures } from './figures.ts'
import { chunked, type BigHistory } from './history-file.ts'
import { linesOfYears, talks } from './history-lines.ts'
import { workerFile } from './history.ts'

/** A line is written so often, in milliseconds; nobody gets that many. */
const everyMs = 15
const shortestMs = 4000
const longestMs = 20_000

/** What the thread that has the sockets writes and waits while the archive does something else, on a copy of the history. */
export async function* writingFigures(history: BigHistory): AsyncGenerator<Figures> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-bench-'))
  try {
    yield* measured(history, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function* measured(history: BigHistory, folder: string): AsyncGenerator<Figures> {
  const file = path.join(folder, 'history.db')
  copyFileSync(history.file, file)
  const writer = new HistoryFileWriter(file)
  yield* await whileWorking('nothing else', writer, () => wait(shortestMs))
  for (const some of chunked(linesNow('backlog', 60_000), 1000)) writer.write(some, [])
  const archive = openHistoryThread({ file, workerFile, log: console.error })
  yield* await whileWorking('60,000 lines are indexed', writer, () => wait(10_000))
  const [longest, second] = talks
  if (longest === undefined || second === undefined) return
  const exported = path.join(folder, 'talk.json')
  const scope = { kind: 'conversation', accountId: second.accountId, historyId: second.historyId } as const
  yield* await whileWorking('a conversation is written out', writer, () =>
    archive.export({ scope, format: 'json', path: exported, locale: 'en' }, work()),
  )
  yield* await whileWorking('a conversation is deleted', writer, () => deleted(archive, scope))
  yield* await whileWorking('it is imported again', writer, () => imported(archive, exported))
  yield* await whileWorking('searches are answered', writer, () => searched(archive))
  await archive.close()
  writer.close()
}

const work = (signal = new AbortController().signal): Work => ({ signal, onProgress: () => undefined })

/** The lines go back to the account that the file names. What was not deleted before is only looked up. */
async function imported(archive: HistoryArchive, exported: string): Promise<void> {
  const address = 'somebody@example.org'
  const owner = { accountId: `local/${address}`, address, name: '', people: [] }
  const summary = await archive.import({ ...owner, paths: [exported] }, work(AbortSignal.timeout(longestMs)))
  if (summary.added === 0) throw new Error('nothing was imported: this measured nothing')
}

async function deleted(
  archive: HistoryArchive,
  scope: Parameters<HistoryArchive['delete']>[0],
): Promise<void> {
  const lines = await archive.delete(scope, work(AbortSignal.timeout(longestMs)))
  if (lines === 0) throw new Error('nothing was deleted: this measured nothing')
}

async function searched(archive: HistoryArchive): Promise<void> {
  const everywhere = { accountId: null, historyId: null, from: null, to: null, before: null, count: 50 }
  for (let time = 0; time < 500; time++) await archive.search({ text: 'the you tomorrow', ...everywhere })
}

/** Writes single lines until the work has ended, and at least for a while. */
async function whileWorking(
  what: string,
  writer: HistoryFileWriter,
  start: () => Promise<unknown>,
): Promise<readonly Figures[]> {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  delays.enable()
  const begin = performance.now()
  let ended = false
  const working = start().finally(() => (ended = true))
  const times: number[] = []
  for (const line of linesNow(what, Infinity)) {
    if (ended && performance.now() - begin > shortestMs) break
    await wait(everyMs)
    const from = performance.now()
    writer.write([line], [])
    times.push(performance.now() - from)
  }
  await working
  delays.disable()
  const at = (percent: number): number => delays.percentile(percent) / 1e6
  const held: Figures = {
    ...{ what: '  and the event loop was held', count: delays.count, mean: delays.mean / 1e6 },
    ...{ p50: at(50), p95: at(95), p99: at(99), max: delays.max / 1e6 },
  }
  return [figuresOf(`write a line while ${what}`, times), held]
}

/** Lines that are said now. */
function* linesNow(id: string, count: number): Generator<NewLine> {
  let at = Date.now()
  for (const { entry, ...line } of linesOfYears(Math.min(count, 1_000_000))) {
    yield { ...line, entry: { ...entry, id: `${id}-${entry.id}`, at: (at += 5) } }
  }
}
