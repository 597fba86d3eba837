import { randomBytes } from 'node:crypto'
import { noFeatures, type Features } from '../../app/account.ts'
import type { CurrentMedia } from '../../app/contact.ts'
import type { OwnPresence } from '../../app/presence.ts'
import type { Clock } from './clock.ts'
import { Closing } from './closing.ts'
import type { ContactEditor } from './contacts/contact-editor.ts'
import type { ContactKeeper } from './contacts/contact-keeping.ts'
import { findDialects, type Dialect } from './dialects.ts'
import { ClosedError, TooLongError } from './errors.ts'
import type { NotificationEvent } from './events.ts'
import { encodeFriendlyName } from './friendly-name.ts'
import { KeepAlive } from './keep-alive.ts'
import { NewestWins } from './newest-wins.ts'
import { notificationHandlers, type NotificationContext } from './notification-handlers.ts'
import type { OfflineMessages } from './offline-messages/offline-messages.ts'
import { OwnPlaces } from './presence/own-places.ts'
import { encodePersonalMessage } from './presence/personal-message.ts'
import { encodeEndpointData, encodePrivateEndpointData } from './presence/places.ts'
import { formatPresence } from './presence/presence-codes.ts'
import type { Services } from './services.ts'
import { signIn, type SignInOptions, type SignInResult } from './sign-in.ts'
import type { SwitchboardForms } from './switchboard.ts'
import { SwitchboardRequests, type SwitchboardAddress } from './switchboard-requests.ts'
import { Transactions } from './transactions.ts'
import { command, isError, type Command } from './wire/command.ts'

/** What a notification server needs of its surroundings. */
export interface NotificationServerOptions {
  /** One's own address, in the letter case that the server knows it in. */
  readonly address: string
  /** Names of the dialects to offer, best first; those that this program does not speak are left out. */
  readonly dialects: readonly string[]
  /** The version that `CVR` announces; empty for the one that belongs to the dialect. */
  readonly clientVersion: string
  /** The GUID of this installation, in lower case with braces. */
  readonly machineId: string
  /** How other places of the account call this one, such as the computer's name. */
  readonly placeName: string
  readonly services: Services
  readonly clock: Clock
  /** 8 bytes for the proof of a sign-in; by chance unless a test says otherwise. */
  chooseIv?(): Uint8Array
  send(command: Command): void
  onEvent(event: NotificationEvent): void
  /** The server does not answer `PNG` any more: the connection is of no use and has to be closed. */
  onDead?(): void
}

/** Servers may drop changes of status that come faster than about one in a second. */
const presenceIntervalMs = 2_000

/**
 * Our half of a connection with a notification server. It is given commands, and a function to send commands with.
 * Requests reject with ServerError (the server's number), TimeoutError or ClosedError.
 */
export class NotificationServer {
  readonly #options: NotificationServerOptions
  readonly #transactions: Transactions
  readonly #keepAlive: KeepAlive
  readonly #context: NotificationContext
  readonly #presence: NewestWins<OwnPresence>
  readonly #switchboards: SwitchboardRequests
  readonly #offered: readonly Dialect[]
  readonly #closing = new Closing()
  readonly #places: OwnPlaces
  readonly #settled = { presence: false, message: false }
  #dialect: Dialect | null = null
  #keeper: ContactKeeper | null = null

