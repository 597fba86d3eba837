import type { AccountId } from '../../../app/account.ts'
import { addressKey, type Contact } from '../../../app/contact.ts'
import type { Clock } from '../../protocol/clock.ts'
import { durations } from '../limits.ts'
import type { Store } from '../store.ts'

/** What the contact lists say of people. Addresses are in lower case. */
export class Whereabouts {
  readonly #store: Store
  readonly #clock: Clock
  readonly #signedInAt = new Map<AccountId, number>()

  constructor({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
    this.#store = store
    this.#clock = clock
    store.subscribe((event, _state, before) => {
      if (event.type !== 'connection-changed' || event.connection.state !== 'signed-in') return
      if (before.accounts[event.accountId]?.connection.state !== 'signed-in')
        this.#signedInAt.set(event.accountId, clock.now())
    })
  }

  nameOf(accountId: AccountId, address: string): string {
    return this.#contact(accountId, address)?.name ?? address
  }

  isBlocked(accountId: AccountId, address: string): boolean {
    return this.#contact(accountId, addressKey(address))?.lists.block ?? false
  }

  /** Whether somebody of our list is shown offline; he may hide, so it is only said of those who are not in a room with us. */
  isShownOffline(accountId: AccountId, address: string): boolean {
    const contact = this.#contact(accountId, address)
    return contact !== undefined && contact.lists.forward && contact.presence === 'offline'
  }

  /** The same, once the server has had the time to tell who is online. */
  isOffline(accountId: AccountId, address: string): boolean {
    const signedInAt = this.#signedInAt.get(accountId) ?? Infinity
    return (
      this.#clock.now() - signedInAt >= durations.beforeOffline && this.isShownOffline(accountId, address)
    )
  }

  #contact(accountId: AccountId, address: string): Contact | undefined {
    return this.#store.state.accounts[accountId]?.contacts[address]
  }
}
