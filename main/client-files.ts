import { readFile, writeFile } from 'node:fs/promises'
import * as v from 'valibot'
import { callSchemas } from '../app/ipc.ts'
import { failure, success, type Result } from '../app/reasons.ts'
import type { Messenger } from './messenger/messenger.ts'
import { Refusal } from './messenger/reasons.ts'

const path = v.pipe(v.string(), v.minLength(1))
const contactsArguments = v.tuple([v.string(), path])
const [scope, format] = callSchemas.exportHistory.items
const [accountId] = callSchemas.importHistory.items

/** The calls that ask for files where there are windows, with their arguments: a script names the files. */
export const fileCalls = {
  exportContacts: contactsArguments,
  importContacts: contactsArguments,
  exportHistory: v.tuple([scope, format, path]),
  importHistory: v.tuple([accountId, v.pipe(v.array(path), v.minLength(1))]),
} as const

/** What these calls lead to. */
export const fileHandlers = (messenger: Messenger) => ({
  exportContacts: ([id, file]: Given<'exportContacts'>): Promise<Result<unknown>> =>
    exportContacts(messenger, id, file),
  importContacts: ([id, file]: Given<'importContacts'>): Promise<Result<unknown>> =>
    importContacts(messenger, id, file),
  exportHistory: (given: Given<'exportHistory'>): Promise<Result<unknown>> =>
    messenger.exportHistoryTo(...given),
  importHistory: (given: Given<'importHistory'>): Promise<Result<unknown>> =>
    messenger.importHistoryFrom(...given),
})

type Given<N extends keyof typeof fileCalls> = v.InferOutput<(typeof fileCalls)[N]>

/** Only its owner may read what is written. */
async function exportContacts(
  messenger: Messenger,
  accountId: string,
  file: string,
): Promise<Result<boolean>> {
  try {
    await writeFile(file, messenger.contactListFile(accountId).text, { mode: 0o600 })
    return success(true)
  } catch (error) {
    return error instanceof Refusal ? failure(error.reason) : failure('not-available', codeOf(error))
  }
}

async function importContacts(
  messenger: Messenger,
  accountId: string,
  file: string,
): Promise<Result<unknown>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    return failure('file-unreadable', codeOf(error))
  }
  return messenger.importContactList(accountId, text)
}

/** The system's word for it, such as `ENOENT`. */
const codeOf = (error: unknown): string | undefined => {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' ? code : undefined
}
