import type { AccountId, Connection, Me } from '../../../app/account.ts'
import { success, type Reason, type Result } from '../../../app/reasons.ts'
import type { Invitation, MailEvent } from '../../protocol/events.ts'
import type { NotificationServer } from '../../protocol/notification-server.ts'
import type { AccountSession, Loss, SessionEvent } from './account-session.ts'
import { EventBatch } from './event-batch.ts'
import { limits } from '../limits.ts'
import type { MessengerOptions } from '../options.ts'
import { OwnChoices } from './own-choices.ts'
import { explain, Refusal, type Explanation } from '../reasons.ts'
import { Reconnection, type AttemptOutcome, type ReconnectionProgress } from './reconnection.ts'
import type { SignInOpener } from './sign-in-opener.ts'

/** What an account in use needs. */
export interface AccountKeeperOptions {
  readonly messenger: MessengerOptions
  readonly accountId: AccountId
  readonly opener: SignInOpener
  /** What the account shows of itself at first. */
  readonly me: Me
  /** Whether the system has a network at all. */
  online(): boolean
  onInvited(invitation: Invitation): void
  /** Something reached the account without a switchboard. */
  onMail(event: MailEvent): void
  /** The way to the servers is dead, and every other connection to them as well. */
  onSilence(): void
  /** Once, when the account is not in use any more; `wasSignedIn`: it had been, before. */
  onEnded(wasSignedIn: boolean): void
}

/** After these nothing is tried again: the user has to decide, or said so himself somewhere else. */
const final: ReadonlySet<Reason> = new Set([
  'wrong-password',
  'account-unknown',
  'signed-in-elsewhere',
  'signed-out-elsewhere',
  'plain-http-refused',
  'cancelled',
])

/** One account in use, over as many sessions as it takes: from the user's sign-in to the sign-out. */
export class AccountKeeper {
  /** What the account shows of itself. */
  readonly choices: OwnChoices
  readonly #options: AccountKeeperOptions
  readonly #abort = new AbortController()
  readonly #events: EventBatch
  readonly #reconnection: Reconnection
  /** Calls that came before the sign-in was complete. */
  readonly #calls: Invitation[] = []
  #session: AccountSession | null = null
  #state: 'signing-in' | 'signed-in' | 'reconnecting' | 'ended' = 'signing-in'
  /** Why the account is without a link. */
  #reason: Reason = 'connection-lost'

