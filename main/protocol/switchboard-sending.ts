import { randomUUID } from 'node:crypto'
import type { TextFormat } from '../../app/message.ts'
import {
  outcomeOfChunks,
  outcomeOfMessages,
  sendAcknowledged,
  sendUnlessRefused,
  type Sent,
} from './delivery.ts'
import { NotDeliveredError } from './errors.ts'
import { encodeNudge } from './messages/datacast.ts'
import { splitText } from './messages/split-text.ts'
import { encodeChunks } from './messages/text-chunks.ts'
import { encodeText } from './messages/text.ts'
import { encodeTyping } from './messages/typing.ts'
import { capability } from './presence/capabilities.ts'
import type { SwitchboardPeople } from './switchboard-people.ts'
import type { Transactions } from './transactions.ts'

/** What saying something needs of its switchboard. */
export interface SwitchboardSendingOptions {
  readonly transactions: Transactions
  readonly people: SwitchboardPeople
  /** Whether the network answers `MSG … A` with ACK; otherwise text is sent as `MSG … N`. */
  readonly acknowledges: boolean
  /** A GUID with braces; by chance where there is none. */
  readonly chooseId: (() => string) | undefined
}

/** What we say on one switchboard. */
export class SwitchboardSending {
  readonly #options: SwitchboardSendingOptions

  constructor(options: SwitchboardSendingOptions) {
    this.#options = options
  }

  /** See `Switchboard.sendText`. */
  async text(text: string, format: TextFormat, from: number): Promise<Sent> {
    const messages = splitText(text, format)
    const chunks = messages.length > 1 && from === 0 ? this.#chunksOf(text, format) : null
    if (chunks !== null) return outcomeOfChunks(await this.#deliverAll(chunks))
    const payloads = messages.slice(from).map((piece) => encodeText(piece, format))
    return outcomeOfMessages(await this.#deliverAll(payloads), from)
  }

  nudge(): Promise<Sent> {
    return this.#deliver(encodeNudge())
  }

  /** `own`: one's own address. To nobody it is not said. */
  typing(own: string): void {
    const { people, transactions } = this.#options
    if (people.count > 0) transactions.send('MSG', ['U'], encodeTyping(own))
  }

  /** Null where not everybody is known to read them. */
  #chunksOf(text: string, format: TextFormat): readonly Uint8Array[] | null {
    const { people, chooseId = newId } = this.#options
    return people.allHave(capability.chunks) ? encodeChunks(text, format, chooseId()) : null
  }

  #deliverAll(payloads: readonly Uint8Array[]): Promise<PromiseSettledResult<Sent>[]> {
    return Promise.allSettled(payloads.map((payload) => this.#deliver(payload)))
  }

  /** Refused before it is sent where nobody would hear it. */
  async #deliver(payload: Uint8Array): Promise<Sent> {
    const { people, transactions, acknowledges } = this.#options
    if (people.count === 0) throw new NotDeliveredError('nobody is there')
    return (acknowledges ? sendAcknowledged : sendUnlessRefused)(transactions, payload)
  }
}

const newId = (): string => `{${randomUUID().toUpperCase()}}`
