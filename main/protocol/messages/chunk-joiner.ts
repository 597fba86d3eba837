import { addressKey } from '../../../app/contact.ts'
import type { Clock } from '../clock.ts'
import type { Message } from './message.ts'
import { parseJoined } from './parse-message.ts'

type Chunk = Extract<Message, { kind: 'chunk' }>

interface Unfinished {
  readonly key: string
  readonly sender: string
  readonly since: number
  readonly total: number
  readonly pieces: Map<number, Uint8Array>
  bytes: number
}

/** What one sender has unfinished. */
interface Load {
  messages: number
  bytes: number
}

/** What one sender may leave unfinished, and for how long; see docs/protocol.md#limits. */
const maxBytes = 256 * 1024
const maxUnfinished = 16
const maxAgeMs = 60_000

/** What all senders of one switchboard may leave unfinished together. */
const maxBytesOfAll = 2 * 1024 * 1024

/** What keeping a piece costs besides its bytes, so that empty ones are not free. */
const bytesPerPiece = 64

/**
 * Joins the pieces of messages that were too large for one payload: one joiner for each switchboard.
 * The first piece must come first, the others in any order; pieces that fit nowhere are dropped. What each sender has
 * unfinished is bounded in number, bytes and time, and what all have together: then whoever has most loses it.
 */
export class ChunkJoiner {
  readonly #clock: Clock
  /** By sender and id, the oldest first. */
  readonly #unfinished = new Map<string, Unfinished>()
  readonly #loads = new Map<string, Load>()
  #bytes = 0
  #cancelTimer: (() => void) | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** What is kept at the moment. */
  get bytes(): number {
    return this.#bytes
  }

  /** Takes a piece; answers the message that it completes, or null. */
  add(address: string, chunk: Chunk): Message | null {
    this.#dropOld()
    const sender = addressKey(address)
    const key = `${sender} ${chunk.id}`
    if (chunk.index === 0 && chunk.total !== null) this.#begin(key, sender, chunk.total)
    const message = this.#unfinished.get(key)
    if (message === undefined || chunk.index >= message.total || message.pieces.has(chunk.index)) return null
    message.pieces.set(chunk.index, new Uint8Array(chunk.payload))
    this.#weigh(message, chunk.payload.length + bytesPerPiece)
    if (message.pieces.size === message.total) return this.#finish(message)
    if (this.#loads.get(sender)!.bytes > maxBytes) this.#drop(message)
    if (this.#bytes > maxBytesOfAll) this.forget(this.#largest())
    return null
  }

  /** Drops what somebody who left has unfinished. */
  forget(address: string): void {
    const sender = addressKey(address)
    if (!this.#loads.has(sender)) return
    for (const message of this.#unfinished.values()) if (message.sender === sender) this.#drop(message)
  }

  /** Drops everything and stops the timer. */
  close(): void {
    for (const message of this.#unfinished.values()) this.#drop(message)
    this.#cancelTimer?.()
  }

  #begin(key: string, sender: string, total: number): void {
    const load = this.#loads.get(sender) ?? { messages: 0, bytes: 0 }
    if (this.#unfinished.has(key) || load.messages >= maxUnfinished) return
    const since = this.#clock.now()
    this.#unfinished.set(key, { key, sender, since, total, pieces: new Map(), bytes: 0 })
    load.messages++
    this.#loads.set(sender, load)
    this.#watch()
  }

  #weigh(message: Unfinished, bytes: number): void {
    message.bytes += bytes
    this.#loads.get(message.sender)!.bytes += bytes
    this.#bytes += bytes
  }

  #drop(message: Unfinished): void {
    this.#weigh(message, -message.bytes)
    this.#unfinished.delete(message.key)
    const load = this.#loads.get(message.sender)!
    if (--load.messages === 0) this.#loads.delete(message.sender)
  }

  #finish(message: Unfinished): Message {
    this.#drop(message)
    const { pieces, total } = message
    const inOrder = Array.from({ length: total }, (_, index) => pieces.get(index)!)
    return parseJoined(new Uint8Array(Buffer.concat(inOrder)))
  }

  /** Whoever has most. */
  #largest(): string {
    const loads = [...this.#loads]
    return loads.reduce((most, each) => (each[1].bytes > most[1].bytes ? each : most))[0]
  }

  #dropOld(): void {
    const now = this.#clock.now()
    for (const message of this.#unfinished.values()) {
      if (now - message.since < maxAgeMs) return
      this.#drop(message)
    }
  }

  /** Also when nothing more comes, what is too old goes. */
  #watch(): void {
    const oldest = this.#unfinished.values().next().value
    if (this.#cancelTimer !== null || oldest === undefined) return
    const waitMs = Math.max(0, oldest.since + maxAgeMs - this.#clock.now())
    this.#cancelTimer = this.#clock.after(waitMs, () => {
      this.#cancelTimer = null
      this.#dropOld()
      this.#watch()
    })
  }
}
