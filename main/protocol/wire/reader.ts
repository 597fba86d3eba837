import { ByteQueue } from './byte-queue.ts'
import type { Command, Grammar } from './command.ts'
import { ProtocolError } from './errors.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d
const text = new TextDecoder('utf-8', { ignoreBOM: true })

interface Line {
  readonly verb: string
  readonly words: readonly string[]
  /** Null when no payload follows. */
  readonly payloadBytes: number | null
}

/**
 * Cuts a stream of bytes into commands, wherever the stream was cut in pieces.
 * Give it bytes with `push`, then take commands with `next` until it answers null: it then keeps no more than one
 * unfinished line or payload, within the grammar's limits. See docs/protocol.md#framing.
 */
export class CommandReader {
  readonly #grammar: Grammar
  readonly #bytes = new ByteQueue()
  /** So many bytes at the front are known to hold no line feed. */
  #searched = 0
  /** A line whose payload is not complete. */
  #line: Line | null = null
  #error: ProtocolError | null = null

  constructor(grammar: Grammar) {
    this.#grammar = grammar
  }

  /** Bytes received and not yet handed out; none after an error. */
  get bufferedBytes(): number {
    return this.#bytes.length
  }

  /**
   * Adds what the socket received; the piece must not be changed afterwards.
   * @throws ProtocolError when an earlier call of `next` did.
   */
  push(piece: Uint8Array): void {
    if (this.#error !== null) throw this.#error
    this.#bytes.push(piece)
  }

  /**
   * The next whole command, or null until more bytes come.
   * @throws ProtocolError when the stream cannot be this protocol or exceeds a limit; every later call throws it again.
   */
  next(): Command | null {
    if (this.#error !== null) throw this.#error
    try {
      return this.#next()
    } catch (error) {
      if (error instanceof ProtocolError) this.#error = error
      this.#bytes.drop(this.#bytes.length)
      throw error
    }
  }

  #next(): Command | null {
    this.#line ??= this.#nextLine()
    if (this.#line === null) return null
    const { verb, words, payloadBytes } = this.#line
    if (payloadBytes !== null && this.#bytes.length < payloadBytes) return null
    this.#line = null
    if (payloadBytes === null) return { verb, params: words, payload: null }
    const payload = new Uint8Array(this.#bytes.waiting.subarray(0, payloadBytes))
    this.#bytes.drop(payloadBytes)
    return { verb, params: words.slice(0, -1), payload }
  }

  /** The next line that is not empty, or null. */
  #nextLine(): Line | null {
    for (;;) {
      const bytes = this.#bytes.waiting
      const end = bytes.indexOf(lineFeed, this.#searched)
      const length = end < 0 ? bytes.length : end
      if (length > this.#grammar.maxLineBytes) {
        throw new ProtocolError(`a line of more than ${this.#grammar.maxLineBytes} bytes`)
      }
      this.#searched = end < 0 ? length : 0
      if (end < 0) return null
      const line = text.decode(bytes.subarray(0, bytes[end - 1] === carriageReturn ? end - 1 : end))
      this.#bytes.drop(end + 1)
      const words = wordsOf(line)
      if (words.length > 0) return this.#parse(words)
    }
  }

  #parse([first = '', ...words]: readonly string[]): Line {
    if (!/^(?:[a-z]{3}|\d{3})$/i.test(first))
      throw new ProtocolError('a line that does not begin with a command')
    const verb = first.toUpperCase()
    return { verb, words, payloadBytes: this.#payloadBytes(verb, words) }
  }

  #payloadBytes(verb: string, words: readonly string[]): number | null {
    const { payloadVerbs, errorPayloads, maxPayloadBytes } = this.#grammar
    const carries = /^\d/.test(verb) ? errorPayloads && words.length >= 2 : payloadVerbs.has(verb)
    const last = words.at(-1)
    if (!carries || last === undefined || !/^\d+$/.test(last)) return null
    const bytes = Number(last)
    if (bytes > maxPayloadBytes) {
      throw new ProtocolError(`${verb} announces a payload of more than ${maxPayloadBytes} bytes`)
    }
    return bytes
  }
}

/** Words are separated by runs of ASCII spaces alone: servers send other white space raw, inside names. */
const wordsOf = (line: string): readonly string[] => line.split(' ').filter((word) => word !== '')
