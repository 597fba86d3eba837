import { randomBytes, randomUUID } from 'node:crypto'
import { noFeatures, type Features } from '../../app/account.ts'
import type { CurrentMedia } from '../../app/contact.ts'
import type { OwnPresence } from '../../app/presence.ts'
import { Closing } from './closing.ts'
import type { ContactEditor } from './contacts/contact-editor.ts'
import type { ContactKeeper } from './contacts/contact-keeping.ts'
import { findDialects, type Dialect } from './dialects.ts'
import { ClosedError, TooLongError } from './errors.ts'
import type { NotificationEvent } from './events.ts'
import { encodeFriendlyName } from './friendly-name.ts'
import { KeepAlive } from './keep-alive.ts'
import { notificationHandlers, onOut, type NotificationContext } from './notification-handlers.ts'
import type { NotificationServerOptions } from './notification-options.ts'
import { offlineMessagesOf } from './offline-messages/offline-message-forms.ts'
import type { OfflineMessages } from './offline-messages/offline-messages.ts'
import type { SignInTicket } from './offline-messages/offline-tickets.ts'
import { OwnPlaces } from './presence/own-places.ts'
import { OwnProfile } from './presence/own-profile.ts'
import { signIn, type SignInOptions, type SignInResult } from './sign-in.ts'
import type { SwitchboardForms } from './switchboard.ts'
import { SwitchboardRequests, type SwitchboardAddress } from './switchboard-requests.ts'
import { Transactions } from './transactions.ts'
import { command, isError, type Command } from './wire/command.ts'

/** What there is once a dialect was agreed on. */
interface Session {
  readonly dialect: Dialect
  readonly keeper: ContactKeeper
  readonly offlineMessages: OfflineMessages | null
  readonly context: NotificationContext
}

/**
 * Our half of a connection with a notification server. It is given commands, and a function to send commands with.
 * Requests reject with ServerError (the server's number), TimeoutError or ClosedError.
 */
export class NotificationServer {
  readonly #options: NotificationServerOptions
  readonly #transactions: Transactions
  readonly #keepAlive: KeepAlive
  readonly #switchboards: SwitchboardRequests
  readonly #offered: readonly Dialect[]
  readonly #closing = new Closing()
  readonly #places: OwnPlaces
  readonly #profile: OwnProfile
  #session: Session | null = null
  #signInTicket: SignInTicket | null = null
  /** One's friendly name, as the server said it last. */
  #name = ''

