import type { AccountId } from '../../../app/account.ts'
import { addressKey } from '../../../app/contact.ts'
import type { Author, TextFormat } from '../../../app/message.ts'
import type { Route } from '../../net/route.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { Sent } from '../../protocol/delivery.ts'
import { ServerError } from '../../protocol/errors.ts'
import type { SwitchboardEvent } from '../../protocol/events.ts'
import { Switchboard, type SwitchboardForms } from '../../protocol/switchboard.ts'
import { fromSwitchboard } from '../../protocol/wire/command.ts'
import { durations } from '../limits.ts'
import { SessionLink, type OpenConnection } from '../session-link.ts'

/** How to enter a switchboard: on our own request, or because somebody called us. */
export interface SwitchboardTicket {
  readonly host: string
  readonly port: number
  readonly cookie: string
  /** Null on our own request. */
  readonly sessionId: string | null
}

/** What a switchboard link needs. */
export interface SwitchboardLinkOptions {
  readonly accountId: AccountId
  /** Our own address. */
  readonly address: string
  readonly acknowledges: boolean
  /** What the session's dialect asks of it. */
  readonly forms: SwitchboardForms
  readonly clock: Clock
  readonly openConnection: OpenConnection
  readonly route: Route
  readonly gatewayUrl: string | undefined
  readonly signal: AbortSignal
  onEvent(link: SwitchboardLink, event: SwitchboardEvent): void
  /** Once; however it ended. */
  onClosed(link: SwitchboardLink): void
  /** Nothing was said for a while; the owner decides whether to leave. */
  onIdle(link: SwitchboardLink): void
}

const alreadyThere = 215

/** We answered a call, and the connection was lost before the server let us in, or so we believe: it may have. */
export class LostCallError extends Error {
  override readonly name = 'LostCallError'
}

/** One switchboard: a short-lived connection that carries a conversation as long as it lasts. */
export class SwitchboardLink {
  readonly accountId: AccountId
  /** Whether a line of a conversation went over it. */
  carried = false
  /** It owes an answer: what is said next takes another one, until this one gives a sign. */
  doubtful = false
  /** When it was last of use, in milliseconds since 1970. */
  lastUsedAt: number
  readonly #options: SwitchboardLinkOptions
  #link: SessionLink<Switchboard> | null = null
  #leaving = false
  #cancelIdle: () => void = () => undefined

  private constructor(options: SwitchboardLinkOptions) {
    this.#options = options
    this.accountId = options.accountId
    this.lastUsedAt = options.clock.now()
  }

  /** Connects and identifies itself; who is there already was reported as joined then. */
  static async open(options: SwitchboardLinkOptions, ticket: SwitchboardTicket): Promise<SwitchboardLink> {
    const self = new SwitchboardLink(options)
    const link = await self.#connect(ticket)
    try {
      const { cookie, sessionId } = ticket
      await (sessionId === null ? link.session.join(cookie) : link.session.answer(cookie, sessionId))
    } catch (error) {
      link.close()
      self.#closed()
      const isLostCall = ticket.sessionId !== null && !(error instanceof ServerError)
      throw isLostCall && !options.signal.aborted ? new LostCallError('ANS', { cause: error }) : error
    }
    self.touch()
    return self
  }

  /** Whether it can be used; one that is being left still brings what was on its way to us. */
  get open(): boolean {
    return this.#link?.open === true && !this.#leaving
  }

  /** Whether others are there with whom one was just talking, or it owes us an answer: a server drops silent rooms, too. */
  get isLively(): boolean {
    const silentMs = this.#options.clock.now() - this.lastUsedAt
    const mayCarry = this.doubtful || silentMs < durations.silence
    return !this.#leaving && this.participants.length > 0 && mayCarry
  }

  /** Whether something that is said now would be heard. */
  get hasListeners(): boolean {
    return this.open && this.participants.length > 0
  }

  /** The others who are there. */
  get participants(): readonly Author[] {
    return this.#link?.session.participants ?? []
  }

  has(address: string): boolean {
    return this.participants.some((participant) => addressKey(participant.address) === address)
  }

  /** Resolves when the person is there; a person who is there already is as good. */
  async invite(address: string): Promise<void> {
    try {
      await this.#session.invite(address)
    } catch (error) {
      if (!(error instanceof ServerError && error.code === alreadyThere && this.has(addressKey(address))))
        throw error
    }
  }

  /** From this piece on, where it takes several. */
  sendText(text: string, format: TextFormat, firstPiece: number): Promise<Sent> {
    this.touch()
    return this.#session.sendText(text, format, firstPiece)
  }

  sendNudge(): Promise<Sent> {
    this.touch()
    return this.#session.sendNudge()
  }

  sendTyping(): void {
    this.touch()
    this.#session.sendTyping()
  }

  /** It was of use: puts off the idle end. */
  touch(): void {
    if (!this.open) return
    this.lastUsedAt = this.#options.clock.now()
    this.putOffIdle()
  }

  /** Asks again later whether to leave. */
  putOffIdle(): void {
    const options = this.#options
    this.#cancelIdle()
    this.#cancelIdle = options.clock.after(durations.switchboardIdle, () => options.onIdle(this))
  }

  /** Says good-bye; the server closes when it has sent us everything that was said before. */
  leave(): void {
    if (!this.open) return
    this.#leaving = true
    this.#cancelIdle()
    this.#session.leave()
    this.#cancelIdle = this.#options.clock.after(durations.leaving, () => {
      this.#link?.close()
      this.#closed()
    })
  }

  get #session(): Switchboard {
    if (this.#link === null) throw new Error('used before it was open')
    return this.#link.session
  }

  async #connect({ host, port }: SwitchboardTicket): Promise<SessionLink<Switchboard>> {
    const options = this.#options
    const { address, acknowledges, forms, clock, openConnection, route, gatewayUrl, signal } = options
    this.#link = await SessionLink.open({
      openConnection,
      kind: 'switchboard',
      route,
      gatewayUrl,
      host,
      port,
      grammar: fromSwitchboard,
      signal,
      create: (send) =>
        new Switchboard({
          address,
          acknowledges,
          forms,
          clock,
          send,
          onEvent: (event) => {
            this.doubtful = false
            options.onEvent(this, event)
          },
        }),
      onLost: () => this.#closed(),
    })
    return this.#link
  }

  #closed(): void {
    this.#cancelIdle()
    this.#options.onClosed(this)
  }
}
