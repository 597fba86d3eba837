import type { Author } from '../../../app/message.ts'
import type { Clock } from '../clock.ts'
import { ChunkJoiner } from './chunk-joiner.ts'
import type { Message } from './message.ts'
import { parseMessage } from './parse-message.ts'

/** What comes on one switchboard, with what came in pieces put together. */
export class IncomingMessages {
  readonly #chunks: ChunkJoiner

  constructor(clock: Clock) {
    this.#chunks = new ChunkJoiner(clock)
  }

  /** Null for a piece of something that is not complete yet, and for what somebody says in the name of another. */
  read(from: Author, payload: Uint8Array): Message | null {
    const part = parseMessage(payload)
    const message = part.kind === 'chunk' ? this.#chunks.add(from.address, part) : part
    return message === null || speaksForAnother(message, from) ? null : message
  }

  /** Drops what somebody who left has unfinished. */
  forget(address: string): void {
    this.#chunks.forget(address)
  }

  close(): void {
    this.#chunks.close()
  }
}

/** Whether a control message names somebody else than its sender as the one who writes. */
const speaksForAnother = (message: Message, from: Author): boolean =>
  (message.kind === 'typing' || message.kind === 'recording') && message.account !== from.address
