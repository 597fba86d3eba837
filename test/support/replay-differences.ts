import { parsePersonalMessage } from '../../main/protocol/presence/personal-message.ts'
import type { Command } from '../../main/protocol/wire/command.ts'
import { decodePercent } from '../../main/protocol/wire/percent.ts'
import type { Exchange } from './transcript.ts'

type Difference = (line: string, payload: string) => string

/**
 * Where our client means to write something else than the recorded one did, what both are reduced to before they are
 * compared. Everything that is not here must be the same byte by byte.
 */
const differences: Readonly<Record<string, Difference>> = {
  // Other capabilities, and no picture.
  CHG: (line) => line.split(' ').slice(0, 3).join(' '),
  // The recorded client encoded more, less, or nothing at all.
  PRP: decodePercent,
  REA: decodePercent,
  // We ask for an acknowledgement of everything that a person should see.
  MSG: (line, payload) => `${line.replace(/^(MSG \d+) N /, '$1 A ')}\r\n${payload}`,
  // We say how the text looks.
  UUM: (line, payload) =>
    `${line.replace(/ \d+$/, '')}\r\n${payload.replace(/^X-MMS-IM-Format: .*\r\n/m, '')}`,
  // Other escapes and another arrangement of what is played mean the same.
  UUX: (line, payload) =>
    `${line.replace(/ \d+$/, '')} ${JSON.stringify(parsePersonalMessage(new TextEncoder().encode(payload)))}`,
  // The recorded client knew a name, we give the address as the name.
  ADC: (line) => line.replace(/ F=\S*/, ''),
  // A word that servers ignore.
  ADG: (line) => line.replace(/ 0$/, ''),
  REG: (line) => line.replace(/ 0$/, ''),
  ADD: (line) => line.split(' ').slice(0, 4).join(' '),
}

/** What only our client says, and whenever it likes: what this place can do, and what it is called. */
export const isOurOwn = ({ verb, payload }: Command): boolean =>
  verb === 'UUX' && /^<(?:Private)?EndpointData>/.test(new TextDecoder().decode(payload ?? new Uint8Array(0)))

/**
 * `id`: our transaction id; `secret`: what the recorded client proved its sign-in with, null when that is not known.
 * @throws Error when our bytes are not the recorded ones, with our transaction id, but for the differences.
 */
export function sameButForDifferences(
  { words, bytes }: Exchange,
  ours: Uint8Array,
  { id, secret }: { readonly id: string; readonly secret: string | null },
): void {
  const known = differences[words[0]!] ?? ((line, payload) => `${line}\r\n${payload}`)
  const reduce: Difference = secret === null && words[2] === 'SSO' ? withoutProof : known
  const [line, payload] = cut(bytes)
  const expected = reduce(line.replace(/^(\w+) \d+/, `$1 ${id}`), payload)
  const actual = reduce(...cut(ours))
  if (actual !== expected) {
    throw new Error(`our client sent\n${actual}\nwhere the recorded one sent\n${expected}`)
  }
}

const withoutProof: Difference = (line) => line.replace(/^(USR \d+ SSO S \S+) \S+/, '$1 proof')

/** The line and what follows it. */
function cut(bytes: Uint8Array): [line: string, payload: string] {
  const text = Buffer.from(bytes).toString('utf8')
  const end = text.indexOf('\r\n')
  return [text.slice(0, end), text.slice(end + 2)]
}
