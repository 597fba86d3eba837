import {
  addressKey,
  noLists,
  unknownContact,
  type Contact,
  type Group,
  type Lists,
} from '../../app/contact.ts'
import type { ContactChange } from '../../app/events.ts'
import type { NotificationEvent } from './events.ts'
import {
  maxContacts,
  maxGroups,
  type ContactKey,
  type ListAddition,
  type ListedContact,
  type ListRemoval,
} from './list-dialect.ts'
import { ProtocolError } from './wire/errors.ts'

/** What is remembered of somebody who is on a list. */
export interface KnownContact {
  /** In lower case. */
  readonly address: string
  /** Null before the server named one; only contacts of the forward list have it. */
  readonly guid: string | null
  readonly name: string
  readonly lists: Lists
  readonly groupIds: readonly string[]
}

/** The contact list as the server keeps it: fetched once by `SYN`, then changed line by line. Reports every change. */
export class ContactList {
  readonly #emit: (event: NotificationEvent) => void
  readonly #contacts = new Map<string, KnownContact>()
  /** Addresses by id: both name a contact on the wire. */
  readonly #addresses = new Map<string, string>()
  readonly #groups = new Map<string, Group>()
  /** What `SYN` announced and has not come yet; null when nothing is awaited. */
  #awaited: { contacts: number; groups: number; readonly onProgress: (complete: boolean) => void } | null =
    null

  constructor(emit: (event: NotificationEvent) => void) {
    this.#emit = emit
  }

  /** Begins anew: so many contacts and groups follow, both may be none. `onProgress` hears of each. */
  begin(
    counts: { readonly contacts: number; readonly groups: number },
    onProgress: (complete: boolean) => void,
  ): void {
    this.#contacts.clear()
    this.#addresses.clear()
    this.#groups.clear()
    this.#awaited = { ...counts, onProgress }
    this.#count(0, 0)
  }

  /** A line of the list that was announced; null is the group of those who are in none. */
  listGroup(group: Group | null): void {
    if (this.#awaited === null) return
    if (group !== null) this.#setGroup(group)
    this.#count(0, 1)
  }

  listContact({ address, guid, name, lists, groupIds }: ListedContact): void {
    if (this.#awaited === null) return
    this.#set({ address: addressKey(address), guid, name: name ?? address, lists, groupIds })
    this.#count(1, 0)
  }

  /** Somebody who is on a list, or nobody. */
  find(address: string): KnownContact | undefined {
    return this.#contacts.get(addressKey(address))
  }

  /** The contacts of a group. */
  inGroup(id: string): readonly KnownContact[] {
    return [...this.#contacts.values()].filter(({ groupIds }) => groupIds.includes(id))
  }

  group(id: string): Group | undefined {
    return this.#groups.get(id)
  }

  add({ list, groupId, name, ...key }: ListAddition): void {
    const address = this.#addressOf(key)
    if (address === null) return
    const before = this.find(address)
    const groupIds = (before?.groupIds ?? []).filter((id) => id !== groupId)
    const after: KnownContact = {
      address: addressKey(address),
      guid: key.guid ?? before?.guid ?? null,
      name: name ?? before?.name ?? address,
      lists: { ...(before?.lists ?? noLists), [list]: true },
      groupIds: groupId === null ? groupIds : [...groupIds, groupId],
    }
    this.#set(after)
    this.#changed({
      address: after.address,
      lists: after.lists,
      groupIds: after.groupIds,
      ...(before === undefined ? { name: after.name } : {}),
    })
  }

  remove({ list, groupId, ...key }: ListRemoval): void {
    const before = this.find(this.#addressOf(key) ?? '')
    if (before === undefined) return
    const after = groupId === null ? withoutList(before, list) : withoutGroups(before, [groupId])
    if (isNowhere(after.lists)) {
      this.#contacts.delete(after.address)
      this.#forgetGuid(after)
      return this.#emit({ type: 'contact-removed', address: after.address })
    }
    this.#set(after)
    const { address, lists, groupIds } = after
    const gone = before.lists.forward && !lists.forward
    this.#changed({ address, lists, groupIds, ...(gone ? unseen : {}) })
  }

  setGroup(group: Group): void {
    this.#setGroup(group)
    this.#emit({ type: 'groups-changed', groups: [...this.#groups.values()] })
  }

  removeGroup(id: string): void {
    if (!this.#groups.delete(id)) return
    for (const contact of this.#contacts.values()) {
      if (!contact.groupIds.includes(id)) continue
      const after = withoutGroups(contact, [id])
      this.#set(after)
      this.#changed({ address: after.address, groupIds: after.groupIds })
    }
    this.#emit({ type: 'groups-changed', groups: [...this.#groups.values()] })
  }

  #count(contacts: number, groups: number): void {
    if (this.#awaited === null) return
    this.#awaited.contacts -= contacts
    this.#awaited.groups -= groups
    const { onProgress, ...left } = this.#awaited
    const complete = left.contacts <= 0 && left.groups <= 0
    if (complete) {
      this.#awaited = null
      this.#emit({ type: 'contact-list-received', groups: [...this.#groups.values()], contacts: this.#all() })
    }
    onProgress(complete)
  }

  #all(): readonly Contact[] {
    return [...this.#contacts.values()].map(({ address, name, lists, groupIds }) => ({
      ...unknownContact(address),
      name,
      lists,
      groupIds,
    }))
  }

  #setGroup(group: Group): void {
    this.#groups.set(group.id, group)
    if (this.#groups.size > maxGroups) throw new ProtocolError('more groups than anybody has')
  }

  #set(contact: KnownContact): void {
    this.#forgetGuid(this.#contacts.get(contact.address))
    this.#contacts.set(contact.address, contact)
    if (contact.guid !== null) this.#addresses.set(contact.guid, contact.address)
    if (this.#contacts.size > maxContacts) throw new ProtocolError('a contact list that is too long')
  }

  /** A contact has one id at a time. */
  #forgetGuid(contact: KnownContact | undefined): void {
    if (contact !== undefined && contact.guid !== null) this.#addresses.delete(contact.guid)
  }

  #addressOf({ address, guid }: ContactKey): string | null {
    return address ?? this.#addresses.get(guid ?? '') ?? null
  }

  #changed(change: ContactChange): void {
    this.#emit({ type: 'contacts-changed', changes: [change] })
  }
}

/** Somebody who is not on the forward list any more is not seen any more. */
const unseen = { presence: 'offline', currentMedia: null } as const satisfies Partial<Contact>

const withoutList = (contact: KnownContact, list: keyof Lists): KnownContact => ({
  ...contact,
  lists: { ...contact.lists, [list]: false },
  ...(list === 'forward' ? { groupIds: [] } : {}),
})

const withoutGroups = (contact: KnownContact, ids: readonly string[]): KnownContact => ({
  ...contact,
  groupIds: contact.groupIds.filter((id) => !ids.includes(id)),
})

const isNowhere = (lists: Lists): boolean => !Object.values(lists).some(Boolean)
