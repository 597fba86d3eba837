import { dialog, type BrowserWindow } from 'electron'
import { open, writeFile } from 'node:fs/promises'
import type { AccountId } from '../../app/account.ts'
import type { ContactImportSummary } from '../../app/ipc.ts'
import { failure, success, type Result } from '../../app/reasons.ts'
import type { Strings } from './strings.ts'

/** What the files are about. */
export interface ContactFilesOptions {
  readonly strings: Strings
  /** The window that the dialogs belong to, if it is there. */
  readonly parent: (accountId: AccountId) => BrowserWindow | null
  readonly contactListFile: (accountId: AccountId) => { readonly name: string; readonly text: string }
  readonly importContactList: (accountId: AccountId, text: string) => Promise<Result<ContactImportSummary>>
}

/** A list of ten thousand contacts with notes takes about 4 MB. */
const maxFileBytes = 16 * 1024 * 1024

/** Contact lists as files. Where they lie is asked here, by the system's dialogs: windows never name a path. */
export class ContactFiles {
  readonly #options: ContactFilesOptions

  constructor(options: ContactFilesOptions) {
    this.#options = options
  }

  /** The value: whether the user chose a place. */
  async export(accountId: AccountId): Promise<Result<boolean>> {
    const { strings, parent, contactListFile } = this.#options
    const { name, text } = contactListFile(accountId)
    const question = { title: strings.exportContacts, defaultPath: name, filters: filters(strings) }
    const window = parent(accountId)
    const { canceled, filePath } = await (window === null
      ? dialog.showSaveDialog(question)
      : dialog.showSaveDialog(window, question))
    if (canceled || filePath === '') return success(false)
    try {
      await writeFile(filePath, text, { mode: 0o600 })
      return success(true)
    } catch (error) {
      return failure('not-available', codeOf(error))
    }
  }

  /** The value: null when the user chose no file. */
  async import(accountId: AccountId): Promise<Result<ContactImportSummary | null>> {
    const { strings, parent, importContactList } = this.#options
    const question = {
      title: strings.importContacts,
      properties: ['openFile' as const],
      filters: filters(strings),
    }
    const window = parent(accountId)
    const { canceled, filePaths } = await (window === null
      ? dialog.showOpenDialog(question)
      : dialog.showOpenDialog(window, question))
    const [filePath] = filePaths
    if (canceled || filePath === undefined) return success(null)
    const text = await textOf(filePath)
    return text === null ? failure('file-unreadable') : importContactList(accountId, text)
  }
}

/** `.ctt` is what official clients wrote. */
const filters = (strings: Strings) => [
  { name: strings.contactLists, extensions: ['json', 'ctt'] },
  { name: strings.allFiles, extensions: ['*'] },
]

/** The file's text, or null when it cannot be read or is larger than any contact list. */
async function textOf(filePath: string): Promise<string | null> {
  try {
    await using file = await open(filePath)
    const { size } = await file.stat()
    if (size > maxFileBytes) return null
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0)
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead))
  } catch {
    return null
  }
}

/** The system's word for it, such as `EACCES`; its text would name the path. */
const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
