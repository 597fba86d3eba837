import type { CurrentMedia } from '../../../app/contact.ts'
import type { OwnPresence } from '../../../app/presence.ts'
import type { Clock } from '../clock.ts'
import type { Dialect } from '../dialects.ts'
import type { NotificationEvent } from '../events.ts'
import { NewestWins } from '../newest-wins.ts'
import type { Transactions } from '../transactions.ts'
import { encodePersonalMessage } from './personal-message.ts'
import { encodeEndpointData, encodePrivateEndpointData } from './places.ts'
import { formatPresence } from './presence-codes.ts'

/** What telling a server about oneself needs of the session. */
export interface OwnProfileOptions {
  /** The GUID of this installation, in lower case with braces. */
  readonly machineId: string
  /** How other places of the account call this one. */
  readonly placeName: string
  readonly clock: Clock
  readonly transactions: Transactions
  /** @throws ClosedError before a dialect was agreed on. */
  readonly dialect: () => Dialect
  readonly emit: (event: NotificationEvent) => void
}

/** Servers may drop changes of status that come faster than about one in a second. */
const presenceIntervalMs = 2_000

/** What the server is told of oneself: status, personal message, and what this place is. */
export class OwnProfile {
  /** Whether the server answered what it was told last: only then is what it says newer than what we know. */
  readonly settled = { presence: false, message: false }
  readonly #options: OwnProfileOptions
  readonly #presence: NewestWins<OwnPresence>

  constructor(options: OwnProfileOptions) {
    this.#options = options
    const change = (presence: OwnPresence): Promise<void> => this.#changePresence(presence)
    this.#presence = new NewestWins(options.clock, presenceIntervalMs, change)
  }

  /** Of changes that follow each other within two seconds only the first and the newest are sent. */
  setPresence(presence: OwnPresence): Promise<void> {
    return this.#presence.submit(presence)
  }

  /**
   * Where the dialect has no personal messages nothing is sent; the own one is remembered all the same.
   * @throws TooLongError above 129 characters, as a rejection.
   */
  async setPersonalMessage(text: string, media: CurrentMedia | null): Promise<void> {
    const { transactions, machineId, dialect, emit } = this.#options
    const { personalMessages, machineInMessage } = dialect()
    const payload = encodePersonalMessage({ text, media }, machineInMessage ? machineId : null)
    this.settled.message = false
    if (personalMessages) await transactions.request('UUX', [], { payload })
    this.settled.message = true
    emit({ type: 'me-changed', change: { personalMessage: text, currentMedia: media } })
  }

  /** Rejects what waits with ClosedError. */
  close(): void {
    this.#presence.close()
  }

  /** C: CHG trid status capabilities {0} */
  async #changePresence(presence: OwnPresence): Promise<void> {
    const { transactions, dialect } = this.#options
    const { capabilities, noPicture, places } = dialect()
    if (places) this.#describePlace(presence, capabilities)
    this.settled.presence = false
    await transactions.request('CHG', [formatPresence(presence), capabilities, ...noPicture])
    this.settled.presence = true
  }

  /** Servers need not answer that, and nothing depends on it. */
  #describePlace(presence: OwnPresence, capabilities: string): void {
    const { transactions, placeName } = this.#options
    transactions.send('UUX', [], encodeEndpointData(capabilities))
    transactions.send('UUX', [], encodePrivateEndpointData(placeName, presence))
  }
}