  constructor(options: AccountKeeperOptions) {
    const { messenger, accountId } = options
    this.#options = options
    this.#events = new EventBatch(accountId, (event) => messenger.store.publish(event))
    this.choices = new OwnChoices({
      me: options.me,
      publish: (change) => this.#show(change),
      isLost: () => this.#state === 'reconnecting',
      server: () => this.#server,
    })
    this.#reconnection = new Reconnection({
      clock: messenger.clock,
      random: () => messenger.random(),
      online: () => options.online(),
      attempt: () => this.#tryAgain(),
      onProgress: (progress) => this.#onProgress(progress),
    })
  }

  /** The session that is signed in, or null. */
  get session(): AccountSession | null {
    return this.#state === 'signed-in' ? this.#session : null
  }

  /** @throws Refusal when nobody is signed in */
  get #server(): NotificationServer {
    if (this.session === null) throw new Refusal('not-signed-in')
    return this.session.server
  }

  /** Resolves once signed in, with the presence set; every step and the outcome are published. */
  async signIn(): Promise<Result<AccountId>> {
    try {
      await this.#open(false)
      return success(this.#options.accountId)
    } catch (error) {
      const explanation = this.#explain(error)
      this.#end(explanation)
      return { ok: false, ...explanation }
    }
  }

  /** Ends a sign-in that has not succeeded yet; it resolves with `cancelled`. */
  cancel(): void {
    if (this.#state === 'signing-in') this.#abort.abort()
    else if (this.#state === 'reconnecting') this.#end(null)
  }

  signOut(): void {
    if (this.#state === 'signing-in') return this.cancel()
    this.#session?.signOut()
    this.#end(null)
  }

  /** Tries at once to connect again. @throws Refusal when nothing was lost */
  reconnect(): void {
    if (this.#state !== 'reconnecting') throw new Refusal('not-available')
    this.#reconnection.hurry()
  }

  /** There is a network again, or another one: an old link may be dead without a sign. */
  networkCame(): void {
    if (this.#state === 'reconnecting') this.#reconnection.hurry()
    else this.session?.server.ping().catch(() => undefined)
  }

  /** Nobody has touched the computer for a while, or somebody does again. */
  setIdle(idle: boolean): void {
    if (this.#state !== 'signing-in') this.#quietly(this.choices.setIdle(idle))
  }

  async #open(again: boolean): Promise<void> {
    const session = await this.#options.opener.open({
      again,
      signal: this.#abort.signal,
      presence: () => this.choices.presence,
      onOpened: (opened) => (this.#session = opened),
      onStep: (step) => {
        if (this.#state === 'signing-in') this.#setConnection({ state: 'signing-in', step })
      },
      onEvent: (event) => this.#onEvent(event),
      onLost: (loss) => this.#onLost(loss),
    })
    this.#onSignedIn(session)
  }

  #onSignedIn(session: AccountSession): void {
    const { messenger, accountId } = this.#options
    this.#state = 'signed-in'
    this.#reconnection.connected()
    this.#events.flush()
    messenger.store.publish({ type: 'features-changed', accountId, features: session.features })
    this.#setConnection({ state: 'signed-in', dialect: session.dialect })
    this.#quietly(this.choices.setPersonalMessage({}))
    for (const call of this.#calls.splice(0)) this.#options.onInvited(call)
  }

  async #tryAgain(): Promise<AttemptOutcome> {
    try {
      await this.#open(true)
      return 'connected'
    } catch (error) {
      const explanation = this.#explain(error)
      this.#reason = explanation.reason
      if (!final.has(explanation.reason)) return 'failed'
      this.#end(explanation)
      return 'over'
    }
  }

  #onEvent(event: SessionEvent): void {
    if (this.#state === 'ended') return
    if (event.type === 'invited') this.#onInvited(event.invitation)
    else if (event.type === 'me-changed') this.choices.confirm(event.change)
    else if (event.type === 'offline-messages-waiting' || event.type === 'message-relayed')
      this.#options.onMail(event)
    else this.#events.add(event)
  }

  /** Somebody may call in the very moment in which we are seen. */
  #onInvited(invitation: Invitation): void {
    if (this.#state === 'signed-in') this.#options.onInvited(invitation)
    else if (this.#calls.length < limits.switchboards) this.#calls.push(invitation)
  }

  #onLost({ atLeastMs, silent, ...why }: Loss): void {
    if (final.has(why.reason)) return this.#end(why)
    this.#events.flush()
    this.#calls.length = 0
    this.#state = 'reconnecting'
    this.#reason = why.reason
    if (silent) this.#options.onSilence()
    this.#reconnection.begin(atLeastMs)
  }

  #onProgress(progress: ReconnectionProgress): void {
    if (this.#state !== 'reconnecting') return
    this.#setConnection({ state: 'reconnecting', reason: this.#reason, ...progress })
  }

  #end(why: Explanation | null): void {
    if (this.#state === 'ended') return
    const wasSignedIn = this.#state !== 'signing-in'
    this.#state = 'ended'
    this.#reconnection.stop()
    this.#events.flush()
    this.#session?.end()
    this.#session = null
    this.#abort.abort()
    this.#options.opener.forget()
    this.#setConnection({ state: 'signed-out', reason: null, ...why })
    this.#options.onEnded(wasSignedIn)
  }

  /** For what nobody waits for; a server that refuses it does no harm. */
  #quietly(done: Promise<void>): void {
    done.catch((error: unknown) => this.#logFault(error))
  }

  #explain(error: unknown): Explanation {
    if (this.#abort.signal.aborted) return { reason: 'cancelled' }
    this.#logFault(error)
    return explain(error)
  }

  #logFault(error: unknown): void {
    if (explain(error).reason === 'unexpected') this.#options.messenger.log?.('a request failed', error)
  }

  #setConnection(connection: Connection): void {
    const { messenger, accountId } = this.#options
    messenger.store.publish({ type: 'connection-changed', accountId, connection })
  }

  /** After the end the account may have another keeper. */
  #show(change: Partial<Me>): void {
    if (this.#state !== 'ended') this.#events.add({ type: 'me-changed', change })
  }
}
