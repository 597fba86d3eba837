import { readFile, writeFile } from 'node:fs/promises'
import * as v from 'valibot'
import { failure, success, type Result } from '../app/reasons.ts'
import type { Messenger } from './messenger/messenger.ts'
import { Refusal } from './messenger/reasons.ts'

/** The calls that ask for a file where there are windows; a script names it. */
export const fileCalls = ['exportContacts', 'importContacts'] as const

/** The arguments of these calls: an account and the name of a file. */
export const fileArguments = v.tuple([v.string(), v.pipe(v.string(), v.minLength(1))])

/** Writes or reads a contact list. */
export async function withFile(
  call: (typeof fileCalls)[number],
  [accountId, file]: v.InferOutput<typeof fileArguments>,
  messenger: Messenger,
): Promise<Result<unknown>> {
  switch (call) {
    case 'exportContacts':
      return exportContacts(messenger, accountId, file)
    case 'importContacts':
      return importContacts(messenger, accountId, file)
  }
}

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
