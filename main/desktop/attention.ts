import type { Account, AccountId } from '../../app/account.ts'
import { addressKey, awaitsAnswer, shownName, type Contact } from '../../app/contact.ts'
import type { Event } from '../../app/events.ts'
import type { Sound } from '../../app/ipc.ts'
import type { Author, Entry } from '../../app/message.ts'
import type { State } from '../../app/state.ts'
import { accountName } from './account-name.ts'
import type { Strings } from './strings.ts'
import { titleFor } from './toast-text.ts'
import { contactListOf, conversationOf, type WindowName } from './window-name.ts'
import { isIncoming } from './window-policy.ts'

/** A system notification; a later one of the same window replaces it. */
export interface Toast {
  readonly title: string
  readonly body: string
  /** What a click shows. */
  readonly window: WindowName
}

/** How the program draws attention. */
export interface AttentionMeans {
  readonly strings: Strings
  isFocused(window: WindowName): boolean
  flash(window: WindowName): void
  toast(toast: Toast): void
  playSound(sound: Sound, accountId: AccountId): void
  showUnread(count: number): void
  /** Milliseconds, from any beginning. */
  now(): number
}

/** After signing in the contacts' statuses arrive one by one: nobody "comes online" within this time. */
const settlingMs = 5000

/**
 * When so many contacts come online within this time, it is the network that came back, and when so many add us, it is
 * somebody's mischief: no more are told of.
 */
const burst = { contacts: 3, ms: 10_000 } as const

/** Draws attention to what happens: flashing windows, notifications, sounds, the number of unread lines. */
export class Attention {
  readonly #means: AttentionMeans
  readonly #settledAt = new Map<AccountId, number>()
  /** When contacts came online or added us lately, told of or not; by account and what they did. */
  readonly #lately = new Map<string, readonly number[]>()

  constructor(means: AttentionMeans) {
    this.#means = means
  }

  /** A listener of the store. */
  handle(event: Event, state: State, before: State): void {
    if (event.type === 'connection-changed' && event.connection.state === 'signed-in') {
      this.#settledAt.set(event.accountId, this.#means.now() + settlingMs)
    }
    if (event.type === 'entry-added' && isIncoming(event.entry)) {
      this.#lineCame(event.conversationId, event.entry, state)
    }
    if (event.type === 'contacts-changed') {
      for (const { address } of event.changes) this.#contactChanged(event.accountId, address, state, before)
    }
    if (state.conversations !== before.conversations) this.#countUnread(state, before)
  }

  #lineCame(conversationId: string, entry: Entry, state: State): void {
    const accountId = state.conversations[conversationId]?.accountId
    if (accountId === undefined) return
    const window = conversationOf(conversationId)
    const focused = this.#means.isFocused(window)
    const nudged = entry.kind === 'nudge'
    if (!focused) this.#means.flash(window)
    if (!focused) {
      const title = entry.kind === 'notice' ? '' : nameOf(entry.author, state.accounts[accountId])
      this.#toast(accountId, state, { title, body: bodyOf(entry, this.#means.strings), window })
    }
    if (!focused || nudged) this.#sound(accountId, state, nudged ? 'nudge' : 'message')
  }

  #contactChanged(accountId: AccountId, address: string, state: State, before: State): void {
    const account = state.accounts[accountId]
    const contact = account?.contacts[address]
    const was = before.accounts[accountId]?.contacts[address]
    if (contact === undefined || account === undefined || !this.#isSettled(account)) return
    const window = contactListOf(accountId)
    const note = account.contactNotes[address]
    const title = shownName(contact.name, note)
    if (cameOnline(contact, was) && this.#isOneOfFew(`${accountId} online`)) {
      this.#toast(accountId, state, { title, body: this.#means.strings.cameOnline, window })
      this.#sound(accountId, state, 'contact-online')
    }
    const asks = account.privacy.askWhenAdded && awaitsAnswer(contact, note)
    if (asks && !(was && awaitsAnswer(was, note)) && this.#isOneOfFew(`${accountId} added`)) {
      this.#means.flash(window)
      this.#toast(accountId, state, { title, body: this.#means.strings.addedYou, window })
      this.#sound(accountId, state, 'alert')
    }
  }

  /** Not while signing in or connecting again, nor shortly after: what changes then happened before. */
  #isSettled(account: Account): boolean {
    if (account.connection.state !== 'signed-in') return false
    return this.#means.now() >= (this.#settledAt.get(account.id) ?? Infinity)
  }

  #isOneOfFew(what: string): boolean {
    const now = this.#means.now()
    const recent = (this.#lately.get(what) ?? []).filter((at) => at > now - burst.ms)
    this.#lately.set(what, [...recent, now].slice(-burst.contacts - 1))
    return recent.length < burst.contacts
  }

  #toast(accountId: AccountId, state: State, toast: Toast): void {
    if (!state.settings.toasts || isBusy(accountId, state)) return
    this.#means.toast({ ...toast, title: this.#titleOf(accountId, state, toast.title) })
  }

  /** Where several accounts are in use, which of them somebody writes to or added. */
  #titleOf(accountId: AccountId, state: State, name: string): string {
    const account = state.accounts[accountId]
    const several = Object.keys(state.accounts).length > 1
    return several && account !== undefined
      ? titleFor(name, accountName(state, account, this.#means.strings))
      : name
  }

  #sound(accountId: AccountId, state: State, sound: Sound): void {
    if (state.settings.sounds && !isBusy(accountId, state)) this.#means.playSound(sound, accountId)
  }

  #countUnread(state: State, before: State): void {
    const unread = unreadOf(state)
    if (unread !== unreadOf(before)) this.#means.showUnread(unread)
  }
}

const isBusy = (accountId: AccountId, state: State): boolean =>
  state.accounts[accountId]?.me.presence === 'busy'

const cameOnline = (contact: Contact, was: Contact | undefined): boolean =>
  was?.presence === 'offline' &&
  contact.presence !== 'offline' &&
  contact.lists.forward &&
  !contact.lists.block

const unreadOf = (state: State): number =>
  Object.values(state.conversations).reduce((sum, { unread }) => sum + unread, 0)

/** The name that the user gave the author, or that the author goes by. */
const nameOf = ({ address, name }: Author, account: Account | undefined): string =>
  shownName(name, account?.contactNotes[addressKey(address)])

function bodyOf(entry: Entry, strings: Strings): string {
  switch (entry.kind) {
    case 'text':
    case 'action':
      return entry.text
    case 'nudge':
      return strings.nudged
    case 'notice':
      return ''
  }
}