  constructor(options: NotificationServerOptions) {
    const { address, clock } = options
    const emit = (event: NotificationEvent): void => this.#options.onEvent(event)
    const send = (sent: Command): void => {
      options.send(sent)
      this.#keepAlive.said()
    }
    this.#options = options
    this.#offered = findDialects(options.dialects)
    this.#transactions = new Transactions({ clock, send })
    this.#keepAlive = new KeepAlive({
      clock,
      send: (ping) => options.send(ping),
      onDead: () => options.onDead?.(),
    })
    this.#switchboards = new SwitchboardRequests(this.#transactions)
    this.#presence = new NewestWins(clock, presenceIntervalMs, (presence) => this.#changePresence(presence))
    this.#places = new OwnPlaces({ ...options, transactions: this.#transactions, emit })
    this.#context = this.#contextOf(address, emit)
  }

  /** The dialect that was agreed on; empty before `VER` was answered. */
  get dialect(): string {
    return this.#dialect?.name ?? ''
  }

  /** @throws ClosedError before a dialect was agreed on. */
  get contacts(): ContactEditor {
    return this.#contacts.editor
  }

  /** What is left for people who are offline; null before `USR` was answered, and where dialect or network have none. */
  get offlineMessages(): OfflineMessages | null {
    return null
  }

  /** What the agreed dialect can do; nothing before one was agreed on. */
  get features(): Features {
    if (this.#dialect === null) return noFeatures
    const { personalMessages, inviteMessages, places } = this.#dialect
    return { personalMessages, inviteMessages, places }
  }

  /** What a switchboard of this session has to know of its dialect. */
  get switchboardForms(): SwitchboardForms {
    return {
      capabilitiesInJoin: this.#dialect?.capabilitiesInJoin ?? false,
      place: this.#dialect?.places === true ? this.#options.machineId : null,
      callsOwnPlaces: this.#places.elsewhere,
    }
  }

  /**
   * Takes a command of the server. What belongs to no request and is of no use is ignored.
   * @throws ProtocolError when a command that concerns us cannot be understood.
   */
  receive(received: Command): void {
    if (!isError(received) && (this.#dialect !== null || received.verb === 'OUT')) {
      notificationHandlers.get(received.verb)?.(this.#context, received)
      this.#keeper?.handlers.get(received.verb)?.(received)
    }
    this.#transactions.receive(received)
  }

  /** Rejects what waits with ClosedError and stops every timer. */
  connectionClosed(): void {
    this.#closing.close(new ClosedError('the connection closed'))
    this.#keepAlive.close()
    this.#presence.close()
    this.#transactions.close()
    this.#keeper?.close()
  }

  /**
   * Signs in: VER, CVR, USR and the contact list. Afterwards the contact list and the own name were reported as events, but
   * nobody sees us before the first `setPresence`.
   * @throws DialectRefusedError, DialectTroubleError and what the services throw, besides the usual.
   */
  async signIn(options: SignInOptions): Promise<SignInResult> {
    const result = await signIn(
      {
        address: this.#options.address,
        services: this.#options.services,
        machineId: this.#options.machineId,
        chooseIv: () => this.#options.chooseIv?.() ?? randomBytes(8),
        offered: this.#offered,
        clientVersion: this.#options.clientVersion,
        request: (verb, params, requestOptions) => this.#transactions.request(verb, params, requestOptions),
        unlessClosed: (promise) => this.#closing.unlessClosed(promise),
        agreeOn: (dialect) => this.#agreeOn(dialect),
        named: (name) => this.#options.onEvent({ type: 'me-changed', change: { name } }),
        fetchContacts: () => this.#contacts.fetch(),
      },
      options,
    )
    if (result.kind === 'signed-in') this.#keepAlive.start()
    return result
  }

  /** Of changes that follow each other within two seconds only the first and the newest are sent. */
  setPresence(presence: OwnPresence): Promise<void> {
    return this.#presence.submit(presence)
  }

  /** @throws TooLongError above 387 encoded bytes, as a rejection. */
  async setFriendlyName(name: string): Promise<void> {
    const word = encodeFriendlyName(name)
    if (word === null) throw new TooLongError('the name is too long')
    const [verb, ...params] = this.#contacts.rename(word)
    await this.#transactions.request(verb, params)
  }

  /**
   * Where the dialect has no personal messages nothing is sent; the own one is remembered all the same.
   * @throws TooLongError above 129 characters, as a rejection.
   */
  async setPersonalMessage(text: string, media: CurrentMedia | null): Promise<void> {
    const { personalMessages, machineInMessage } = this.#agreed
    const payload = encodePersonalMessage({ text, media }, machineInMessage ? this.#options.machineId : null)
    this.#settled.message = false
    if (personalMessages) await this.#transactions.request('UUX', [], { payload })
    this.#settled.message = true
    this.#options.onEvent({ type: 'me-changed', change: { personalMessage: text, currentMedia: media } })
  }

  /** Asks for a switchboard. Requests are made one after the other, however many are wanted at once. */
  requestSwitchboard(): Promise<SwitchboardAddress> {
    return this.#switchboards.request()
  }

  /**
   * Asks whether the server is still there; resolves at its answer. Once signed in this happens by itself after 45 s
   * of silence, or as the server wishes.
   * @throws TimeoutError without an answer in 20 s, as a rejection; `onDead` is called too.
   */
  ping(): Promise<void> {
    return this.#keepAlive.ping()
  }

  /**
   * Signs the account out at another of its places, whose id `places-changed` told; null: at all others. Where the
   * dialect has no places there is none.
   */
  signOutPlace(id: string | null): Promise<void> {
    return this.#agreed.places ? this.#places.signOut(id) : Promise.resolve()
  }

  /** Says good-bye; the connection has to be closed afterwards. */
  signOut(): void {
    this.#options.send(command('OUT'))
  }

  get #agreed(): Dialect {
    if (this.#dialect === null) throw new ClosedError('not signed in')
    return this.#dialect
  }

  get #contacts(): ContactKeeper {
    if (this.#keeper === null) throw new ClosedError('not signed in')
    return this.#keeper
  }

  #agreeOn(dialect: Dialect): void {
    const { address, clock, services } = this.#options
    this.#dialect = dialect
    this.#keeper = dialect.contacts({
      address,
      clock,
      services,
      request: (verb, params, options) => this.#transactions.request(verb, params, options),
      emit: (event) => this.#options.onEvent(event),
    })
  }

  /** C: CHG trid status capabilities {0} */
  async #changePresence(presence: OwnPresence): Promise<void> {
    const { capabilities, noPicture, places } = this.#agreed
    if (places) this.#describePlace(presence)
    this.#settled.presence = false
    await this.#transactions.request('CHG', [formatPresence(presence), capabilities, ...noPicture])
    this.#settled.presence = true
  }

  /** Servers need not answer that, and nothing depends on it. */
  #describePlace(presence: OwnPresence): void {
    const { placeName } = this.#options
    this.#transactions.send('UUX', [], encodeEndpointData(this.#agreed.capabilities))
    this.#transactions.send('UUX', [], encodePrivateEndpointData(placeName, presence))
  }

  #contextOf(address: string, emit: (event: NotificationEvent) => void): NotificationContext {
    const agreed = (): Dialect => this.#agreed
    const contacts = (): ContactKeeper => this.#contacts
    return {
      address,
      get dialect() {
        return agreed()
      },
      get contacts() {
        return contacts().list
      },
      keepAlive: this.#keepAlive,
      transactions: this.#transactions,
      places: this.#places,
      settled: this.#settled,
      emit,
    }
  }
}
