import { fileURLToPath } from 'node:url'
import type { HistoryTalk } from '../../app/history.ts'
import type { Entry } from '../../app/message.ts'
import { importLogs, type OpenSink } from '../../main/history/import/import-logs.ts'
import type { Day, Clock, Zone } from '../../main/history/import/local-times.ts'
import { HistoryImport } from '../../main/storage/history/history-import.ts'
import { HistoryReader } from '../../main/storage/history/history-reader.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import type { ImportOptions, NewLine, Work } from '../../main/storage/history/history.ts'

/** The folder of logs that were written by hand, after what the programs write. */
export const sampleLogs = (path = ''): string =>
  fileURLToPath(new URL(`../fixtures/logs/${path}`, import.meta.url))

/** Whose logs the samples are. */
export const alice: Omit<ImportOptions, 'paths'> = {
  accountId: 'local/alice@live.com',
  address: 'alice@live.com',
  name: 'Alice',
  people: [
    { address: 'bob@example.com', name: 'Bob' },
    { address: 'carol99@hotmail.com', name: 'Carol' },
  ],
}

/** Work that nobody ends. */
export const unending: Work = { signal: new AbortController().signal, onProgress: () => undefined }

/** A history in memory, with what tests ask of it. */
export class HistoryInMemory {
  readonly writer = new HistoryFileWriter(':memory:')
  readonly reader = new HistoryReader(this.writer.database)
  readonly openSink: OpenSink = (precisionMs) => new HistoryImport(this.writer.database, precisionMs)

  write(...lines: readonly NewLine[]): void {
    this.writer.write(lines, [])
  }

  import(paths: readonly string[], options: Partial<ImportOptions> = {}, work = unending, zone?: Zone) {
    return importLogs(this.openSink, { ...alice, ...options, paths }, work, zone)
  }

  entries(historyId: string, accountId = alice.accountId): readonly Entry[] {
    return this.reader.read(accountId, historyId, { kind: 'end' }, 10_000).lines.map(({ entry }) => entry)
  }

  groups(): readonly HistoryTalk[] {
    return this.reader.list().filter(({ group }) => group)
  }

  /** Everything in it, conversations by their names. */
  all() {
    return this.reader
      .list()
      .map((talk) => ({ talk, entries: this.entries(talk.historyId, talk.accountId) }))
      .sort((a, b) => (keyOf(a.talk) < keyOf(b.talk) ? -1 : 1))
  }
}

const keyOf = ({ accountId, historyId }: HistoryTalk): string => `${accountId} ${historyId}`

/** What a line says, on one line: its time in UTC, who, and the words. */
export function told(entry: Entry): string {
  const time = new Date(entry.at).toISOString().replace(/\.000Z$/, 'Z')
  if (entry.kind === 'notice') {
    const who = 'who' in entry.notice ? `${entry.notice.who.name} <${entry.notice.who.address}>` : ''
    return `${time} ${entry.notice.kind} ${who}`
  }
  const side = entry.mine ? 'me' : entry.author.address
  const words = 'text' in entry ? entry.text : ''
  return `${time} ${entry.kind} ${entry.author.name} (${side}): ${words}`
}

/** The clocks of Berlin, with their summer time. */
export const berlin: Zone = (day, clock) => {
  const asUtc = Date.UTC(day.year, day.month - 1, day.day, clock.hour, clock.minute, clock.second)
  const guess = asUtc - offsetInBerlin(asUtc)
  return asUtc - offsetInBerlin(guess)
}

const inBerlin = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeZoneName: 'longOffset' })

function offsetInBerlin(at: number): number {
  const name = inBerlin.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return Number(/\+(\d\d)/.exec(name)?.[1] ?? 0) * 3_600_000
}

/** The clocks of Greenwich. */
export const greenwich: Zone = (day: Day, clock: Clock) =>
  Date.UTC(day.year, day.month - 1, day.day, clock.hour, clock.minute, clock.second)