  constructor(options: NotificationServerOptions) {
    const { clock } = options
    const emit = (event: NotificationEvent): void => this.#emit(event)
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
    const parts = { transactions: this.#transactions, emit }
    this.#places = new OwnPlaces({ ...options, ...parts })
    this.#profile = new OwnProfile({ ...options, ...parts, dialect: () => this.#agreed.dialect })
  }

  /** The dialect that was agreed on; empty before `VER` was answered. */
  get dialect(): string {
    return this.#session?.dialect.name ?? ''
  }

  /** @throws ClosedError before a dialect was agreed on. */
  get contacts(): ContactEditor {
    return this.#agreed.keeper.editor
  }

  /** What is left for people who are offline; null before a dialect was agreed on, and where it or the network has none. */
  get offlineMessages(): OfflineMessages | null {
    return this.#session?.offlineMessages ?? null
  }

  /** What the agreed dialect can do; nothing before one was agreed on. */
  get features(): Features {
    if (this.#session === null) return noFeatures
    const { dialect, offlineMessages } = this.#session
    const { personalMessages, inviteMessages, places } = dialect
    return { personalMessages, inviteMessages, places, offlineMessages: offlineMessages?.canLeave ?? false }
  }

  /** What a switchboard of this session has to know of its dialect. */
  get switchboardForms(): SwitchboardForms {
    const dialect = this.#session?.dialect
    return {
      capabilitiesInJoin: dialect?.capabilitiesInJoin ?? false,
      place: dialect?.places === true ? this.#options.machineId : null,
      callsOwnPlaces: this.#places.elsewhere,
    }
  }

  /**
   * Takes a command of the server. What belongs to no request and is of no use is ignored.
   * @throws ProtocolError when a command that concerns us cannot be understood.
   */
  receive(received: Command): void {
    if (!isError(received)) this.#dispatch(received)
    this.#transactions.receive(received)
  }

  /** Rejects what waits with ClosedError and stops every timer. */
  connectionClosed(): void {
    this.#closing.close(new ClosedError('the connection closed'))
    this.#keepAlive.close()
    this.#profile.close()
    this.#transactions.close()
    this.#session?.keeper.close()
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
        proved: (policy, ticket) => (this.#signInTicket = { policy, ticket }),
        named: (name) => this.#emit({ type: 'me-changed', change: { name } }),
        fetchContacts: () => this.#agreed.keeper.fetch(),
      },
      options,
    )
    if (result.kind === 'signed-in') this.#keepAlive.start()
    return result
  }

  /** Of changes that follow each other within two seconds only the first and the newest are sent. */
  setPresence(presence: OwnPresence): Promise<void> {
    return this.#profile.setPresence(presence)
  }

  /** @throws TooLongError above 387 encoded bytes, as a rejection. */
  async setFriendlyName(name: string): Promise<void> {
    const word = encodeFriendlyName(name)
    if (word === null) throw new TooLongError('the name is too long')
    const [verb, ...params] = this.#agreed.keeper.rename(word)
    await this.#transactions.request(verb, params)
  }

  /**
   * Where the dialect has no personal messages nothing is sent; the own one is remembered all the same.
   * @throws TooLongError above 129 characters, as a rejection.
   */
  setPersonalMessage(text: string, media: CurrentMedia | null): Promise<void> {
    return this.#profile.setPersonalMessage(text, media)
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
    return this.#agreed.dialect.places ? this.#places.signOut(id) : Promise.resolve()
  }

  /** Says good-bye; the connection has to be closed afterwards. */
  signOut(): void {
    this.#options.send(command('OUT'))
  }

  get #agreed(): Session {
    if (this.#session === null) throw new ClosedError('not signed in')
    return this.#session
  }

  /** A server may say good-bye before anything was agreed on; nothing else. */
  #dispatch(received: Command): void {
    if (received.verb === 'OUT') onOut((event) => this.#emit(event), received)
    if (this.#session === null) return
    const { context, keeper } = this.#session
    notificationHandlers.get(received.verb)?.(context, received)
    keeper.handlers.get(received.verb)?.(received)
  }

  #agreeOn(dialect: Dialect): void {
    const { address, clock, services } = this.#options
    const emit = (event: NotificationEvent): void => this.#emit(event)
    const keeper = dialect.contacts({
      address,
      clock,
      services,
      request: (verb, params, options) => this.#transactions.request(verb, params, options),
      emit,
    })
    const offlineMessages = this.#offlineMessagesIn(dialect)
    const context: NotificationContext = {
      address,
      dialect,
      contacts: keeper.list,
      keepAlive: this.#keepAlive,
      transactions: this.#transactions,
      places: this.#places,
      settled: this.#profile.settled,
      offlineMessages,
      emit,
    }
    this.#session = { dialect, keeper, offlineMessages, context }
  }

  #offlineMessagesIn({ name, clientVersion, product, ...dialect }: Dialect): OfflineMessages | null {
    const { address, clock, services } = this.#options
    if (dialect.offlineMessages === null) return null
    const version = this.#options.clientVersion || clientVersion
    return offlineMessagesOf(dialect.offlineMessages, {
      services,
      clock,
      transactions: this.#transactions,
      ping: () => this.#keepAlive.ping(),
      unlessClosed: (promise) => this.#closing.unlessClosed(promise),
      signInTicket: () => this.#signInTicket,
      chooseId: () => this.#options.chooseId?.() ?? `{${randomUUID().toUpperCase()}}`,
      answerChallenge: (challenge) => dialect.answerChallenge(challenge, product),
      sender: () => ({
        address,
        name: this.#name || address,
        dialect: name,
        clientVersion: version,
        productId: product.id,
      }),
    })
  }

  #emit(event: NotificationEvent): void {
    if (event.type === 'me-changed') this.#name = event.change.name ?? this.#name
    this.#options.onEvent(event)
  }
}
