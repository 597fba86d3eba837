import type { WebContents } from 'electron'
import type { Account, AccountId } from '../../app/account.ts'
import type { ConversationId } from '../../app/conversation.ts'
import type { HistoryView } from '../../app/history-calls.ts'
import type { Effect, SettingsPage } from '../../app/ipc.ts'
import { failure, success, type Result } from '../../app/reasons.ts'
import type { State } from '../../app/state.ts'
import { contactListOf, conversationOf, history, settings, signIn, type WindowName } from './window-name.ts'
import type { Windows } from './windows.ts'

/** What bringing windows to the front needs. */
export interface FrontOptions {
  readonly windows: Windows
  readonly state: () => State
  readonly sendEffect: (window: WebContents, effect: Effect) => void
}

/** Brings windows to the front, opening them if need be, because the user asked for them. */
export class Front {
  readonly #options: FrontOptions
  /** The account whose contact list had the focus last. */
  #lastAccount: AccountId | null = null

  constructor(options: FrontOptions) {
    this.#options = options
  }

  /** A window got the focus, whoever gave it. */
  onFocused(name: WindowName): void {
    if (name.kind === 'contact-list') this.#lastAccount = name.accountId
  }

  /** The window that the user means by "Papilio": the contact list of an account in use, or sign-in. */
  showMain(): void {
    const accounts = Object.values(this.#options.state().accounts).filter(hasContactList)
    const account = accounts.find(({ id }) => id === this.#lastAccount) ?? accounts[0]
    this.#options.windows.show(account === undefined ? signIn : contactListOf(account.id))
  }

  showSignIn(): Result<null> {
    this.#options.windows.show(signIn)
    return success(null)
  }

  showSettings(page: SettingsPage): Result<null> {
    this.#options.windows.show(settings)
    this.#send(settings, { type: 'show-settings-page', page })
    return success(null)
  }

  showHistory(view: HistoryView): Result<null> {
    this.#options.windows.show(history)
    this.#send(history, { type: 'show-history', view })
    return success(null)
  }

  showContactList(accountId: AccountId): Result<null> {
    const account = this.#options.state().accounts[accountId]
    if (account === undefined || !hasContactList(account)) return failure('not-signed-in')
    this.#options.windows.show(contactListOf(accountId))
    return success(null)
  }

  showConversation(id: ConversationId): Result<null> {
    if (this.#options.state().conversations[id] === undefined) return failure('not-available')
    this.#options.windows.show(conversationOf(id))
    this.#send(conversationOf(id), { type: 'focus-composer' })
    return success(null)
  }

  /** What a clicked notification is about; a conversation that is over is not opened again. */
  show(name: WindowName): void {
    if (name.kind === 'conversation') this.showConversation(name.conversationId)
    else this.#options.windows.show(name)
  }

  #send(name: WindowName, effect: Effect): void {
    const contents = this.#options.windows.contentsOf(name)
    if (contents) this.#options.sendEffect(contents, effect)
  }
}

/** Whether the account has a contact list to show: signed in, or on the way back to it. */
export const hasContactList = ({ connection }: Account): boolean =>
  connection.state === 'signed-in' || connection.state === 'reconnecting'
