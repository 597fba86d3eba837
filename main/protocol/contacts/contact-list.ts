import { addressKey, noLists, unknownContact, type Group, type Lists } from '../../../app/contact.ts'
import type { ContactChange } from '../../../app/events.ts'
import type { NotificationEvent } from '../events.ts'
import {
  difference,
  elsewhere,
  isNowhere,
  isSame,
  known,
  unseen,
  withoutGroups,
  withoutList,
  type KnownContact,
} from './known-contact.ts'
import {
  maxContacts,
  maxGroups,
  type ContactKey,
  type ListAddition,
  type ListedContact,
  type ListRemoval,
} from './list-dialect.ts'
import { ProtocolError } from '../wire/errors.ts'

/** What became of somebody's lists. */
export interface ListChange {
  readonly contact: KnownContact
  readonly before: Lists
  readonly after: Lists
}

/** The contact list as the server keeps it: fetched once by `SYN`, then changed line by line. Reports every change. */
export class ContactList {
  readonly #emit: (event: NotificationEvent) => void
  readonly #contacts = new Map<string, KnownContact>()
  /** Those who are on no list any more: whoever is blocked was off every list for a moment. */
  readonly #former = new Map<string, KnownContact>()
  /** Addresses by id: both name a contact on the wire. */
  readonly #addresses = new Map<string, string>()
  readonly #groups = new Map<string, Group>()
  #received = false
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

  listContact(contact: ListedContact): void {
    if (this.#awaited === null) return
    this.#set(known(contact))
    this.#count(1, 0)
  }

  /** The whole list at once. The first time it is reported as such, later only what differs; that is answered, too. */
  replace(groups: readonly Group[], contacts: readonly ListedContact[]): readonly ListChange[] {
    const isFirst = !this.#received
    const now = new Map(contacts.map((contact) => [addressKey(contact.address), known(contact)]))
    const everybody = new Map([...this.#contacts, ...now])
    const changes = [...everybody.values()].flatMap((contact) =>
      this.#become(contact, now.has(contact.address), !isFirst),
    )
    this.#replaceGroups(groups, !isFirst)
    if (isFirst) this.#report()
    return changes
  }

  /** Somebody who is on a list, or nobody. */
  find(address: string): KnownContact | undefined {
    return this.#contacts.get(addressKey(address))
  }

  /** Somebody who is on a list, or was on one. */
  recall(address: string): KnownContact | undefined {
    return this.find(address) ?? this.#former.get(addressKey(address))
  }

  /** The contacts of a group. */
  inGroup(id: string): readonly KnownContact[] {
    return [...this.#contacts.values()].filter(({ groupIds }) => groupIds.includes(id))
  }

  group(id: string): Group | undefined {
    return this.#groups.get(id)
  }

  add({ list, groupId, name, network, ...key }: ListAddition): void {
    const address = this.#addressOf(key)
    if (address === null) return
    const before = this.find(address)
    const former = this.recall(address)
    const groupIds = (before?.groupIds ?? []).filter((id) => id !== groupId)
    const isNameless = before === undefined || before.name === before.spelling
    const after: KnownContact = {
      address: addressKey(address),
      spelling: key.address ?? former?.spelling ?? address,
      guid: key.guid ?? before?.guid ?? null,
      name: name ?? former?.name ?? address,
      lists: { ...(before?.lists ?? noLists), [list]: true },
      groupIds: groupId === null ? groupIds : [...groupIds, groupId],
      network: network ?? former?.network ?? 1,
      inviteMessage: before?.inviteMessage ?? '',
    }
    this.#set(after)
    this.#changed({
      address: after.address,
      lists: after.lists,
      groupIds: after.groupIds,
      ...(isNameless && before?.name !== after.name ? { name: after.name } : {}),
      ...(before === undefined ? elsewhere(after) : {}),
    })
  }

  remove({ list, groupId, ...key }: ListRemoval): void {
    const before = this.find(this.#addressOf(key) ?? '')
    if (before === undefined) return
    const after = groupId === null ? withoutList(before, list) : withoutGroups(before, [groupId])
    if (isNowhere(after.lists)) {
      return this.#drop(after, true)
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
      this.#report()
    }
    onProgress(complete)
  }

  #report(): void {
    this.#received = true
    const contacts = [...this.#contacts.values()].map(({ address, name, lists, groupIds, ...rest }) => ({
      ...unknownContact(address),
      name,
      lists,
      groupIds,
      network: rest.network,
      inviteMessage: rest.inviteMessage,
    }))
    this.#emit({ type: 'contact-list-received', groups: [...this.#groups.values()], contacts })
  }

  /** Puts somebody where he is now; what differs is reported when `tell` says so. */
  #become(contact: KnownContact, isThere: boolean, tell: boolean): readonly ListChange[] {
    const before = this.#contacts.get(contact.address)
    const after = isThere ? contact : { ...contact, lists: noLists }
    if (isThere) this.#set(contact)
    else this.#drop(contact, tell)
    const change = isThere ? difference(before, contact) : {}
    if (tell && Object.keys(change).length > 0) this.#changed({ address: contact.address, ...change })
    return isSame(before?.lists ?? noLists, after.lists)
      ? []
      : [{ contact, before: before?.lists ?? noLists, after: after.lists }]
  }

  #replaceGroups(groups: readonly Group[], tell: boolean): void {
    const changed = JSON.stringify(groups) !== JSON.stringify([...this.#groups.values()])
    this.#groups.clear()
    for (const group of groups) this.#setGroup(group)
    if (tell && changed) this.#emit({ type: 'groups-changed', groups })
  }

  #drop(contact: KnownContact, tell: boolean): void {
    this.#contacts.delete(contact.address)
    if (this.#former.size < maxContacts) this.#former.set(contact.address, contact)
    this.#forgetGuid(contact)
    if (tell) this.#emit({ type: 'contact-removed', address: contact.address })
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
