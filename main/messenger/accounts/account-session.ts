import type { Features, SignInStep } from '../../../app/account.ts'
import type { Network } from '../../../app/networks.ts'
import type { OwnPresence } from '../../../app/presence.ts'
import { routeFrom, type Route } from '../../net/route.ts'
import { ClosedError } from '../../protocol/errors.ts'
import type { NotificationEvent } from '../../protocol/events.ts'
import { NotificationServer } from '../../protocol/notification-server.ts'
import type { Services } from '../../protocol/services.ts'
import { fromNotificationServer } from '../../protocol/wire/command.ts'
import { limits } from '../limits.ts'
import type { MessengerOptions } from '../options.ts'
import { explain, Refusal, type Explanation } from '../reasons.ts'
import { SessionLink } from '../session-link.ts'

/** Why a session is over. */
export interface Loss extends Explanation {
  /** How long its server wants to be left alone. */
  readonly atLeastMs?: number
  /** Nothing came any more, although the connection seems to stand: the way to the server is dead. */
  readonly silent?: true
}

/** What a session reports of its server: all but the end, which is a loss. */
export type SessionEvent = Exclude<NotificationEvent, { type: 'signed-out' }>

/** What one sign-in needs. */
export interface AccountSessionOptions {
  readonly messenger: MessengerOptions
  readonly address: string
  /** The record to use, prepared. */
  readonly network: Network
  readonly services: Services
  readonly route: Route
  /** Names of the dialects to offer, best first. */
  readonly dialects: readonly string[]
  /** Whether connections go through the network's HTTP gateway. */
  readonly gateway: boolean
  /** Nobody wants the session any more. */
  readonly signal: AbortSignal
  onStep(step: SignInStep): void
  onEvent(event: SessionEvent): void
  /** Once, when a session that was signed in ends by itself. */
  onLost(loss: Loss): void
}

/** One sign-in to its end: the link with a notification server, or with several that send one on to each other. */
export class AccountSession {
  readonly #options: AccountSessionOptions
  #link: SessionLink<NotificationServer> | null = null
  #state: 'signing-in' | 'signed-in' | 'ended' = 'signing-in'
  #step: SignInStep = 'connecting'
  #redirectedRoute: Route
  /** Why the server says that it ends the connection, or what the connection broke of. */
  #loss: Loss | null = null

  constructor(options: AccountSessionOptions) {
    this.#options = options
    this.#redirectedRoute = options.route
  }

  /** The step that the sign-in has come to. */
  get step(): SignInStep {
    return this.#step
  }

  /** The dialect that was agreed on; empty before. */
  get dialect(): string {
    return this.#link?.session.dialect ?? ''
  }

  get address(): string {
    return this.#options.address
  }

  get network(): Network {
    return this.#options.network
  }

  /** The way to addresses that the servers name; where the network is a public one, never into a private one. */
  get redirectedRoute(): Route {
    return this.#redirectedRoute
  }

  /** The gateway that connections go through, or undefined. */
  get gatewayUrl(): string | undefined {
    return this.#options.gateway ? this.#options.network.gatewayUrl : undefined
  }

  get features(): Features {
    return this.server.features
  }

  /** @throws Refusal when nobody is signed in. */
  get server(): NotificationServer {
    if (this.#link === null || this.#state !== 'signed-in') throw new Refusal('not-signed-in')
    return this.#link.session
  }

  /** Resolves once signed in, seen by others with the presence that is wanted then. @throws (as a rejection) what was in the way */
  async signIn(presence: () => OwnPresence): Promise<void> {
    try {
      const server = await this.#authenticate()
      await server.setPresence(presence())
      this.#options.signal.throwIfAborted()
      if (this.#link?.open !== true) throw new ClosedError('closed with the last answer')
      this.#state = 'signed-in'
    } catch (error) {
      throw this.#causeOf(error)
    }
  }

  /** Says good-bye. */
  signOut(): void {
    if (this.#state === 'signed-in') this.#link?.session.signOut()
    this.end()
  }

  end(): void {
    this.#state = 'ended'
    this.#link?.close()
  }

  async #authenticate(): Promise<NotificationServer> {
    const { network, signal } = this.#options
    let { host, port } = network.notificationServer
    const redirectedRoute = routeFrom(this.#options.route, host)
    for (let redirections = 0; redirections <= limits.redirections; redirections++) {
      signal.throwIfAborted()
      this.#onStep('connecting')
      const link = await this.#connect(host, port, redirections > 0)
      const result = await link.session.signIn({ onStep: (step) => this.#onStep(step) })
      this.#redirectedRoute = await redirectedRoute
      if (result.kind === 'signed-in') return link.session
      link.close()
      ;({ host, port } = result)
    }
    throw new Refusal('too-many-redirections')
  }

  async #connect(host: string, port: number, redirected: boolean): Promise<SessionLink<NotificationServer>> {
    const { messenger, route, signal } = this.#options
    const link = await SessionLink.open({
      openConnection: messenger.openConnection,
      kind: 'notification-server',
      host,
      port,
      grammar: fromNotificationServer,
      route: redirected ? this.redirectedRoute : route,
      gatewayUrl: this.gatewayUrl,
      signal,
      create: (send) => this.#createServer(send),
      onLost: (error) => this.#onConnectionLost(error),
    })
    this.#link = link
    return link
  }

  #createServer(send: ConstructorParameters<typeof NotificationServer>[0]['send']): NotificationServer {
    const { messenger, address, network, dialects, services } = this.#options
    return new NotificationServer({
      address,
      dialects,
      clientVersion: network.clientVersion,
      machineId: messenger.machineId,
      placeName: messenger.placeName,
      services,
      clock: messenger.clock,
      send,
      onEvent: (event) => this.#onEvent(event),
      onDead: () => this.#lost({ reason: 'connection-lost', silent: true }),
    })
  }

  #onStep(step: SignInStep): void {
    this.#step = step
    this.#options.onStep(step)
  }

  #onEvent(event: NotificationEvent): void {
    if (this.#state === 'ended') return
    if (event.type === 'signed-out') this.#onSignedOut(event)
    else this.#options.onEvent(event)
  }

  /** Not every server closes the connection after its good-bye. */
  #onSignedOut({
    reason,
    returnAfterMs: atLeastMs,
  }: Extract<NotificationEvent, { type: 'signed-out' }>): void {
    this.#loss = { reason, ...(atLeastMs !== undefined && { atLeastMs }) }
    if (this.#state === 'signed-in') this.#lost(this.#loss)
    else this.#link?.close()
  }

  /** During a sign-in its own failure says what to do. */
  #onConnectionLost(error: Error | null): void {
    this.#loss ??= error === null ? { reason: 'server-closed' } : explain(error)
    if (this.#state === 'signed-in') this.#lost(this.#loss)
  }

  #lost(loss: Loss): void {
    const wasSignedIn = this.#state === 'signed-in'
    this.end()
    if (wasSignedIn) this.#options.onLost(loss)
  }

  #causeOf(error: unknown): unknown {
    if (this.#options.signal.aborted) return new Refusal('cancelled')
    if (error instanceof ClosedError && this.#loss !== null) return new Refusal(this.#loss.reason)
    return error
  }
}
