import { admits, isOn, type Account } from './account.ts'
import type { Directory } from './directory.ts'
import type { Room } from './room.ts'

/** How a person shows themselves; `HDN` is seen as offline. */
export type Status = 'NLN' | 'BSY' | 'IDL' | 'BRB' | 'AWY' | 'PHN' | 'LUN' | 'HDN'

/** What a status change says, as everybody may see it. */
export interface Presence {
  readonly status: Status
  /** Unsigned 32-bit number of what the client can do. */
  readonly capabilities: number
  /** The display picture's MSNObject; empty for none. */
  readonly picture: string
}

/** A signed-in person, whatever carries the words to them: a client's connection or a contact of the server's own. */
export interface Online {
  readonly account: Account
  /** Null until they chose a status: nobody sees them and they see nobody. */
  readonly presence: Presence | null
  /** The song or game they show; empty for none. */
  readonly currentMedia: string
  /** Whether others may call them into a room. */
  readonly mayBeCalled: boolean
  /** Whether they were told that this contact is online. */
  sees(address: string): boolean
  /** A contact came, changed or went (null). */
  contactChanged(contact: Account, online: Online | null): void
  personalMessageChanged(contact: Online): void
  propertyChanged(contact: Account, key: string): void
  listedBy(other: Account): void
  unlistedBy(other: Account): void
  /** Somebody calls them into a room. */
  invited(room: Room, caller: Account): void
  signedInElsewhere(): void
  serverStops(): void
}

/** Why somebody could not be called into a room. */
export type CallRefusal = 'already-there' | 'not-online' | 'blocked'

/** Who is signed in, who sees whom, who may call whom. */
export class Network {
  readonly directory: Directory
  readonly #online = new Map<string, Online>()

  constructor(directory: Directory) {
    this.directory = directory
  }

  get everybody(): readonly Online[] {
    return [...this.#online.values()]
  }

  online(address: string): Online | null {
    return this.#online.get(address) ?? null
  }

  /** Signs a person in; whoever was signed in with the same account goes. */
  signIn(person: Online): void {
    const { account } = person
    const before = this.online(account.address)
    this.#online.set(account.address, person)
    before?.signedInElsewhere()
    if (before !== null) this.presenceChanged(account)
  }

  /** Signs a person out; nothing happens when another session has taken their place. */
  signOut(person: Online): void {
    if (this.online(person.account.address) !== person) return
    this.#online.delete(person.account.address)
    this.presenceChanged(person.account)
  }

  /** The person as the watcher may see them: null when offline, hidden, undecided or not admitting the watcher. */
  visible(subject: Account, watcher: Account): Online | null {
    const online = this.online(subject.address)
    if (online === null || online.presence === null || online.presence.status === 'HDN') return null
    return admits(subject, watcher) ? online : null
  }

  /** Tells everybody who has this account as a contact how it shows now. */
  presenceChanged(account: Account): void {
    for (const watcher of this.#watchers(account)) {
      const online = this.visible(account, watcher.account)
      if (online !== null || watcher.sees(account.address)) watcher.contactChanged(account, online)
    }
  }

  /** After a change of who may see the account: tells those for whom that made a difference. */
  privacyChanged(account: Account): void {
    for (const watcher of this.#watchers(account)) {
      const online = this.visible(account, watcher.account)
      if ((online !== null) !== watcher.sees(account.address)) watcher.contactChanged(account, online)
    }
  }

  personalMessageChanged(person: Online): void {
    for (const watcher of this.#watchers(person.account)) {
      if (watcher.sees(person.account.address)) watcher.personalMessageChanged(person)
    }
  }

  propertyChanged(account: Account, key: string): void {
    for (const watcher of this.#watchers(account)) {
      if (admits(account, watcher.account)) watcher.propertyChanged(account, key)
    }
  }

  /** Tells a person that somebody put them on, or took them off, the forward list. */
  tellListed(address: string, by: Account, listed: boolean): void {
    const person = this.online(address)
    if (listed) person?.listedBy(by)
    else person?.unlistedBy(by)
  }

  /** Rings a person; null when that was done. */
  call(room: Room, caller: Account, address: string): CallRefusal | null {
    if (room.has(address)) return 'already-there'
    const account = this.directory.find(address)
    const person = this.online(address)
    if (
      account === undefined ||
      person === null ||
      person.presence === null ||
      person.presence.status === 'HDN'
    )
      return 'not-online'
    if (!person.mayBeCalled) return 'not-online'
    if (!admits(account, caller)) return 'blocked'
    person.invited(room, caller)
    return null
  }

  /** Signed-in people with a status who have the account on their forward list. */
  *#watchers(account: Account): Iterable<Online> {
    for (const { address } of account.contacts.values()) {
      const watcher = this.online(address)
      if (watcher === null || watcher.presence === null) continue
      if (isOn(watcher.account.contacts.get(account.address), 'forward')) yield watcher
    }
  }
}
