import type { AccountId, Connection } from '../../app/account.ts'
import type { ConversationId } from '../../app/conversation.ts'
import type { Event } from '../../app/events.ts'
import type { Entry } from '../../app/message.ts'
import type { State } from '../../app/state.ts'
import { conversationsToShow } from './undelivered-lines.ts'
import { contactListOf, conversationOf, signIn, type WindowName } from './window-name.ts'

/** What the policy does with windows. */
export interface PolicyWindows {
  show(name: WindowName): void
  showInactive(name: WindowName): void
  close(name: WindowName): void
  isOpen(name: WindowName): boolean
}

/** Whether a line of a conversation is somebody else's. */
export const isIncoming = (entry: Entry): boolean => entry.kind !== 'notice' && !entry.mine

/** Decides which windows open and close by themselves. */
export class WindowPolicy {
  readonly #windows: PolicyWindows
  readonly #leaving = new Set<AccountId>()

  constructor(windows: PolicyWindows) {
    this.#windows = windows
  }

  /** The user leaves by closing the contact list, so the sign-in window is not wanted when the account is signed out. */
  leave(accountId: AccountId): void {
    this.#leaving.add(accountId)
  }

  /** A listener of the store. */
  handle(event: Event, state: State, before: State): void {
    if (event.type === 'connection-changed') this.#connectionChanged(event.accountId, state, before)
    if (event.type === 'account-closed') this.#windows.close(contactListOf(event.accountId))
    if (event.type === 'conversation-closed') this.#windows.close(conversationOf(event.conversationId))
    if (event.type === 'entry-added' && isIncoming(event.entry) && state.conversations[event.conversationId])
      this.#reveal(event.conversationId)
    for (const id of conversationsToShow(event, state, before)) this.#reveal(id)
  }

  #reveal(id: ConversationId): void {
    const name = conversationOf(id)
    if (!this.#windows.isOpen(name)) this.#windows.showInactive(name)
  }

  #connectionChanged(accountId: AccountId, state: State, before: State): void {
    const connection = state.accounts[accountId]?.connection
    const was = before.accounts[accountId]?.connection.state
    if (connection === undefined || connection.state === was) return
    if (connection.state === 'signed-in') this.#signedIn(accountId, state, was)
    if (connection.state === 'signed-out') this.#signedOut(accountId, state, connection.reason === null)
  }

  /**
   * After a reconnection the contact list is there already and stays where it is; so does a sign-in window, in which
   * somebody may be typing. It also stays while another account signs in, because it shows how far that has come.
   */
  #signedIn(accountId: AccountId, state: State, was: Connection['state'] | undefined): void {
    this.#leaving.delete(accountId)
    const contactList = contactListOf(accountId)
    if (!this.#windows.isOpen(contactList)) this.#windows.show(contactList)
    if (was !== 'reconnecting' && !isAnySigningIn(state)) this.#windows.close(signIn)
  }

  /** Opens the sign-in window before the contact list closes, so that the program never is without a window. */
  #signedOut(accountId: AccountId, state: State, asked: boolean): void {
    const left = this.#leaving.delete(accountId)
    if (!left && !(asked && isAnyInUse(state)) && !this.#windows.isOpen(signIn)) {
      if (asked) this.#windows.show(signIn)
      else this.#windows.showInactive(signIn)
    }
    this.#windows.close(contactListOf(accountId))
  }
}

const isAnySigningIn = (state: State): boolean =>
  Object.values(state.accounts).some(({ connection }) => connection.state === 'signing-in')

/** Whether an account is signed in, or about to be. */
export const isAnyInUse = (state: State): boolean =>
  Object.values(state.accounts).some(({ connection }) => connection.state !== 'signed-out')
