import { dialog, type BrowserWindow } from 'electron'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { AccountId } from '../../app/account.ts'
import type { ExportFormat, HistoryImportSummary, HistoryScope } from '../../app/history.ts'
import type { ImportPlace } from '../../app/history-calls.ts'
import { success, type Result } from '../../app/reasons.ts'
import type { Strings } from './strings.ts'

/** What the files are about. */
export interface HistoryFilesOptions {
  readonly strings: Strings
  /** The window that the dialogs belong to, if there is one. */
  readonly parent: () => BrowserWindow | null
  /** The folder that is proposed. */
  readonly documents: () => string
  readonly now: () => Date
  readonly exportTo: (scope: HistoryScope, format: ExportFormat, path: string) => Promise<Result<number>>
  readonly importFrom: (
    accountId: AccountId,
    paths: readonly string[],
  ) => Promise<Result<HistoryImportSummary>>
}

const extensions: Readonly<Record<ExportFormat, string>> = { text: 'txt', html: 'html', json: 'json' }

/** What logs of this and other programs are called; Pidgin's and aMSN's, MSN's, our own. */
const logExtensions = ['json', 'xml', 'txt', 'html', 'htm', 'log']

/** The history as files. Where they lie is asked here, by the system's dialogs: windows never name a path. */
export class HistoryFiles {
  readonly #options: HistoryFilesOptions

  constructor(options: HistoryFilesOptions) {
    this.#options = options
  }

  /** One conversation becomes a file, everything else a folder. The value: whether the user chose a place. */
  async export(scope: HistoryScope, format: ExportFormat): Promise<Result<boolean>> {
    const isOne = scope.kind === 'conversation' || scope.kind === 'lines'
    const chosen = await (isOne ? this.#askForFile(scope.historyId, format) : this.#askForFolder())
    if (chosen === null) return success(false)
    const result = await this.#options.exportTo(scope, format, chosen)
    return result.ok ? success(true) : result
  }

  /** The value: null when the user chose nothing. */
  async import(accountId: AccountId, place: ImportPlace): Promise<Result<HistoryImportSummary | null>> {
    const { strings, importFrom } = this.#options
    const question = { title: strings.importHistory, buttonLabel: strings.importLabel }
    const paths = await this.#open(
      place === 'folder'
        ? { ...question, properties: ['openDirectory'] }
        : { ...question, properties: ['openFile', 'multiSelections'], filters: logFilters(strings) },
    )
    return paths.length === 0 ? success(null) : importFrom(accountId, paths)
  }

  async #askForFile(historyId: string, format: ExportFormat): Promise<string | null> {
    const { strings, parent, documents } = this.#options
    const name = `${this.#title} ${fileNameOf(historyId)}.${extensions[format]}`
    const question = {
      title: strings.exportHistory,
      defaultPath: path.join(documents(), name),
      filters: [{ name: strings.conversation, extensions: [extensions[format]] }],
    }
    const window = parent()
    const { canceled, filePath } = await (window === null
      ? dialog.showSaveDialog(question)
      : dialog.showSaveDialog(window, question))
    return canceled || filePath === '' ? null : filePath
  }

  /** A new folder in the one that the user chooses. */
  async #askForFolder(): Promise<string | null> {
    const { strings, documents } = this.#options
    const [folder] = await this.#open({
      title: strings.exportHistory,
      buttonLabel: strings.exportLabel,
      defaultPath: documents(),
      properties: ['openDirectory', 'createDirectory'],
    })
    return folder === undefined ? null : freePath(path.join(folder, this.#title))
  }

  async #open(question: Electron.OpenDialogOptions): Promise<readonly string[]> {
    const window = this.#options.parent()
    const { canceled, filePaths } = await (window === null
      ? dialog.showOpenDialog(question)
      : dialog.showOpenDialog(window, question))
    return canceled ? [] : filePaths
  }

  get #title(): string {
    const day = this.#options.now().toLocaleDateString('sv')
    return `Papilio ${day}`
  }
}

const logFilters = ({ chatLogs, allFiles }: Strings) => [
  { name: chatLogs, extensions: logExtensions },
  { name: allFiles, extensions: ['*'] },
]

/** What every file system takes as a name. */
const fileNameOf = (historyId: string): string =>
  historyId.replace(/^group:.*/, 'group').replace(/[^\w.@+-]/g, '_')

/** This path, or the first one with a number that is not taken. */
function freePath(wanted: string): string {
  let free = wanted
  for (let number = 2; existsSync(free); number++) free = `${wanted} (${number})`
  return free
}
