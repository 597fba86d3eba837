import {
  isOn,
  listBits,
  newAccount,
  type Account,
  type Acquaintance,
  type Contact,
  type ListName,
} from './account.ts'
import { defaultLimits } from '../limits.ts'

/** Why a change of a list was refused. */
export type ListRefusal =
  | 'no-such-account'
  | 'already-listed'
  | 'not-listed'
  | 'on-another-list'
  | 'list-full'
  | 'no-such-group'
  | 'not-in-group'

/** What the answer to a change says; `isNew`: the contact was not on that list before. */
export type ListResult =
  | { readonly kind: 'done'; readonly contact: Contact; readonly isNew: boolean }
  | { readonly kind: 'refused'; readonly why: ListRefusal }

/** Most accounts of one network, so that a flood of sign-ins cannot fill the memory. */
const maxAccounts = 20_000

/** What a directory begins with and tells. */
export interface DirectoryOptions {
  readonly accounts: readonly Account[]
  readonly maxContacts?: number
  newId(): string
  onChange(): void
}

/** All accounts with their lists, groups and settings. It knows no protocol and nobody's presence. */
export class Directory {
  readonly #accounts = new Map<string, Account>()
  readonly #byId = new Map<string, Account>()
  readonly #newId: () => string
  readonly #onChange: () => void
  readonly #maxContacts: number
  /** Addresses that every new account finds among its contacts. */
  firstContacts: readonly string[] = []

  constructor(options: DirectoryOptions) {
    for (const account of options.accounts) this.#keep(account)
    this.#newId = () => options.newId()
    this.#onChange = () => options.onChange()
    this.#maxContacts = options.maxContacts ?? defaultLimits.maxContacts
  }

  get accounts(): Iterable<Account> {
    return this.#accounts.values()
  }

  newId(): string {
    return this.#newId()
  }

  find(address: string): Account | undefined {
    return this.#accounts.get(address.toLowerCase())
  }

  /** The account with that GUID, however its letters are written. */
  findById(id: string): Account | undefined {
    return this.#byId.get(id.toLowerCase())
  }

