import type { TextFormat } from '../../../app/message.ts'
import { NotDeliveredError, ServerError, TimeoutError } from '../errors.ts'
import { splitBytes } from '../messages/split-text.ts'
import { encodeText } from '../messages/text.ts'
import type { Transactions } from '../transactions.ts'
import type { Header } from '../wire/mime.ts'
import type { Leaving } from './leaving.ts'

/** The largest payload that servers take for somebody who is offline; see docs/protocol.md#offline-messages. */
const maxRelayBytes = 573

/** Above that the headers leave too little room, and the font's name stays away. */
const maxHeaderBytes = 300

/** So long a refusal may take; servers do not say that they took it. */
const refusalTimeoutMs = 2_000

/** The number of the network that everybody here is on, and the type of a text. */
const messenger = '1'
const textType = '1'

/** Says that a program is to show it, and no telephone. */
const forPrograms: readonly Header[] = [['Dest-Agent', 'client']]

/** What leaving texts with the server needs of its session. */
export interface RelayLeavingOptions {
  readonly transactions: Transactions
  /** Resolves when the server gave a sign of life. @throws (as a rejection) TimeoutError or ClosedError when it gives none */
  readonly ping: () => Promise<void>
}

/** Leaves texts with the notification server itself: dialect 18, where the network has no service for that. */
export class RelayLeaving implements Leaving {
  readonly #options: RelayLeavingOptions

  constructor(options: RelayLeavingOptions) {
    this.#options = options
  }

  split(text: string, format: TextFormat): readonly string[] {
    return splitBytes(text, maxRelayBytes - headerBytes(fitting(format)))
  }

  /**
   * C: UUM trid address network type length
   * S: an error, or nothing
   * C: PNG
   * S: QNG, so that the silence was not that of a dead connection
   */
  async leave(to: string, piece: string, format: TextFormat): Promise<void> {
    const { transactions, ping } = this.#options
    const payload = encodeText(piece, fitting(format), forPrograms)
    try {
      await transactions.request('UUM', [to, messenger, textType], {
        payload,
        timeoutMs: refusalTimeoutMs,
      })
    } catch (error) {
      if (error instanceof ServerError) throw new NotDeliveredError('the server refused it', { cause: error })
      if (!(error instanceof TimeoutError)) throw error
      await ping()
    }
  }
}

const headerBytes = (format: TextFormat): number => encodeText('', format, forPrograms).length

const fitting = (format: TextFormat): TextFormat =>
  headerBytes(format) > maxHeaderBytes ? { ...format, font: '' } : format
