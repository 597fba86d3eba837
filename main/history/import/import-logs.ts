import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { HistoryImportSummary } from '../../../app/history.ts'
import type { Reason } from '../../../app/reasons.ts'
import type { ImportedCount } from '../../storage/history/history-import.ts'
import { HistoryError, type ImportOptions, type NewLine, type Work } from '../../storage/history/history.ts'
import { findFiles, type FoundFile } from './find-files.ts'
import { localZone, type Zone } from './local-times.ts'
import { entriesOfLog } from './log-entries.ts'
import { isIgnored, namesInLog, parseLog, precisionOf } from './log-formats.ts'
import { LogPeople } from './log-people.ts'
import { linesOfJson } from './own-json.ts'
import { textOfFile } from './text-of-file.ts'

/** Where imported lines go: one sink for each file, whose times are so exact. */
export type OpenSink = (precisionMs: number) => { addImported(lines: readonly NewLine[]): ImportedCount }

/** So many lines are added in one transaction; it takes some milliseconds, in which nobody else can write. */
const batchLines = 100
/** The pause behind it, for those who want to write. */
const pauseMs = 2

/** A longer log is refused; ten years of one contact have a tenth of it. Our own files may have any length. */
export const maxLogBytes = 64 * 1024 * 1024

/**
 * Imports logs of other programs and our own files, found in files and folders, into an account's history. A file that cannot be
 * read is named in the summary, with what could be read of it added all the same; lines that are there already are not
 * added again. When it is cancelled, what was added stays. Times without a zone are those of this computer.
 * @throws HistoryError when the history cannot be written.
 */
export async function importLogs(
  openSink: OpenSink,
  options: ImportOptions,
  work: Work,
  zone: Zone = localZone,
): Promise<HistoryImportSummary> {
  work.onProgress(0, null)
  const found = await findFiles(options.paths, work.signal)
  const task = new ImportTask(
    openSink,
    options,
    work,
    zone,
    found.filter((file) => !isIgnored(file)),
  )
  return task.run()
}

/** Somebody ended the import. */
class Cancelled extends Error {}

class ImportTask {
  readonly #openSink: OpenSink
  readonly #options: ImportOptions
  readonly #work: Work
  readonly #zone: Zone
  readonly #files: readonly FoundFile[]
  /** Every file is read twice: for the names in it, and for its lines. */
  readonly #total: number
  #done = 0
  #added = 0
  #alreadyThere = 0
  readonly #refused: { readonly file: string; readonly reason: Reason }[] = []

  constructor(
    openSink: OpenSink,
    options: ImportOptions,
    work: Work,
    zone: Zone,
    files: readonly FoundFile[],
  ) {
    this.#openSink = openSink
    this.#options = options
    this.#work = work
    this.#zone = zone
    this.#files = files
    this.#total = files.reduce((sum, { bytes }) => sum + 2 * bytes, 0)
  }

  async run(): Promise<HistoryImportSummary> {
    let cancelled = false
    try {
      await this.#pause()
      const people = new LogPeople(this.#options, await this.#countNames())
      for (const file of this.#files) await this.#import(file, people)
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error
      cancelled = true
    }
    const { length } = this.#refused
    const refused = this.#refused.slice(0, 1000)
    if (length > 0 || cancelled) this.#work.onProgress(this.#done, this.#total)
    return { added: this.#added, alreadyThere: this.#alreadyThere, refused, cancelled }
  }

  /** In the logs of how many people each name occurs: the owner's in many, another's in one. */
  async #countNames(): Promise<ReadonlyMap<string, number>> {
    const logs = new Map<string, Set<string>>()
    for (const file of this.#files) {
      await this.#pause()
      const text = await this.#textOf(file).catch(() => null)
      for (const name of text === null ? [] : namesInLog({ ...file, text }, file.kind)) {
        logs.set(name, (logs.get(name) ?? new Set()).add(file.name.toLowerCase()))
      }
      this.#progress(file.bytes)
    }
    return new Map([...logs].map(([name, files]) => [name, files.size]))
  }

  async #import(file: FoundFile, people: LogPeople): Promise<void> {
    const before = this.#done
    try {
      const whole =
        file.kind === 'papilio' ? await this.#importOwn(file) : await this.#importLog(file, people)
      if (!whole) this.#refuse(file, 'file-unreadable')
    } catch (error) {
      if (error instanceof Cancelled || error instanceof HistoryError) throw error
      if (this.#work.signal.aborted) throw new Cancelled()
      this.#refuse(file, file.bytes > maxLogBytes ? 'too-long' : 'file-unreadable')
    }
    this.#progress(before + file.bytes - this.#done)
  }

  /** Whether all of it could be read. */
  async #importLog(file: FoundFile, people: LogPeople): Promise<boolean> {
    const text = await this.#textOf(file)
    if (text === null) return false
    const log = await parseLog({ ...file, text }, file.kind, this.#zone, () => this.#pause())
    const bytes = file.bytes / Math.max(log.lines.length, 1)
    await this.#add(file, entriesOfLog(log, this.#options, people), () => bytes)
    return !log.damaged
  }

  async #importOwn(file: FoundFile): Promise<boolean> {
    let whole = true
    let bytes = 0
    async function* readable(lines: ReturnType<typeof linesOfJson>): AsyncGenerator<NewLine> {
      for await (const { line, length } of lines) {
        bytes = length
        if (line === null) whole = false
        else yield line
      }
    }
    await this.#add(file, readable(linesOfJson(file.path, this.#options)), () => bytes)
    return whole
  }

  async #add(
    file: FoundFile,
    lines: Iterable<NewLine> | AsyncIterable<NewLine>,
    bytesOfLine: () => number,
  ): Promise<void> {
    const sink = this.#openSink(precisionOf(file.kind))
    let batch: NewLine[] = []
    let bytes = 0
    const flush = async (): Promise<void> => {
      const { added, alreadyThere } = batch.length === 0 ? nothing : sink.addImported(batch)
      this.#added += added
      this.#alreadyThere += alreadyThere
      this.#progress(bytes)
      ;[batch, bytes] = [[], 0]
      await this.#pause(pauseMs)
    }
    for await (const line of lines) {
      batch.push(line)
      bytes += bytesOfLine()
      if (batch.length === batchLines) await flush()
    }
    await flush()
  }

  /** Null for what is no log of another program. @throws RangeError for one that is too long */
  async #textOf({ path, bytes, kind }: FoundFile): Promise<string | null> {
    if (kind === null || kind === 'papilio') return null
    if (bytes > maxLogBytes) throw new RangeError('the log is too long')
    return textOfFile(await readFile(path, { signal: this.#work.signal }))
  }

  /** Lets others have their turn. */
  async #pause(ms = 0): Promise<void> {
    await wait(ms)
    if (this.#work.signal.aborted) throw new Cancelled()
  }

  #refuse({ name }: FoundFile, reason: Reason): void {
    this.#refused.push({ file: name, reason })
  }

  #progress(bytes: number): void {
    this.#done += bytes
    this.#work.onProgress(Math.round(Math.min(this.#done, this.#total)), this.#total)
  }
}

const nothing: ImportedCount = { added: 0, alreadyThere: 0 }
