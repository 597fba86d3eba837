import type { AccountId, Connection, Me } from '../../app/account.ts'
import type { Network } from '../../app/networks.ts'
import { success, type Reason, type Result } from '../../app/reasons.ts'
import type { OwnPresence } from '../../app/presence.ts'
import { directRoute } from '../net/route.ts'
import { ClosedError } from '../protocol/errors.ts'
import type { Invitation, NotificationEvent } from '../protocol/events.ts'
import { NotificationServer } from '../protocol/notification-server.ts'
import type { SwitchboardAddress } from '../protocol/switchboard-requests.ts'
import { fromNotificationServer } from '../protocol/wire/command.ts'
import { EventBatch } from './event-batch.ts'
import { limits } from './limits.ts'
import type { MessengerOptions } from './options.ts'
import { OwnProfile, type OwnMessage } from './own-profile.ts'
import { explain, Refusal, type Explanation } from './reasons.ts'
import { SessionLink } from './session-link.ts'

/** What one sign-in needs. */
export interface AccountSessionOptions {
  readonly messenger: MessengerOptions
  readonly accountId: AccountId
  readonly address: string
  readonly network: Network
  /** @throws (as a rejection) Refusal when none is known. */
  password(): Promise<string>
  /** What the account shows of itself at first; its presence is set at the sign-in. */
  readonly me: Me
  onInvited(invitation: Invitation): void
  /** Once, when a session that was signed in is over; null when the user signed out. */
  onEnded(reason: Reason | null): void
}

/** One account from its sign-in to its sign-out. To sign in again, make another one. */
export class AccountSession {
  readonly #options: AccountSessionOptions
  readonly #abort = new AbortController()
  readonly #events: EventBatch
  readonly #profile: OwnProfile
  /** Calls that came before the sign-in was complete. */
  readonly #calls: Invitation[] = []
  #link: SessionLink<NotificationServer> | null = null
  /** The record to use, once the network was prepared. */
  #network: Network
  #state: 'signing-in' | 'signed-in' | 'ended' = 'signing-in'
  /** Why the server says that it ends the connection, or what the connection broke of. */
  #lost: Explanation | null = null

  constructor(options: AccountSessionOptions) {
    this.#options = options
    this.#network = options.network
    this.#events = new EventBatch(options.accountId, (event) => options.messenger.store.publish(event))
    this.#profile = new OwnProfile(options.me, (change) => this.#show(change))
  }

  get signedIn(): boolean {
    return this.#state === 'signed-in'
  }

  /** Aborted when the session ends. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  get address(): string {
    return this.#options.address
  }

  /** Whether the network answers a text with ACK. */
  get acknowledges(): boolean {
    return this.#network.acknowledges
  }

  /** Whether the dialect tells the capabilities of those who join a switchboard. */
  get capabilitiesInJoin(): boolean {
    return this.#link?.session.capabilitiesInJoin ?? false
  }

