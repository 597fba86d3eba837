import { readFileSync } from 'node:fs'

/** A call of a service and its answer, as recorded. */
export interface RecordedCall {
  readonly request: string
  readonly answer: string
}

/** The texts of a file by the lines `### name` before them. */
function textsOf(file: string): ReadonlyMap<string, string> {
  const parts = readFileSync(new URL(`../fixtures/${file}`, import.meta.url), 'utf8')
    .split(/^### (.+)\n/m)
    .slice(1)
  return new Map(parts.flatMap((part, at) => (at % 2 === 0 ? [[part, parts[at + 1]!.trimEnd()]] : [])))
}

const addressBook = textsOf('address-book/msnp15.txt')
const offlineMessages = textsOf('offline-messages/msnp15.txt')

/** The recorded call of this name in test/fixtures/address-book. */
export const recordedCall = (name: string): RecordedCall => ({
  request: found(addressBook, `${name}: request`),
  answer: found(addressBook, `${name}: answer`),
})

/** The recorded call of this name in test/fixtures/offline-messages; its status and the carriage returns as they were. */
export function recordedOfflineCall(name: string): RecordedCall & { readonly status: number } {
  const title = [...offlineMessages.keys()].find((each) => each.startsWith(`${name}: answer `)) ?? ''
  return {
    request: found(offlineMessages, `${name}: request`).replaceAll('\\r', '\r'),
    answer: found(offlineMessages, title).replaceAll('\\r', '\r'),
    status: Number(title.slice(-3)),
  }
}

function found(texts: ReadonlyMap<string, string>, name: string): string {
  const text = texts.get(name)
  if (text === undefined) throw new Error(`no recorded call "${name}"`)
  return text
}
