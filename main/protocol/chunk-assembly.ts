import type { Clock } from './clock.ts'
import { maxChunks } from './messages/chunks.ts'
import type { Message } from './messages/message.ts'

/** One piece of a message that was too large for one payload. */
export type Chunk = Extract<Message, { kind: 'chunk' }>

interface Pieces {
  /** How many there are; null before the first one came. */
  total: number | null
  readonly byIndex: Map<number, Uint8Array>
  bytes: number
  readonly cancelTimer: () => void
}

/** All that is kept of unfinished messages in one conversation; see docs/protocol.md#limits. */
const maxBytes = 256 * 1024

/** Of one sender so many unfinished messages are kept; the oldest makes room. */
const maxUnfinished = 16

/** An unfinished message is forgotten after this time. */
const lifetimeMs = 60_000

/** Puts together messages that come in pieces, in any order. What it keeps is bounded in bytes and in time. */
export class ChunkAssembly {
  readonly #clock: Clock
  /** By sender and id. */
  readonly #unfinished = new Map<string, Pieces>()
  #bytes = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Adds a piece; answers the whole payload when it was the last one missing, else null. */
  add(sender: string, { id, index, total, payload }: Chunk): Uint8Array | null {
    const key = `${sender} ${id}`
    const pieces = this.#unfinished.get(key) ?? this.#begin(sender, key)
    pieces.total ??= total
    if (!pieces.byIndex.has(index)) {
      pieces.byIndex.set(index, payload)
      pieces.bytes += payload.length
      this.#bytes += payload.length
    }
    const { total: expected, byIndex } = pieces
    if (this.#bytes > maxBytes || byIndex.size > maxChunks) return this.#drop(key)
    if (expected === null || byIndex.size < expected) return null
    this.#drop(key)
    const all = Array.from({ length: expected }, (_, at) => byIndex.get(at))
    return all.every((piece) => piece !== undefined) ? join(all) : null
  }

  /** Forgets what a sender did not finish. */
  forget(sender: string): void {
    for (const key of this.#keysOf(sender)) this.#drop(key)
  }

  /** Forgets everything. */
  clear(): void {
    for (const key of this.#unfinished.keys()) this.#drop(key)
  }

  #keysOf(sender: string): readonly string[] {
    return [...this.#unfinished.keys()].filter((key) => key.startsWith(`${sender} `))
  }

  #begin(sender: string, key: string): Pieces {
    const others = this.#keysOf(sender)
    if (others.length >= maxUnfinished) this.#drop(others[0]!)
    const cancelTimer = this.#clock.after(lifetimeMs, () => this.#drop(key))
    const pieces: Pieces = { total: null, byIndex: new Map(), bytes: 0, cancelTimer }
    this.#unfinished.set(key, pieces)
    return pieces
  }

  #drop(key: string): null {
    const pieces = this.#unfinished.get(key)
    pieces?.cancelTimer()
    this.#bytes -= pieces?.bytes ?? 0
    this.#unfinished.delete(key)
    return null
  }
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
