import type { AccountId } from '../../app/account.ts'
import { awaitsAnswer, type Contact } from '../../app/contact.ts'
import type { Event } from '../../app/events.ts'
import type { Sound } from '../../app/ipc.ts'
import type { Entry } from '../../app/message.ts'
import type { State } from '../../app/state.ts'
import type { Strings } from './strings.ts'
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

/** Draws attention to what happens: flashing windows, notifications, sounds, the number of unread lines. */
export class Attention {
  readonly #means: AttentionMeans
  readonly #settledAt = new Map<AccountId, number>()

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
    if (!focused) this.#toast(accountId, state, { ...textOf(entry, this.#means.strings), window })
    if (!focused || nudged) this.#sound(accountId, state, nudged ? 'nudge' : 'message')
  }

  #contactChanged(accountId: AccountId, address: string, state: State, before: State): void {
    const contact = state.accounts[accountId]?.contacts[address]
    const was = before.accounts[accountId]?.contacts[address]
    if (contact === undefined || this.#means.now() < (this.#settledAt.get(accountId) ?? Infinity)) return
    const window = contactListOf(accountId)
    if (cameOnline(contact, was)) {
      this.#toast(accountId, state, { title: contact.name, body: this.#means.strings.cameOnline, window })
      this.#sound(accountId, state, 'contact-online')
    }
    if (awaitsAnswer(contact) && !(was && awaitsAnswer(was))) {
      this.#means.flash(window)
      this.#toast(accountId, state, { title: contact.name, body: this.#means.strings.addedYou, window })
      this.#sound(accountId, state, 'alert')
    }
  }

  #toast(accountId: AccountId, state: State, toast: Toast): void {
    if (state.settings.toasts && !isBusy(accountId, state)) this.#means.toast(toast)
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

function textOf(entry: Entry, strings: Strings): { title: string; body: string } {
  switch (entry.kind) {
    case 'text':
    case 'action':
      return { title: entry.author.name, body: entry.text }
    case 'nudge':
      return { title: entry.author.name, body: strings.nudged }
    case 'notice':
      return { title: '', body: '' }
  }
}
