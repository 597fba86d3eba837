import { addressKey, type Contact, type Lists } from '../../../app/contact.ts'
import type { ListedContact } from './list-dialect.ts'

/** What is remembered of somebody who is on a list. */
export interface KnownContact {
  /** In lower case. */
  readonly address: string
  /** As the server writes it: some servers mind the letter case. */
  readonly spelling: string
  /** Null before the server named one; only contacts of the forward list have it. */
  readonly guid: string | null
  readonly name: string
  readonly lists: Lists
  readonly groupIds: readonly string[]
  /** 1 is this network. */
  readonly network: number
  /** What somebody wrote when adding us; empty for nothing. */
  readonly inviteMessage: string
}

/** Somebody who is not on the forward list any more is not seen any more. */
export const unseen = { presence: 'offline', currentMedia: null } as const satisfies Partial<Contact>

/** Off one list, and with the forward list out of every group. */
export const withoutList = (contact: KnownContact, list: keyof Lists): KnownContact => ({
  ...contact,
  lists: { ...contact.lists, [list]: false },
  ...(list === 'forward' ? { groupIds: [] } : {}),
})

export const withoutGroups = (contact: KnownContact, ids: readonly string[]): KnownContact => ({
  ...contact,
  groupIds: contact.groupIds.filter((id) => !ids.includes(id)),
})

/** Remembers what a list says. */
export const known = ({
  address,
  guid,
  name,
  lists,
  groupIds,
  network,
  inviteMessage,
}: ListedContact): KnownContact => ({
  address: addressKey(address),
  spelling: address,
  guid,
  name: name ?? address,
  lists,
  groupIds,
  network,
  inviteMessage,
})

/** What a change says of somebody of another network. */
export const elsewhere = ({ network }: KnownContact): Partial<Contact> => (network === 1 ? {} : { network })

const told = ['name', 'lists', 'groupIds', 'network', 'inviteMessage'] as const

/** What is to be told of somebody who was known as `before`. */
export function difference(before: KnownContact | undefined, now: KnownContact): Partial<Contact> {
  const news = told.filter((key) => before === undefined || !isSame(before[key], now[key]))
  const gone = before?.lists.forward === true && !now.lists.forward
  return { ...Object.fromEntries(news.map((key) => [key, now[key]])), ...(gone ? unseen : {}) }
}

/** Whether two values of a contact say the same. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Whether somebody is on no list at all. */
export const isNowhere = (lists: Lists): boolean => !Object.values(lists).some(Boolean)
