import type { Command } from './command.ts'

const encoder = new TextEncoder()

/**
 * The bytes of a command: the line with CR LF, then the payload, with nothing after it.
 * @throws TypeError when a word is empty, or holds white space (of Unicode too: some servers cut there) or a control
 * character: on the wire it would be another word, or another command.
 */
export function encodeCommand({ verb, params, payload }: Command): Uint8Array {
  const words = payload === null ? params : [...params, String(payload.length)]
  for (const word of [verb, ...words]) {
    if (/^$|[\s\p{Cc}]/u.test(word)) throw new TypeError(`${verb}: a word that cannot be sent`)
  }
  const line = encoder.encode(`${[verb, ...words].join(' ')}\r\n`)
  if (payload === null) return line
  const bytes = new Uint8Array(line.length + payload.length)
  bytes.set(line)
  bytes.set(payload, line.length)
  return bytes
}
