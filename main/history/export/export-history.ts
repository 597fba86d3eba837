import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { ExportFormat, HistoryLine, HistoryScope, HistoryTalk } from '../../../app/history.ts'
import type { ExportOptions, Work } from '../../storage/history/history.ts'
import { datesFor, type Dates } from './dates.ts'
import { FileNames, titleOfFile } from './file-names.ts'
import { htmlIndex, type WrittenTalk } from './html-index.ts'
import { htmlWriter } from './html-writer.ts'
import { jsonWriter } from './json-writer.ts'
import { makeAt, writeOutput, type Output } from './output.ts'
import { sentencesFor, type Sentences } from './sentences.ts'
import type { TalkWriter } from './talk-writer.ts'
import { textWriter } from './text-writer.ts'

/** What an export reads of the history. */
export interface ExportSource {
  list(): readonly HistoryTalk[]
  count(scope: HistoryScope): number
  /** The lines of a scope, in pages of at most `count` of one conversation, oldest first. */
  pages(scope: HistoryScope, count: number): Iterable<readonly HistoryLine[]>
}

/** So many lines are read at a time. */
const pageLines = 200

const endings: Readonly<Record<ExportFormat, string>> = { text: '.txt', html: '.html', json: '.json' }

/**
 * Writes a part of the history: one conversation as a file, more as a folder with a file for each, in folders by account where
 * there are several, and for pages with an `index.html`. Answers how many lines; 0 when it was ended, which leaves
 * nothing behind, as a failure does.
 * @throws HistoryError, or the system's error when a file cannot be written.
 */
export async function exportHistory(
  source: ExportSource,
  options: ExportOptions,
  work: Work,
): Promise<number> {
  const task = new ExportTask(source, options, work)
  try {
    await makeAt(options.path, (temporary) => task.write(temporary))
  } catch (error) {
    if (error instanceof Ended) return 0
    throw error
  }
  return task.lines
}

/** Somebody ended the export. */
class Ended extends Error {}

class ExportTask {
  readonly #source: ExportSource
  readonly #options: ExportOptions
  readonly #work: Work
  readonly #dates: Dates
  readonly #sentences: Sentences
  readonly #total: number
  lines = 0

  constructor(source: ExportSource, options: ExportOptions, work: Work) {
    this.#source = source
    this.#options = options
    this.#work = work
    this.#dates = datesFor(options.locale)
    this.#sentences = sentencesFor(options.locale)
    this.#total = source.count(options.scope)
  }

  async write(path: string): Promise<void> {
    const { scope } = this.#options
    this.#work.onProgress(0, this.#total)
    switch (scope.kind) {
      case 'conversation':
      case 'lines':
        return this.#writeTalk(path, this.#talkOf(scope), scope)
      case 'account':
      case 'all':
        return this.#writeFolder(path, scope)
    }
  }

  #talkOf(scope: Extract<HistoryScope, { kind: 'conversation' | 'lines' }>): HistoryTalk {
    const { accountId, historyId } = scope
    const isIt = (talk: HistoryTalk) => talk.accountId === accountId && talk.historyId === historyId
    const none = { accountId, historyId, group: false, people: [], lines: 0, firstAt: 0, lastAt: 0 }
    const talk = this.#source.list().find(isIt) ?? none
    return scope.kind === 'lines' ? { ...talk, lines: this.#total } : talk
  }

  async #writeFolder(folder: string, scope: HistoryScope): Promise<void> {
    const all = this.#source.list()
    const talks =
      scope.kind === 'account' ? all.filter(({ accountId }) => accountId === scope.accountId) : all
    const written = placesOf(talks, endings[this.#options.format])
    await mkdir(folder, { mode: 0o700 })
    for (const name of new Set(written.flatMap(({ path }) => path.slice(0, -1))))
      await mkdir(join(folder, name))
    for (const { talk, path } of written) {
      const { accountId, historyId } = talk
      await this.#writeTalk(join(folder, ...path), talk, { kind: 'conversation', accountId, historyId })
    }
    if (this.#options.format !== 'html') return
    const index = htmlIndex(written, this.#dates, this.#sentences)
    await writeOutput(join(folder, 'index.html'), (output) => Promise.resolve(output.write(index)))
  }

  async #writeTalk(path: string, talk: HistoryTalk, scope: HistoryScope): Promise<void> {
    const writer = this.#writerFor(talk)
    await writeOutput(path, async (output) => {
      output.write(writer.begin())
      await this.#writeLines(output, writer, scope)
      output.write(writer.end())
    })
  }

  async #writeLines(output: Output, writer: TalkWriter, scope: HistoryScope): Promise<void> {
    for (const lines of this.#source.pages(scope, pageLines)) {
      output.write(writer.lines(lines))
      await output.flush()
      this.lines += lines.length
      this.#work.onProgress(Math.min(this.lines, this.#total), this.#total)
      await turn()
      if (this.#work.signal.aborted) throw new Ended()
    }
    if (this.#work.signal.aborted) throw new Ended()
  }

  #writerFor(talk: HistoryTalk): TalkWriter {
    const context = { talk, dates: this.#dates, sentences: this.#sentences }
    switch (this.#options.format) {
      case 'text':
        return textWriter(context)
      case 'html':
        return htmlWriter(context)
      case 'json':
        return jsonWriter(talk)
    }
  }
}

/** Where each conversation is written; in a folder of its account when there are several. */
function placesOf(talks: readonly HistoryTalk[], ending: string): readonly WrittenTalk[] {
  const accounts = [...new Set(talks.map(({ accountId }) => accountId))]
  const folderNames = new FileNames('', ['index.html'])
  const folders = new Map(
    accounts.map((id) => [id, folderNames.nameFor(id.replace(/^([^/]*)\/(.*)$/, '$2 $1'))]),
  )
  const files = new Map(accounts.map((id) => [id, new FileNames(ending, ['index.html'])]))
  return talks.map((talk) => {
    const file = files.get(talk.accountId)?.nameFor(titleOfFile(talk)) ?? ''
    const folder = folders.get(talk.accountId) ?? ''
    return { talk, path: accounts.length > 1 ? [folder, file] : [file] }
  })
}
