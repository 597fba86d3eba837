import type { Account } from '../directory/account.ts'
import type { Network } from '../network.ts'
import type { Place } from '../person.ts'

/**
 * Gathers who has to hear of changes of an account's lists, groups and settings, and tells each of them once: the
 * people concerned, whoever now sees more or less of the account, and the account's places.
 */
export class ListNotices {
  readonly #network: Network
  readonly #owner: Account
  /** Whether a person was put on the forward list or taken off it, by address. */
  readonly #concerned = new Map<string, boolean>()
  #isChanged = false
  #mayShowDifferently = false

  constructor(network: Network, owner: Account) {
    this.#network = network
    this.#owner = owner
  }

  /** Somebody was put on the forward list, or taken off it. */
  listed(address: string, isListed: boolean): void {
    this.#concerned.set(address, isListed)
    this.#isChanged = true
  }

  /** The allow or block list changed, or what it means not to be on either. */
  privacy(): void {
    this.#mayShowDifferently = true
    this.#isChanged = true
  }

  /** Anything else that the lists say: groups, names, settings, who waits. */
  changed(): void {
    this.#isChanged = true
  }

  /** Tells everybody; `by` did it and knows, null when it is not known who of them did. */
  send(by: Place | null): void {
    if (!this.#isChanged) return
    for (const [address, isListed] of this.#concerned) this.#tellConcerned(address, isListed)
    if (this.#mayShowDifferently) this.#network.privacyChanged(this.#owner)
    this.#network.listsChanged(this.#owner, by)
  }

  /** Who is no longer a contact is not announced any more at any place of the owner. */
  #tellConcerned(address: string, isListed: boolean): void {
    const places = this.#network.person(this.#owner.address)?.places ?? []
    if (!isListed) for (const place of places) place.forget(address)
    this.#network.tellListed(address, this.#owner, isListed)
  }
}
