import type { Command, Grammar } from './command.ts'
import { ProtocolError } from './errors.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d
const text = new TextDecoder()

interface Line {
  readonly verb: string
  readonly words: readonly string[]
  readonly payloadBytes: number | null
}

/**
 * Cuts a stream of bytes into commands, wherever the stream was cut in pieces.
 * Give it bytes with `push`, then take commands with `next` until it answers null.
 * What it keeps is bounded by the grammar's limits and the last piece pushed.
 */
export class CommandReader {
  readonly #grammar: Grammar
  #bytes: Uint8Array = new Uint8Array(0)
  #start = 0
  /** Bytes from `#start` on that are known to hold no line feed. */
  #searched = 0
  #line: Line | null = null

  constructor(grammar: Grammar) {
    this.#grammar = grammar
  }

  /** Bytes received and not yet handed out. */
  get bufferedBytes(): number {
    return this.#bytes.length - this.#start
  }

  /** Adds what the socket received; the piece is copied only when something is left over from before. */
  push(piece: Uint8Array): void {
    if (this.bufferedBytes === 0) {
      this.#bytes = piece
    } else {
      const joined = new Uint8Array(this.bufferedBytes + piece.length)
      joined.set(this.#bytes.subarray(this.#start))
      joined.set(piece, this.bufferedBytes)
      this.#bytes = joined
    }
    this.#start = 0
  }

  /**
   * The next whole command, or null until more bytes come.
   * @throws ProtocolError when the stream cannot be this protocol or exceeds a limit; the stream is of no use then.
   */
  next(): Command | null {
    this.#line ??= this.#nextLine()
    if (this.#line === null) return null
    const { verb, words, payloadBytes } = this.#line
    if (payloadBytes === null) {
      this.#line = null
      return { verb, params: words, payload: null }
    }
    if (this.bufferedBytes < payloadBytes) return null
    const payload = Uint8Array.from(this.#bytes.subarray(this.#start, this.#start + payloadBytes))
    this.#start += payloadBytes
    this.#line = null
    return { verb, params: words.slice(0, -1), payload }
  }

  #nextLine(): Line | null {
    for (;;) {
      const end = this.#bytes.indexOf(lineFeed, this.#start + this.#searched)
      const length = (end < 0 ? this.#bytes.length : end) - this.#start
      if (length > this.#grammar.maxLineBytes) {
        throw new ProtocolError(`a line of more than ${this.#grammar.maxLineBytes} bytes`)
      }
      this.#searched = end < 0 ? length : 0
      if (end < 0) return null
      const stop = end > this.#start && this.#bytes[end - 1] === carriageReturn ? end - 1 : end
      const line = text.decode(this.#bytes.subarray(this.#start, stop))
      this.#start = end + 1
      if (line !== '') return this.#parse(line)
    }
  }

  /** Words are separated by ASCII spaces alone: servers send other white space raw, inside names. */
  #parse(line: string): Line {
    const words = line.split(' ').filter((word) => word !== '')
    const verb = words.shift()?.toUpperCase() ?? ''
    if (!/^(?:[A-Z]{3}|\d{3})$/.test(verb)) throw new ProtocolError('a line that does not begin with a command')
    return { verb, words, payloadBytes: this.#payloadBytes(verb, words) }
  }

  #payloadBytes(verb: string, words: readonly string[]): number | null {
    const { payloadVerbs, errorPayloads, maxPayloadBytes } = this.#grammar
    const carries = /^\d/.test(verb) ? errorPayloads && words.length >= 2 : payloadVerbs.has(verb)
    const last = words.at(-1)
    if (!carries || last === undefined || !/^\d+$/.test(last)) return null
    const bytes = Number(last)
    if (bytes > maxPayloadBytes) throw new ProtocolError(`${verb} announces ${last} bytes, the limit is ${maxPayloadBytes}`)
    return bytes
  }
}
