import type { OfflineMessage } from '../offline-messages/offline-message.ts'

/** The lists that a contact can be on, each with its bit. */
export const listBits = { forward: 1, allow: 2, block: 4, reverse: 8, pending: 16 } as const

/** `forward`: my contacts; `allow`, `block`: who may see me; `reverse`: who has me; `pending`: who waits for my answer. */
export type ListName = keyof typeof listBits

/** One of an account's groups of contacts. */
export interface Group {
  /** A GUID, as dialects from MSNP10 name the group. */
  readonly id: string
  /** From 1 on, as older dialects name it; 0 stands for "in no group". */
  readonly number: number
  name: string
}

/** One person as another one has listed them. */
export interface Contact {
  readonly address: string
  /** Sum of `listBits`. */
  lists: number
  /** What the owner wants the contact to be called; null for the contact's own friendly name. */
  storedName: string | null
  /** Ids of the groups; only meaningful on the forward list. */
  groups: readonly string[]
  /** What somebody on the pending list wrote when they added the owner; empty for nothing. */
  inviteMessage: string
}

/** Somebody in the address book who is no contact: a mail address, or a contact that is only kept there. */
export interface Acquaintance {
  readonly id: string
  /** As it was written; it need not belong to an account. */
  readonly address: string
  name: string
}

/** One account with everything that outlives a session. */
export interface Account {
  /** In lower case. */
  readonly address: string
  /** A GUID, as dialects from MSNP10 name a contact. */
  readonly id: string
  /** Hash of the password; null for accounts that nobody may sign in to. */
  password: string | null
  friendlyName: string
  personalMessage: string
  /** Whether people on neither allow nor block list may see and call this account. */
  admitsUnlisted: boolean
  /** Whether the account's client asks its user about people who add them. */
  asksWhenAdded: boolean
  /** Phone numbers and the like, by their three-letter key. */
  readonly properties: Map<string, string>
  readonly contacts: Map<string, Contact>
  /** By id. */
  readonly acquaintances: Map<string, Acquaintance>
  groups: readonly Group[]
  /** What was left for the account's owner and not deleted yet, in the order in which it came. */
  offlineMessages: readonly OfflineMessage[]
  /** Counts every change of lists and settings. */
  version: number
}

/** Longest address that is taken; official clients allowed 129 characters. */
const maxAddressLength = 129

/** The address in lower case, or null when it is none. */
export function parseAddress(text: string): string | null {
  if (text.length > maxAddressLength) return null
  return /^[\w.!#$&'*+/=?^`{|}~-]+@[a-z0-9.-]+$/i.test(text) ? text.toLowerCase() : null
}

/** A new account without contacts; its name is its address until it chooses another. */
export const newAccount = (address: string, id: string): Account => ({
  address,
  id,
  password: null,
  friendlyName: address,
  personalMessage: '',
  admitsUnlisted: true,
  asksWhenAdded: true,
  properties: new Map(),
  contacts: new Map(),
  acquaintances: new Map(),
  groups: [],
  offlineMessages: [],
  version: 1,
})

/** The number that clients know an account by beside its GUID (CID); it follows from that. */
export const contactNumber = ({ id }: Account): number =>
  parseInt(id.replace(/[^0-9a-f]/gi, '').slice(0, 13), 16) || 0

/** Whether a contact is on a list; a missing contact is on none. */
export const isOn = (contact: Contact | undefined, list: ListName): boolean =>
  contact !== undefined && (contact.lists & listBits[list]) !== 0

/** Whether this account lets the other one see it and call it. A block wins over an allowance. */
export function admits(account: Account, other: Account): boolean {
  const contact = account.contacts.get(other.address)
  if (isOn(contact, 'block')) return false
  return isOn(contact, 'allow') || account.admitsUnlisted
}
