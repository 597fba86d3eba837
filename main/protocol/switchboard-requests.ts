import { parseServerAddress, type ServerAddress } from './server-address.ts'
import type { Transactions } from './transactions.ts'
import { ProtocolError } from './wire/errors.ts'

/** Where a conversation takes place, and what admits us there, once. */
export interface SwitchboardAddress extends ServerAddress {
  readonly cookie: string
}

/** Asks a notification server for switchboards, one after the other, however many are wanted at once. */
export class SwitchboardRequests {
  readonly #transactions: Transactions
  #last: Promise<unknown> = Promise.resolve()

  constructor(transactions: Transactions) {
    this.#transactions = transactions
  }

  request(): Promise<SwitchboardAddress> {
    const request = this.#last.then(() => this.#request())
    this.#last = request.catch(() => undefined)
    return request
  }

  /**
   * C: XFR trid SB
   * S: XFR trid SB host:port CKI cookie …
   */
  async #request(): Promise<SwitchboardAddress> {
    const { params } = await this.#transactions.request('XFR', ['SB'])
    const [, kind = '', server, , cookie] = params
    if (kind.toUpperCase() !== 'SB' || server === undefined || cookie === undefined) {
      throw new ProtocolError('XFR without a switchboard')
    }
    return { ...parseServerAddress(server), cookie }
  }
}
