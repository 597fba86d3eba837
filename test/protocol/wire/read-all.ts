import type { Command, Grammar } from '../../../main/protocol/wire/command.ts'
import { ProtocolError } from '../../../main/protocol/wire/errors.ts'
import { CommandReader } from '../../../main/protocol/wire/reader.ts'

/** What a reader made of a stream. */
export interface Reading {
  readonly commands: readonly Command[]
  readonly error: ProtocolError | null
  /** The most bytes that it held between two pieces. */
  readonly mostBuffered: number
  /** Bytes left over at the end. */
  readonly left: number
}

/** Feeds the pieces to a new reader, taking every command after each, until the end or the first error. */
export function readAll(grammar: Grammar, pieces: Iterable<Uint8Array>): Reading {
  const reader = new CommandReader(grammar)
  const commands: Command[] = []
  let mostBuffered = 0
  try {
    for (const piece of pieces) {
      reader.push(piece)
      for (let next = reader.next(); next !== null; next = reader.next()) commands.push(next)
      mostBuffered = Math.max(mostBuffered, reader.bufferedBytes)
    }
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    return { commands, error, mostBuffered, left: reader.bufferedBytes }
  }
  return { commands, error: null, mostBuffered, left: reader.bufferedBytes }
}

/** The bytes of a literal that writes each as one character: `\xe9` is one byte. */
export const bytesOf = (literal: string): Uint8Array =>
  Uint8Array.from(literal, (character) => {
    const code = character.charCodeAt(0)
    if (code > 255) throw new RangeError(`not a byte: ${character}`)
    return code
  })
