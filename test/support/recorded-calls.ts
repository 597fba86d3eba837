import { readFileSync } from 'node:fs'

/** A call of the address book and its answer, as recorded. */
export interface RecordedCall {
  readonly request: string
  readonly answer: string
}

const file = new URL('../fixtures/address-book/msnp15.txt', import.meta.url)
const parts = readFileSync(file, 'utf8')
  .split(/^### (.+)\n/m)
  .slice(1)
const texts = new Map(parts.flatMap((part, at) => (at % 2 === 0 ? [[part, parts[at + 1]!.trimEnd()]] : [])))

/** The recorded call of this name in test/fixtures/address-book. */
export function recordedCall(name: string): RecordedCall {
  const request = texts.get(`${name}: request`)
  const answer = texts.get(`${name}: answer`)
  if (request === undefined || answer === undefined) throw new Error(`no recorded call "${name}"`)
  return { request, answer }
}