  /** Resolves once signed in, with the presence set; every step and the outcome are published. */
  async signIn(): Promise<Result<AccountId>> {
    try {
      const dialect = await this.#signIn()
      this.#state = 'signed-in'
      this.#setConnection({ state: 'signed-in', dialect })
      this.#sendPersonalMessage()
      for (const call of this.#calls.splice(0)) this.#options.onInvited(call)
      return success(this.#options.accountId)
    } catch (error) {
      const explanation = this.#explainEnd(error)
      if (explanation.reason === 'unexpected') this.#options.messenger.log?.('sign-in failed', error)
      this.#end(explanation)
      return { ok: false, ...explanation }
    }
  }

  /** Ends a sign-in that has not succeeded yet; it resolves with `cancelled`. */
  cancel(): void {
    if (this.#state === 'signing-in') this.#abort.abort()
  }

  signOut(): void {
    if (this.#state === 'signing-in') return this.cancel()
    this.#link?.session.signOut()
    this.#end(null)
  }

  /** Shows at once; the server hears of it as soon as it may. */
  async setPresence(presence: OwnPresence): Promise<void> {
    const server = this.#server
    await this.#profile.choosePresence(presence, () => server.setPresence(presence))
  }

  setFriendlyName = (name: string): Promise<void> => this.#server.setFriendlyName(name)

  /** Shows at once. The text and the media go together on the wire; what does not change is sent as it was. */
  async setPersonalMessage(change: Partial<OwnMessage>): Promise<void> {
    const server = this.#server
    await this.#profile.chooseMessage(change, ({ personalMessage, currentMedia }) =>
      server.setPersonalMessage(personalMessage, currentMedia),
    )
  }

  addContact = (address: string): Promise<void> => this.#server.contacts.add(address, { groupId: null, message: '' })
  removeContact = (address: string): Promise<void> => this.#server.contacts.remove(address, { forget: false })
  allowContact = (address: string): Promise<void> => this.#server.contacts.allow(address)
  blockContact = (address: string): Promise<void> => this.#server.contacts.block(address)

  requestSwitchboard = (): Promise<SwitchboardAddress> => this.#server.requestSwitchboard()

  /** @throws Refusal when nobody is signed in. */
  get #server(): NotificationServer {
    if (this.#link === null || this.#state !== 'signed-in') throw new Refusal('not-signed-in')
    return this.#link.session
  }

  async #signIn(): Promise<string> {
    const { messenger, me } = this.#options
    const password = await this.#options.password()
    this.#network = await messenger.prepareNetwork(this.#network)
    const server = await this.#authenticate(password)
    await server.setPresence(me.presence)
    this.#abort.signal.throwIfAborted()
    return server.dialect
  }

  async #authenticate(password: string): Promise<NotificationServer> {
    let { host, port } = this.#network.notificationServer
    for (let redirections = 0; redirections <= limits.redirections; redirections++) {
      this.#abort.signal.throwIfAborted()
      this.#setConnection({ state: 'signing-in', step: 'connecting' })
      const link = await this.#connect(host, port, password)
      const result = await link.session.signIn({
        onStep: (step) => this.#setConnection({ state: 'signing-in', step }),
      })
      if (result.kind === 'signed-in') return link.session
      this.#link = null
      link.close()
      ;({ host, port } = result)
    }
    throw new Refusal('server-refused', `more than ${limits.redirections} redirections`)
  }

  async #connect(host: string, port: number, password: string): Promise<SessionLink<NotificationServer>> {
    const { messenger, address } = this.#options
    const link = await SessionLink.open({
      openConnection: messenger.openConnection,
      host,
      port,
      grammar: fromNotificationServer,
      signal: this.#abort.signal,
      create: (send) =>
        new NotificationServer({
          address,
          dialects: this.#network.dialects,
          clientVersion: this.#network.clientVersion,
          machineId: '',
          placeName: '',
          services: {
            fetchTicket: (policy) => this.#fetchTicket(password, policy),
            fetchToken: () => Promise.reject(new Refusal('sign-in-service-failed')),
            callSoap: () => Promise.reject(new Refusal('address-book-failed')),
          },
          clock: messenger.clock,
          send,
          onEvent: (event) => this.#onEvent(event),
          onDead: () => this.#end({ reason: 'connection-lost' }),
        }),
      onLost: (error) => this.#onLost(error),
    })
    this.#link = link
    return link
  }

  #fetchTicket(password: string, policy: string): Promise<string> {
    const { messenger, address } = this.#options
    const { signIn, pinnedCertificate } = this.#network
    return messenger.fetchTicket({
      signIn,
      route: { ...directRoute, pinnedCertificate },
      address,
      password,
      policy,
      signal: this.#abort.signal,
    })
  }

  #onEvent(event: NotificationEvent): void {
    if (event.type === 'invited') this.#onInvited(event.invitation)
    else if (event.type === 'signed-out') this.#onSignedOut(event.reason)
    else if (event.type === 'me-changed') this.#profile.confirm(event.change)
    else this.#events.add(event)
  }

  /** Somebody may call in the very moment in which we are seen. */
  #onInvited(invitation: Invitation): void {
    if (this.#state === 'signed-in') this.#options.onInvited(invitation)
    else if (this.#calls.length < limits.switchboards) this.#calls.push(invitation)
  }

  /** Not every server closes the connection after its good-bye. */
  #onSignedOut(reason: Reason): void {
    this.#lost = { reason }
    if (this.#state === 'signed-in') this.#end(this.#lost)
    else this.#link?.close()
  }

  /** During a sign-in its own failure says what to do. */
  #onLost(error: Error | null): void {
    this.#lost ??= error === null ? { reason: 'server-closed' } : explain(error)
    if (this.#state === 'signed-in') this.#end(this.#lost)
  }

  #explainEnd(error: unknown): Explanation {
    if (this.#abort.signal.aborted) return { reason: 'cancelled' }
    if (error instanceof ClosedError && this.#lost !== null) return this.#lost
    return explain(error)
  }

  #end(why: Explanation | null): void {
    if (this.#state === 'ended') return
    const wasSignedIn = this.#state === 'signed-in'
    this.#state = 'ended'
    this.#events.flush()
    this.#link?.close()
    this.#abort.abort()
    this.#setConnection({ state: 'signed-out', reason: null, ...why })
    if (wasSignedIn) this.#options.onEnded(why?.reason ?? null)
  }

  /** The message of last time; a server that refuses it does not spoil the sign-in. */
  #sendPersonalMessage(): void {
    this.setPersonalMessage({}).catch((error: unknown) => {
      if (explain(error).reason === 'unexpected') this.#options.messenger.log?.('personal message', error)
    })
  }

  #setConnection(connection: Connection): void {
    if (this.#state === 'ended' && connection.state !== 'signed-out') return
    const { messenger, accountId } = this.#options
    messenger.store.publish({ type: 'connection-changed', accountId, connection })
  }

  /** After the end the account may have another session. */
  #show(change: Partial<Me>): void {
    if (this.#state !== 'ended') this.#events.add({ type: 'me-changed', change })
  }
}