  /** Makes an account with the network's first contacts; null when the network is full. */
  create(address: string): Account | null {
    if (this.#accounts.size >= maxAccounts) return null
    const account = newAccount(address, this.#newId())
    this.#keep(account)
    for (const first of this.firstContacts) this.#befriend(account, first)
    this.changed(account)
    return account
  }

  /** Counts a change and has it written. */
  changed(account: Account): void {
    account.version += 1
    this.#onChange()
  }

  /**
   * Puts a person on the forward, allow or block list, with a group (an id) also into that group. The invite message
   * is for somebody new on the forward list, as long as they wait with their answer.
   */
  list(
    owner: Account,
    list: 'forward' | 'allow' | 'block',
    address: string,
    group: string | null,
    inviteMessage = '',
  ): ListResult {
    const other = this.find(address)
    if (other === undefined) return refused('no-such-account')
    if (group !== null && !owner.groups.some(({ id }) => id === group)) return refused('no-such-group')
    const known = owner.contacts.get(other.address)
    if (isOn(known, list) && (group === null || known?.groups.includes(group) === true))
      return refused('already-listed')
    if (known === undefined && this.#isFull(owner)) return refused('list-full')
    const isNew = !isOn(known, list)
    const contact = this.#put(owner, other.address, list)
    if (group !== null) contact.groups = [...contact.groups, group]
    if (list === 'forward' && isNew) this.#tellReverse(owner, other, inviteMessage)
    this.changed(owner)
    return { kind: 'done', contact, isNew }
  }

  /** Takes a person off a list, with a group only out of that group. */
  unlist(
    owner: Account,
    list: 'forward' | 'allow' | 'block',
    address: string,
    group: string | null,
  ): ListResult {
    const contact = owner.contacts.get(address.toLowerCase())
    if (contact === undefined) return refused('not-listed')
    if (!isOn(contact, list)) return refused('on-another-list')
    if (group !== null) return this.#leaveGroup(owner, contact, group)
    this.#take(owner, contact, list)
    if (list === 'forward') this.#forgetReverse(owner, contact)
    this.changed(owner)
    return { kind: 'done', contact, isNew: false }
  }

  /** The owner has decided about somebody who waited: moves them from the pending to the reverse list. */
  settle(owner: Account, address: string): ListResult {
    const contact = owner.contacts.get(address.toLowerCase())
    if (contact === undefined) return refused('not-listed')
    if (!isOn(contact, 'pending'))
      return isOn(contact, 'reverse') ? { kind: 'done', contact, isNew: false } : refused('on-another-list')
    contact.lists = (contact.lists & ~listBits.pending) | listBits.reverse
    contact.inviteMessage = ''
    this.changed(owner)
    return { kind: 'done', contact, isNew: false }
  }

  /** Puts somebody into the address book who is no contact; false when it is full. */
  keep(owner: Account, acquaintance: Acquaintance): boolean {
    if (this.#isFull(owner)) return false
    owner.acquaintances.set(acquaintance.id, acquaintance)
    this.changed(owner)
    return true
  }

  /** Takes somebody out of the address book who is no contact; false when there is none of that id. */
  discard(owner: Account, id: string): boolean {
    const isKnown = owner.acquaintances.delete(id)
    if (isKnown) this.changed(owner)
    return isKnown
  }

  #isFull({ contacts, acquaintances }: Account): boolean {
    return contacts.size + acquaintances.size >= this.#maxContacts
  }

  #keep(account: Account): void {
    this.#accounts.set(account.address, account)
    this.#byId.set(account.id, account)
  }

  #befriend(account: Account, address: string): void {
    const friend = this.find(address)
    if (friend === undefined || friend === account) return
    for (const [one, other] of [
      [account, friend],
      [friend, account],
    ] as const) {
      for (const list of ['forward', 'allow', 'reverse'] as const) this.#put(one, other.address, list)
    }
  }

  #put(owner: Account, address: string, list: ListName): Contact {
    const contact = owner.contacts.get(address) ?? newContact(address)
    contact.lists |= listBits[list]
    owner.contacts.set(address, contact)
    return contact
  }

  #take(owner: Account, contact: Contact, list: ListName): void {
    contact.lists &= ~listBits[list]
    if (list === 'forward') Object.assign(contact, { groups: [], storedName: null })
    if (contact.lists === 0) owner.contacts.delete(contact.address)
  }

  /** The other side learns who added them: as pending until they have allowed or blocked that person. */
  #tellReverse(owner: Account, other: Account, inviteMessage: string): void {
    const back = other.contacts.get(owner.address)
    if (isOn(back, 'reverse') || isOn(back, 'pending')) return
    const decided = isOn(back, 'allow') || isOn(back, 'block')
    const entry = this.#put(other, owner.address, decided ? 'reverse' : 'pending')
    if (!decided) entry.inviteMessage = inviteMessage
    this.changed(other)
  }

  #forgetReverse(owner: Account, contact: Contact): void {
    const other = this.find(contact.address)
    const back = other?.contacts.get(owner.address)
    if (other === undefined || back === undefined) return
    back.lists &= ~listBits.pending
    back.inviteMessage = ''
    this.#take(other, back, 'reverse')
    this.changed(other)
  }

  #leaveGroup(owner: Account, contact: Contact, group: string): ListResult {
    if (!owner.groups.some(({ id }) => id === group)) return refused('no-such-group')
    if (!contact.groups.includes(group)) return refused('not-in-group')
    contact.groups = contact.groups.filter((id) => id !== group)
    this.changed(owner)
    return { kind: 'done', contact, isNew: false }
  }
}

const newContact = (address: string): Contact => ({
  address,
  lists: 0,
  storedName: null,
  groups: [],
  inviteMessage: '',
})

const refused = (why: ListRefusal): ListResult => ({ kind: 'refused', why })
