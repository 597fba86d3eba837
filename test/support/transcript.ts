/**
 * Transcripts: recorded conversations with servers, as text.
 *
 *     # A comment, for readers.
 *     @ alice/SB opens          a connection opens; what follows happens on it
 *     @ alice                   what follows happens on that connection, which is open already
 *     C: MSG 3 U 12             a line of the client, without its CR LF
 *     S: ACK 3                  a line of the server
 *     | first line              the payload of the command above: lines that are joined by CR LF;
 *     |                         after the last one there is none
 *     S closes                  the server (C: the client) closes the connection
 *
 * Bytes outside of printable ASCII are written as \xNN, a backslash as \\, tab, line feed and carriage return as \t, \n,
 * \r. A payload is as long as the last word of its command says: a transcript that is wrong there cannot be read.
 */

/** One thing that happened on a connection. */
export type Step =
  | { readonly kind: 'opened'; readonly connection: string; readonly at: number }
  | { readonly kind: 'closed'; readonly connection: string; readonly at: number; readonly side: Side }
  | (Exchange & {
      readonly kind: 'command'
      readonly connection: string
      readonly at: number
      readonly side: Side
    })

/** Who said something. */
export type Side = 'client' | 'server'

/** A command as it went over the wire. */
export interface Exchange {
  /** The line without its CR LF, read as UTF-8 and cut at spaces; empty words left out. */
  readonly words: readonly string[]
  readonly payload: Uint8Array | null
  /** Everything, with CR LF. */
  readonly bytes: Uint8Array
}

const sides = { C: 'client', S: 'server' } as const

/** Reads a transcript. `at` is the number of the line. */
export function parseTranscript(text: string): Step[] {
  const steps: Step[] = []
  let connection = ''
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!
    const at = index + 1
    if (line === '' || line.startsWith('#')) continue
    const named = /^@ (\S+)( opens)?$/.exec(line)
    const said = /^([CS])(?:: (.+)| closes)$/.exec(line)
    if (named !== null) {
      connection = named[1]!
      if (named[2] !== undefined) steps.push({ kind: 'opened', connection, at })
    } else if (said !== null) {
      const side = sides[said[1] as 'C' | 'S']
      if (said[2] === undefined) {
        steps.push({ kind: 'closed', connection, at, side })
        continue
      }
      const payload: string[] = []
      while (lines[index + 1]?.startsWith('|') === true) payload.push(lines[++index]!.replace(/^\| ?/, ''))
      steps.push({ kind: 'command', connection, at, side, ...exchange(said[2], payload, at) })
    } else throw new Error(`line ${at} is none of a transcript: ${line}`)
  }
  return steps
}

/** The steps of each connection by itself, in the order in which they opened. */
export function byConnection(steps: readonly Step[]): ReadonlyMap<string, readonly Step[]> {
  const connections = new Map<string, Step[]>()
  let openings = 0
  const names = new Map<string, string>()
  for (const step of steps) {
    if (step.kind === 'opened') {
      names.set(
        step.connection,
        connections.has(step.connection) ? `${step.connection}#${++openings}` : step.connection,
      )
      connections.set(names.get(step.connection)!, [])
    }
    connections.get(names.get(step.connection) ?? '')?.push(step)
  }
  return connections
}

function exchange(line: string, payloadLines: readonly string[], at: number): Exchange {
  const head = unescape(line)
  const payload = payloadLines.length === 0 ? null : unescape(payloadLines.join('\\r\\n'))
  const words = new TextDecoder()
    .decode(head)
    .split(' ')
    .filter((word) => word !== '')
  if (payload !== null && words.at(-1) !== String(payload.length)) {
    throw new Error(`line ${at}: a payload of ${payload.length} bytes after ${line}`)
  }
  return { words, payload, bytes: Buffer.concat([head, Buffer.from('\r\n'), payload ?? new Uint8Array(0)]) }
}

const escapes: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '\\': '\\' }

function unescape(text: string): Uint8Array {
  const latin1 = text.replace(
    /\\(?:x([0-9a-f]{2})|([rnt\\]))/g,
    (_, hex: string | undefined, sign: string) =>
      hex === undefined ? escapes[sign]! : String.fromCharCode(parseInt(hex, 16)),
  )
  return Buffer.from(latin1, 'latin1')
}
