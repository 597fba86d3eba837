import os from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { HistoryPage } from '../../app/history.ts'
import { openHistoryThread } from '../../main/history/history-thread.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import type { HistoryArchive } from '../../main/storage/history/history.ts'
import { figuresHead, figuresOf, figuresRow, timesOf, type Figures } from './figures.ts'
import { bigHistory, type BigHistory } from './history-file.ts'
import { talks } from './history-lines.ts'
import { queries } from './history-queries.ts'
import { writingFigures } from './history-writing.ts'

/** What was measured of a big history. */
export interface HistoryFigures {
  readonly history: BigHistory
  readonly figures: readonly Figures[]
}

const lines = Number(process.env['PAPILIO_BENCH_LINES'] ?? 1_000_000)
const searchesOfEachKind = 30

/** What each figure must stay under whose name begins so, in milliseconds at the 95th percentile; a write may take a frame of a window. */
const promises = {
  'search, all kinds': 50,
  '  search: ': 50,
  'open a conversation (last 50 lines)': 20,
  'write a line while ': 16,
}

/** Measures a history of a million lines through the thread that has it in the program, and prints what comes out. */
export async function historyBench(): Promise<HistoryFigures> {
  const history = bigHistory(lines)
  const { bytes, bytesWithoutIndex, writeSeconds, indexSeconds } = history
  const megabytes = (value: number): string => `${Math.round(value / 1e6)} MB`
  console.log(
    `\n${lines.toLocaleString('en')} lines: ${megabytes(bytes)}, ${megabytes(bytesWithoutIndex)} without`,
  )
  console.log(`the index; written in ${writeSeconds.toFixed(1)} s, indexed in ${indexSeconds.toFixed(1)} s\n`)
  console.log(figuresHead)
  const figures: Figures[] = []
  const show = (some: readonly Figures[]): void => {
    figures.push(...some)
    for (const each of some) console.log(figuresRow(each))
  }
  show(await readingFigures(history))
  show(scanFigures(history))
  for await (const some of writingFigures(history)) show([some])
  console.log(
    `\nmean LIKE / mean search: ${ratio(figures).toFixed(0)}; load of the machine ${os.loadavg()[0]?.toFixed(1)}`,
  )
  for (const [beginning, limit] of Object.entries(promises)) sayWhetherKept(figures, beginning, limit)
  return { history, figures }
}

/** How many searches a scan of everything takes. Means: a scan that finds enough soon says little. */
function ratio(figures: readonly Figures[]): number {
  const meanOf = (what: string): number => figures.find((each) => each.what.startsWith(what))?.mean ?? NaN
  return meanOf('to compare') / meanOf('search, all kinds')
}

function sayWhetherKept(figures: readonly Figures[], beginning: string, limit: number): void {
  const meant = figures.filter(({ what }) => what.startsWith(beginning))
  if (meant.length === 0) throw new Error(`nothing was measured of ${beginning}`)
  for (const { what, p95 } of meant)
    console.log(
      `${what.trim()}: ${p95.toFixed(1)} ms at p95, ${p95 < limit ? 'under' : 'NOT UNDER'} ${limit} ms`,
    )
}

async function readingFigures({ file }: BigHistory): Promise<readonly Figures[]> {
  const writer = new HistoryFileWriter(file)
  const archive = openHistoryThread({ file, workerFile, log: console.error })
  try {
    return [...(await pageFigures(archive)), ...(await searchFigures(archive))]
  } finally {
    await archive.close()
    writer.close()
  }
}

/** The script of the thread, which Node runs as it is. */
export const workerFile = fileURLToPath(new URL('../../main/history/worker.ts', import.meta.url))

async function pageFigures(archive: HistoryArchive): Promise<readonly Figures[]> {
  const pages: HistoryPage[] = []
  const opened = await timesOf(talks, async ({ accountId, historyId }) => {
    pages.push(await archive.read(accountId, historyId, { kind: 'end' }, 50))
  })
  const firsts = pages.flatMap(({ lines: [first], earlier }) => (first && earlier ? [first] : []))
  const paged = await timesOf(firsts, ({ accountId, historyId, seq }) =>
    archive.read(accountId, historyId, { kind: 'before', seq }, 100),
  )
  const listed = await timesOf(Array(20), () => archive.list())
  return [
    figuresOf('open a conversation (last 50 lines)', opened),
    figuresOf('page up (100 lines)', paged),
    figuresOf('list the conversations', listed),
  ]
}

async function searchFigures(archive: HistoryArchive): Promise<readonly Figures[]> {
  const asked = queries(searchesOfEachKind)
  const times = await timesOf(asked, ({ search }) => archive.search(search))
  const kinds = [...new Set(asked.map(({ kind }) => kind))]
  const ofKind = (kind: string): number[] => times.filter((_, at) => asked[at]?.kind === kind)
  return [
    figuresOf('search, all kinds', times),
    ...kinds.map((kind) => figuresOf(`  search: ${kind}`, ofKind(kind))),
  ]
}

/** What a history without an index does. */
function scanFigures({ file }: BigHistory): readonly Figures[] {
  const database = new DatabaseSync(file, { readOnly: true })
  const scan = database.prepare('SELECT seq FROM lines WHERE text LIKE ? ORDER BY seq DESC LIMIT 50')
  const texts = queries(2).map(({ search }) => `%${search.text.replaceAll('"', '')}%`)
  const times = texts.map((text) => {
    const begin = performance.now()
    scan.all(text)
    return performance.now() - begin
  })
  database.close()
  return [figuresOf('to compare: LIKE, without folding or filters', times)]
}
