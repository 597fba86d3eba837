import { addressKey } from '../../../app/contact.ts'
import type { Message } from './message.ts'
import { parseJoined } from './parse-message.ts'

type Chunk = Extract<Message, { kind: 'chunk' }>

interface Unfinished {
  readonly since: number
  readonly pieces: (Uint8Array | null)[]
  missing: number
}

/** What one sender may leave unfinished, and for how long; see docs/protocol.md#limits. */
const maxBytes = 256 * 1024
const maxUnfinished = 16
const maxAgeMs = 60_000

/**
 * Joins the pieces of messages that were too large for one payload: one joiner for each switchboard.
 * The first piece must come first, the others in any order; pieces that fit nowhere are dropped. What each sender has
 * unfinished is bounded in number, bytes and time, so that none can do harm to another.
 */
export class ChunkJoiner {
  readonly #bySender = new Map<string, Map<string, Unfinished>>()

  /** Takes a piece; answers the message that it completes, or null. `now` is in milliseconds and never runs backwards. */
  add(sender: string, chunk: Chunk, now: number): Message | null {
    this.#forgetOld(now)
    const own = this.#of(addressKey(sender))
    if (chunk.index === 0 && chunk.total !== null && !own.has(chunk.id) && own.size < maxUnfinished) {
      own.set(chunk.id, { since: now, pieces: Array<null>(chunk.total).fill(null), missing: chunk.total })
    }
    const message = own.get(chunk.id)
    if (message === undefined || message.pieces[chunk.index] !== null) return null
    message.pieces[chunk.index] = new Uint8Array(chunk.payload)
    message.missing--
    if (message.missing === 0 || bytesOf(own) > maxBytes) own.delete(chunk.id)
    return message.missing === 0 ? parseJoined(joined(message.pieces)) : null
  }

  /** Drops what somebody who left has unfinished. */
  forget(sender: string): void {
    this.#bySender.delete(addressKey(sender))
  }

  #of(sender: string): Map<string, Unfinished> {
    const own = this.#bySender.get(sender) ?? new Map<string, Unfinished>()
    this.#bySender.set(sender, own)
    return own
  }

  #forgetOld(now: number): void {
    for (const [sender, own] of this.#bySender) {
      for (const [id, { since }] of own) if (now - since >= maxAgeMs) own.delete(id)
      if (own.size === 0) this.#bySender.delete(sender)
    }
  }
}

const bytesOf = (own: ReadonlyMap<string, Unfinished>): number =>
  [...own.values()].reduce((sum, { pieces }) => sum + lengthOf(pieces), 0)

const lengthOf = (pieces: readonly (Uint8Array | null)[]): number =>
  pieces.reduce((sum, piece) => sum + (piece?.length ?? 0), 0)

function joined(pieces: readonly (Uint8Array | null)[]): Uint8Array {
  const bytes = new Uint8Array(lengthOf(pieces))
  let at = 0
  for (const piece of pieces) {
    if (piece === null) continue
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
