import { addressKey, noLists, type Group, type Lists } from '../../../app/contact.ts'
import type { ListedContact } from '../contacts/list-dialect.ts'
import type { Book, BookContact, Owner } from './book.ts'
import type { Member, Memberships } from './memberships.ts'
import type { Role } from './member-calls.ts'

/** Both halves of what the services say. */
export interface Fetched {
  readonly memberships: Memberships
  readonly book: Book
}

const listOf = { Allow: 'allow', Block: 'block', Reverse: 'reverse', Pending: 'pending' } as const

/** The address book and the memberships as they were fetched last, with every change since that was fetched. */
export class Snapshot {
  readonly #members = new Map<string, Member>()
  readonly #contacts = new Map<string, BookContact>()
  readonly #groups = new Map<string, Group>()
  #owner: Owner | null = null
  #since = { memberships: '', book: '' }

  /** When both halves changed last; empty where everything has to be fetched. */
  get since(): { readonly memberships: string; readonly book: string } {
    return this.#since
  }

  get owner(): Owner | null {
    return this.#owner
  }

  get groups(): readonly Group[] {
    return [...this.#groups.values()]
  }

  /** Everything, in the place of what there was. */
  replace(fetched: Fetched): void {
    this.#members.clear()
    this.#contacts.clear()
    this.#groups.clear()
    this.merge(fetched)
  }

  /** What changed. */
  merge({ memberships, book }: Fetched): void {
    for (const member of memberships.members) put(this.#members, keyOf(member.role, member.address), member)
    for (const contact of book.contacts) put(this.#contacts, contact.id, contact)
    for (const { id, name, deleted } of book.groups) {
      if (deleted) this.#groups.delete(id)
      else this.#groups.set(id, { id, name })
    }
    this.#owner = book.owner ?? this.#owner
    this.#since = { memberships: memberships.lastChange, book: book.lastChange }
  }

  /**
   * Whether so much "changed" that it may be all there is: a service that knows nothing of changes says everything,
   * and nothing of what is gone.
   */
  mayBeWhole({ memberships, book }: Fetched): boolean {
    const present = (all: readonly { readonly deleted: boolean }[]): number =>
      all.filter(({ deleted }) => !deleted).length
    return (
      (this.#members.size > 0 && present(memberships.members) * 2 >= this.#members.size) ||
      (this.#contacts.size > 0 && present(book.contacts) * 2 >= this.#contacts.size)
    )
  }

  /** Somebody in the address book, on the forward list or not. */
  findContact(address: string): BookContact | undefined {
    const key = addressKey(address)
    return [...this.#contacts.values()].find((contact) => addressKey(contact.address) === key)
  }

  /** The service's name for a membership; empty where it is unknown. */
  membershipId(role: Role, address: string): string {
    return this.#members.get(keyOf(role, address))?.id ?? ''
  }

  /** Everybody who is on a list. */
  everybody(): readonly ListedContact[] {
    const people = new Map<string, ListedContact>()
    for (const contact of this.#contacts.values()) {
      if (contact.isMessengerUser) people.set(addressKey(contact.address), listed(contact))
    }
    for (const member of this.#members.values()) {
      const key = addressKey(member.address)
      people.set(key, withMember(people.get(key), member))
    }
    return [...people.values()]
  }
}

const keyOf = (role: Role, address: string): string => `${role}/${addressKey(address)}`

function put<T>(map: Map<string, T>, key: string, value: T & { readonly deleted: boolean }): void {
  if (value.deleted) map.delete(key)
  else map.set(key, value)
}

const listed = ({ id, address, network, name, groupIds }: BookContact): ListedContact => ({
  address,
  guid: id,
  name,
  lists: { ...noLists, forward: true },
  groupIds,
  network,
  inviteMessage: '',
})

function withMember(known: ListedContact | undefined, member: Member): ListedContact {
  const { address, network, name, message, role } = member
  const lists: Lists = { ...(known?.lists ?? noLists), [listOf[role]]: true }
  return {
    address,
    guid: null,
    groupIds: [],
    network,
    ...known,
    name: known?.name ?? name,
    lists,
    inviteMessage: role === 'Pending' ? message : (known?.inviteMessage ?? ''),
  }
}
