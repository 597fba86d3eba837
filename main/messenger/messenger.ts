import type { AccountId } from '../../app/account.ts'
import type { CurrentMedia } from '../../app/contact.ts'
import type { ConversationId } from '../../app/conversation.ts'
import type { MessengerCalls, SignInRequest } from '../../app/ipc.ts'
import type { TextFormat } from '../../app/message.ts'
import type { OwnPresence } from '../../app/presence.ts'
import { success, type Reason, type Result } from '../../app/reasons.ts'
import type { Settings } from '../../app/settings.ts'
import type { AccountSession } from './account-session.ts'
import { Accounts } from './accounts.ts'
import { Conversations } from './conversations.ts'
import { durations } from './limits.ts'
import { Lines } from './lines.ts'
import type { MessengerOptions } from './options.ts'
import { explain, failureOf, Refusal } from './reasons.ts'
import type { Talk } from './talk.ts'

/** What the program does, one method for each call of a window or a script. The arguments were checked before. */
export class Messenger implements MessengerCalls {
  readonly #options: MessengerOptions
  readonly #accounts: Accounts
  readonly #conversations: Conversations
  readonly #lines: Lines

  constructor(options: MessengerOptions) {
    this.#options = options
    options.store.publish({ type: 'settings-changed', settings: options.settings.load() })
    this.#accounts = new Accounts({
      messenger: options,
      onOpening: (accountId) => this.#conversations.leaveAll(accountId),
      onInvited: (accountId, invitation) => void this.#conversations.invited(accountId, invitation),
      onEnded: (accountId, reason) => this.#onEnded(accountId, reason),
    })
    this.#conversations = new Conversations({
      messenger: options,
      account: (accountId) => this.#accounts.signedIn(accountId),
    })
    this.#lines = new Lines(options)
  }

  async signIn(request: SignInRequest): Promise<Result<AccountId>> {
    const result = await this.#attempt(() => this.#accounts.signIn(request))
    return result.ok ? result.value : result
  }

  cancelSignIn(accountId: AccountId): Promise<Result<null>> {
    return this.#do(() => this.#accounts.cancelSignIn(accountId))
  }

  /** Lines that are on their way get a moment to arrive. */
  signOut(accountId: AccountId): Promise<Result<null>> {
    return this.#do(async () => {
      await this.#settle(accountId)
      this.#accounts.signOut(accountId)
    })
  }

  forgetAccount(accountId: AccountId): Promise<Result<null>> {
    return this.#do(() => this.#accounts.forget(accountId))
  }

  setPresence(accountId: AccountId, presence: OwnPresence): Promise<Result<null>> {
    return this.#do(() => this.#session(accountId).setPresence(presence))
  }

  setFriendlyName(accountId: AccountId, name: string): Promise<Result<null>> {
    return this.#do(() => this.#session(accountId).setFriendlyName(name))
  }

  setPersonalMessage(accountId: AccountId, personalMessage: string): Promise<Result<null>> {
    return this.#do(() => this.#session(accountId).setPersonalMessage({ personalMessage }))
  }

  setCurrentMedia(accountId: AccountId, currentMedia: CurrentMedia | null): Promise<Result<null>> {
    return this.#do(() => this.#session(accountId).setPersonalMessage({ currentMedia }))
  }

  addContact(accountId: AccountId, address: string): Promise<Result<null>> {
    return this.#do(() => this.#session(accountId).addContact(address))
  }

  removeContact(accountId: AccountId, address: string): Promise<Result<null>> {
    return this.#do(() => this.#session(accountId).removeContact(address))
  }

  allowContact(accountId: AccountId, address: string): Promise<Result<null>> {
    return this.#do(() => this.#session(accountId).allowContact(address))
  }

  blockContact(accountId: AccountId, address: string): Promise<Result<null>> {
    return this.#do(() => this.#session(accountId).blockContact(address))
  }

  /** Also without a connection: what was said stays readable. */
  openConversation(accountId: AccountId, address: string): Promise<Result<ConversationId>> {
    return this.#attempt(() => {
      if (this.#options.store.state.accounts[accountId] === undefined) throw new Refusal('not-signed-in')
      return this.#conversations.open(accountId, address).id
    })
  }

  inviteToConversation(id: ConversationId, address: string): Promise<Result<null>> {
    return this.#do(() => this.#conversations.invite(this.#talk(id), address))
  }

  closeConversation(id: ConversationId): Promise<Result<null>> {
    return this.#do(() => this.#conversations.close(this.#talk(id)))
  }

  sendMessage(id: ConversationId, text: string, format: TextFormat): Promise<Result<string>> {
    return this.#attempt(() => this.#lines.sendText(this.#talk(id), text, format))
  }

  retryMessage(id: ConversationId, entryId: string): Promise<Result<null>> {
    return this.#do(() => this.#lines.sendAgain(this.#talk(id), entryId))
  }

  sendNudge(id: ConversationId): Promise<Result<null>> {
    return this.#do(() => this.#lines.sendNudge(this.#talk(id)))
  }

  reportTyping(id: ConversationId): Promise<Result<null>> {
    return this.#do(() => {
      const talk = this.#talk(id)
      talk.reportTyping(this.#conversations.reachable(talk))
    })
  }

  markRead(id: ConversationId): Promise<Result<null>> {
    return this.#do(() => {
      const unread = this.#options.store.state.conversations[id]?.unread ?? 0
      if (unread > 0) this.#options.store.publish({ type: 'conversation-read', conversationId: id })
    })
  }

  changeSettings(patch: Partial<Settings>): Promise<Result<null>> {
    return this.#do(() => {
      const { store, settings } = this.#options
      const changed = { ...store.state.settings, ...patch }
      settings.save(changed)
      store.publish({ type: 'settings-changed', settings: changed })
    })
  }

  /** Signs out of everything. */
  async close(): Promise<void> {
    await Promise.all(this.#accounts.all.map((accountId) => this.signOut(accountId)))
  }

  #session(accountId: AccountId): AccountSession {
    const session = this.#accounts.signedIn(accountId)
    if (session === null) throw new Refusal('not-signed-in')
    return session
  }

  #talk(id: ConversationId): Talk {
    const talk = this.#conversations.talks.get(id)
    if (talk === null) throw new Refusal('not-available')
    return talk
  }

  /** When only the link was lost, switchboards may go on: they have connections of their own. */
  #onEnded(accountId: AccountId, reason: Reason | null): void {
    if (reason === null || reason === 'signed-in-elsewhere' || reason === 'server-shutting-down') {
      this.#conversations.leaveAll(accountId)
    }
  }

  async #settle(accountId: AccountId): Promise<void> {
    let cancel = (): void => undefined
    const enough = new Promise<void>((resolve) => {
      cancel = this.#options.clock.after(durations.settling, resolve)
    })
    await Promise.race([this.#conversations.settled(accountId), enough])
    cancel()
  }

  async #do(run: () => Promise<void> | void): Promise<Result<null>> {
    return this.#attempt(async () => {
      await run()
      return null
    })
  }

  /** No call throws to its caller; what nobody foresaw is logged. */
  async #attempt<T>(run: () => Promise<T> | T): Promise<Result<T>> {
    try {
      return success(await run())
    } catch (error) {
      if (explain(error).reason === 'unexpected') this.#options.log?.('a call failed', error)
      return failureOf(error)
    }
  }
}
