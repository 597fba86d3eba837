import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { historyMigrations } from '../../main/storage/history/history-migrations.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import type { NewLine } from '../../main/storage/history/history.ts'
import { SearchIndex } from '../../main/storage/history/search-index.ts'
import { generatorVersion, linesOfYears } from './history-lines.ts'

const folder = fileURLToPath(new URL('../../.cache/bench-history', import.meta.url))

/** A history as somebody has it after many years. */
export interface BigHistory {
  readonly file: string
  readonly lines: number
  readonly bytes: number
  readonly bytesWithoutIndex: number
  /** Of the processor, as what else runs on the machine does not count. */
  readonly writeSeconds: number
  readonly indexSeconds: number
}

/** The history of so many lines: built once, and again when the tables or the lines change. */
export function bigHistory(lines: number): BigHistory {
  const kind = JSON.stringify([historyMigrations, generatorVersion, lines])
  const name = createHash('sha256').update(kind).digest('hex').slice(0, 12)
  const file = path.join(folder, `${name}.db`)
  const notes = path.join(folder, `${name}.json`)
  if (existsSync(notes)) return { ...(JSON.parse(readFileSync(notes, 'utf8')) as BigHistory), file }
  mkdirSync(folder, { recursive: true })
  for (const old of readdirSync(folder)) rmSync(path.join(folder, old))
  console.log(`Building a history of ${lines.toLocaleString('en')} lines …`)
  const built = build(file, lines)
  writeFileSync(notes, JSON.stringify(built))
  return built
}

function build(file: string, lines: number): BigHistory {
  const writer = new HistoryFileWriter(file)
  const writeSeconds = secondsOf(() => {
    for (const some of chunked(linesOfYears(lines), 1000)) writer.write(some, [])
  })
  writer.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const bytesWithoutIndex = statSync(file).size
  const index = new SearchIndex(writer.database)
  const indexSeconds = secondsOf(() => {
    while (index.addSome() > 0) while (index.mergeSome());
  })
  writer.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  writer.close()
  return { file, lines, bytes: statSync(file).size, bytesWithoutIndex, writeSeconds, indexSeconds }
}

function secondsOf(action: () => void): number {
  const begin = process.cpuUsage()
  action()
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / 1e6
}

/** So many at a time. */
export function* chunked(lines: Iterable<NewLine>, size: number): Generator<NewLine[]> {
  let some: NewLine[] = []
  for (const line of lines) {
    some.push(line)
    if (some.length === size) {
      yield some
      some = []
    }
  }
  if (some.length > 0) yield some
}
