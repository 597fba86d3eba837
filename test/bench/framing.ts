import {
  command,
  fromNotificationServer,
  payloadCommand,
  type Command,
} from '../../main/protocol/wire/command.ts'
import { CommandReader } from '../../main/protocol/wire/reader.ts'
import { encodeCommand } from '../../main/protocol/wire/writer.ts'
import type { Case } from './measure.ts'

const payload = new TextEncoder().encode(
  'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=Segoe%20UI; EF=B; CO=ff; CS=0; PF=22\r\n\r\nSee you at eight, as always.',
)
const commands: readonly Command[] = Array.from({ length: 4000 }, (_, at) =>
  at % 4 === 0
    ? payloadCommand('MSG', [`friend${at}@example.com`, 'Friend%20of%20mine'], payload)
    : command('NLN', 'NLN', `friend${at}@example.com`, 'Friend%20of%20mine', 1073791020),
)
const stream = Buffer.concat(commands.map(encodeCommand))

function* pieces(size: number): Generator<Uint8Array> {
  for (let at = 0; at < stream.length; at += size) yield stream.subarray(at, at + size)
}

function read(size: number): number {
  const reader = new CommandReader(fromNotificationServer)
  let count = 0
  for (const piece of pieces(size)) {
    reader.push(piece)
    while (reader.next() !== null) count++
  }
  return checked(count)
}

/** The way that comes to mind first: glue what is left to what came, turn it into text, cut it at the line ends. */
function readPlainly(size: number): number {
  let rest = Buffer.alloc(0)
  let count = 0
  for (const piece of pieces(size)) {
    rest = Buffer.concat([rest, piece])
    for (;;) {
      const end = rest.indexOf('\r\n')
      if (end < 0) break
      const words = rest.toString('utf8', 0, end).split(' ')
      const bytes = words[0] === 'MSG' ? Number(words.at(-1)) : 0
      if (rest.length < end + 2 + bytes) break
      rest = rest.subarray(end + 2 + bytes)
      count++
    }
  }
  return checked(count)
}

function checked(count: number): number {
  if (count !== commands.length) throw new Error(`${count} commands instead of ${commands.length}`)
  return count
}

const reading = (size: number): Case => ({
  name: `read commands, pieces of ${size} bytes`,
  amount: commands.length,
  unit: 'commands',
  run: () => read(size),
  baseline: { name: 'glue, decode and split', run: () => readPlainly(size) },
})

/** Bytes to commands and back. */
export const framingCases: readonly Case[] = [
  reading(65_536),
  reading(1_460),
  reading(16),
  {
    name: 'write commands',
    amount: commands.length,
    unit: 'commands',
    run: () => commands.map(encodeCommand),
    baseline: { name: 'join words without checks', run: () => commands.map(writePlainly) },
  },
]

function writePlainly({ verb, params, payload: body }: Command): Uint8Array {
  if (body === null) return Buffer.from(`${[verb, ...params].join(' ')}\r\n`)
  return Buffer.concat([Buffer.from(`${[verb, ...params, body.length].join(' ')}\r\n`), body])
}
