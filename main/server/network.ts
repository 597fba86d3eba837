import { admits, isOn, type Account } from './directory/account.ts'
import type { Directory } from './directory/directory.ts'
import { defaultLimits } from './limits.ts'
import { Person, type Place } from './person.ts'
import type { Room } from './room.ts'

/** Why somebody could not be called into a room. */
export type CallRefusal = 'already-there' | 'not-online' | 'blocked'

/** Who is signed in and where, who sees whom, who may call whom. */
export class Network {
  readonly directory: Directory
  readonly #maxPlaces: number
  readonly #people = new Map<string, Person>()

  constructor(directory: Directory, maxPlaces = defaultLimits.maxPlaces) {
    this.directory = directory
    this.#maxPlaces = maxPlaces
  }

  /** Everywhere that somebody is signed in. */
  get places(): readonly Place[] {
    return [...this.#people.values()].flatMap(({ places }) => places)
  }

  person(address: string): Person | null {
    return this.#people.get(address) ?? null
  }

  /** Signs a person in at a place. Other places stay only where both can tell themselves apart, and not too many. */
  signIn(place: Place): void {
    const { account } = place
    const person = this.person(account.address) ?? new Person(account)
    const apart = person.places.filter((other) => areApart(place, other))
    const staying = new Set(apart.slice(Math.max(apart.length - this.#maxPlaces + 1, 0)))
    const leaving = person.places.filter((other) => !staying.has(other))
    for (const other of leaving) person.leave(other)
    person.come(place)
    this.#people.set(account.address, person)
    for (const other of leaving) other.signedInElsewhere()
    if (leaving.length > 0) this.presenceChanged(account)
  }

  /** Signs a place out; nothing happens when another one has taken it over. */
  signOut(place: Place): void {
    const { account } = place
    const person = this.person(account.address)
    if (person === null || !person.places.includes(place)) return
    const isChanged = person.leave(place)
    if (person.places.length === 0) this.#people.delete(account.address)
    if (isChanged) this.presenceChanged(account)
    else if (place.presence !== null) this.personalMessageChanged(person)
  }

  /** A place chose a status. */
  statusChanged(place: Place): void {
    this.person(place.account.address)?.show(place)
    this.presenceChanged(place.account)
  }

  /** The person as the watcher may see them: null when offline, hidden, undecided or not admitting the watcher. */
  visible(subject: Account, watcher: Account): Person | null {
    const person = this.person(subject.address)
    if (person === null || person.presence === null || person.presence.status === 'HDN') return null
    return admits(subject, watcher) ? person : null
  }

  /** Tells everybody who has this account as a contact, and its own places, how it shows now. */
  presenceChanged(account: Account): void {
    for (const watcher of this.#watchers(account)) {
      const person = this.visible(account, watcher.account)
      if (person !== null || watcher.sees(account.address)) watcher.contactChanged(account, person)
    }
    this.#tellSelf(account)
  }

  /** After a change of who may see the account: tells those for whom that made a difference. */
  privacyChanged(account: Account): void {
    for (const watcher of this.#watchers(account)) {
      const person = this.visible(account, watcher.account)
      if ((person !== null) !== watcher.sees(account.address)) watcher.contactChanged(account, person)
    }
  }

  personalMessageChanged(person: Person): void {
    for (const watcher of this.#watchers(person.account)) {
      if (watcher.sees(person.account.address)) watcher.personalMessageChanged(person)
    }
    this.#tellSelf(person.account)
  }

  propertyChanged(account: Account, key: string): void {
    for (const watcher of this.#watchers(account)) {
      if (admits(account, watcher.account)) watcher.propertyChanged(account, key)
    }
  }

  /** Tells a person that somebody put them on, or took them off, the forward list. */
  tellListed(address: string, by: Account, listed: boolean): void {
    for (const place of this.#placesOf(address)) {
      if (listed) place.listedBy(by)
      else place.unlistedBy(by)
    }
  }

  /** Tells the account's places, but not the one that did it, that lists, groups or settings are no longer what they were. */
  listsChanged(account: Account, by: Place | null): void {
    for (const place of this.#placesOf(account.address)) if (place !== by) place.listsChanged()
  }

  /** Rings a person at every place; null when that was done. */
  call(room: Room, caller: Account, address: string): CallRefusal | null {
    if (room.has(address)) return 'already-there'
    const account = this.directory.find(address)
    const person = this.person(address)
    if (account === undefined || person === null || person.presence === null) return 'not-online'
    const places = person.endpoints.filter(({ mayBeCalled }) => mayBeCalled)
    if (person.presence.status === 'HDN' || places.length === 0) return 'not-online'
    if (!admits(account, caller)) return 'blocked'
    for (const place of places) place.invited(room, caller)
    return null
  }

  /** Rings the other places of somebody who calls from one of them, if there are any. */
  callSelf(room: Room, caller: Account): null {
    for (const place of this.person(caller.address)?.endpoints ?? []) {
      if (place.mayBeCalled && !room.hasPlace(caller.address, place.id)) place.invited(room, caller)
    }
    return null
  }

  #tellSelf(account: Account): void {
    const person = this.person(account.address)
    if (person === null || person.presence === null) return
    for (const place of person.endpoints) place.selfChanged(person)
  }

  #placesOf(address: string): readonly Place[] {
    return this.person(address)?.places ?? []
  }

  /** Places with a status of people who have the account on their forward list. */
  *#watchers(account: Account): Iterable<Place> {
    for (const { address } of account.contacts.values()) {
      const watcher = this.person(address)
      if (watcher === null) continue
      if (isOn(watcher.account.contacts.get(account.address), 'forward')) yield* watcher.endpoints
    }
  }
}

const areApart = (one: Place, other: Place): boolean =>
  one.id !== null && other.id !== null && one.id !== other.id
