import { addressKey } from '../../../app/contact.ts'
import type { TextFormat } from '../../../app/message.ts'
import { NotDeliveredError, PartlyDeliveredError, SoapFaultError } from '../errors.ts'
import { Serial } from '../serial.ts'
import type { Leaving } from './leaving.ts'
import type { OfflineMessage, OfflineMessages, WaitingMessage } from './offline-messages.ts'
import type { OfflineReader } from './offline-reader.ts'

/** The two halves; null for one that the network does not have. */
export interface OfflineMessageServiceOptions {
  readonly reader: OfflineReader | null
  readonly leaving: Leaving | null
}

/** What was left for us, and what we leave: with whatever a session's dialect and network have for that. */
export class OfflineMessageService implements OfflineMessages {
  readonly #options: OfflineMessageServiceOptions
  /** What is left for one person goes one after the other. */
  readonly #leaving = new Map<string, Serial>()

  constructor(options: OfflineMessageServiceOptions) {
    this.#options = options
  }

  get canLeave(): boolean {
    return this.#options.leaving !== null
  }

  async list(): Promise<readonly WaitingMessage[]> {
    return (await this.#options.reader?.list()) ?? []
  }

  async fetch(waiting: readonly WaitingMessage[]): Promise<readonly OfflineMessage[]> {
    return (await this.#options.reader?.fetch(waiting)) ?? []
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#options.reader?.remove(ids)
  }

  async leave(to: string, text: string, format: TextFormat, from = 0): Promise<void> {
    const { leaving } = this.#options
    if (leaving === null) throw new NotDeliveredError('the network keeps no messages')
    const pieces = leaving.split(text, format)
    const key = addressKey(to)
    const serial = this.#leaving.get(key) ?? new Serial()
    this.#leaving.set(key, serial)
    await serial.run(async () => {
      for (let at = from; at < pieces.length; at++)
        await leaving.leave(to, pieces[at]!, format).catch((error) => fail(error, at))
    })
  }
}

/** `taken`: so many pieces were. */
function fail(error: unknown, taken: number): never {
  const certain = error instanceof NotDeliveredError || error instanceof SoapFaultError
  if (!certain || taken === 0) throw error
  throw new PartlyDeliveredError('only a part was taken', taken, { cause: error })
}
