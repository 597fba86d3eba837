import type { Account } from './directory/account.ts'
import type { Room } from './room.ts'
import type { Token } from './server-context.ts'

/** How a person shows themselves; `HDN` is seen as offline. */
export type Status = 'NLN' | 'BSY' | 'IDL' | 'BRB' | 'AWY' | 'PHN' | 'LUN' | 'HDN'

/** What a client can do, in two unsigned 32-bit numbers; the second one from MSNP16 on, 0 before. */
export interface Capabilities {
  readonly first: number
  readonly second: number
}

/** What a status change says, as everybody may see it. */
export interface Presence {
  readonly status: Status
  readonly capabilities: Capabilities
  /** The display picture's MSNObject; empty for none. */
  readonly picture: string
}

/** What a person says by UUX beside the personal message, which the account keeps; every text empty until it is said. */
export interface Said {
  readonly currentMedia: string
  /** Of MSNP16 and later: passed on as they are, nothing here reads them. */
  readonly picture: string
  readonly signatureSound: string
  readonly scene: string
  readonly colorScheme: string
}

/** What a place says to the person's other places; null where it said nothing. */
export interface PlaceDetails {
  readonly name: string | null
  readonly idle: string | null
  readonly clientType: string | null
  readonly state: string | null
}

/** One sign-in of a person, whatever carries the words to it: a client's connection or a contact of the server's own. */
export interface Place {
  readonly account: Account
  /** The machine GUID, in braces and lower case; null for a sign-in that tolerates no other. */
  readonly id: string | null
  /** What it signed in with; null for a contact of the server's own. */
  readonly token: Token | null
  /** What this place said last; null until it chose a status: it sees nobody and is not counted. */
  readonly presence: Presence | null
  readonly details: PlaceDetails
  /** Whether others may call this place into a room. */
  readonly mayBeCalled: boolean
  /** Whether it was told that this contact is online. */
  sees(address: string): boolean
  /** The contact has left the list: what it does is no longer told, and not that it went. */
  forget(address: string): void
  /** A contact came, changed or went (null). */
  contactChanged(contact: Account, person: Person | null): void
  personalMessageChanged(contact: Person): void
  propertyChanged(contact: Account, key: string): void
  /** The person changed, here or at another place. */
  selfChanged(self: Person): void
  listedBy(other: Account): void
  unlistedBy(other: Account): void
  /** Another place, or a service, changed the lists, groups or settings. */
  listsChanged(): void
  /** Somebody calls the person into a room. */
  invited(room: Room, caller: Account): void
  /** S: MSG Hotmail Hotmail length: something about mail or offline messages; from MSNP11 on. */
  mailNotice(notice: Uint8Array): void
  /** S: UBM from … type length, then what the other client wrote; from MSNP14 on. Whether the place reads that. */
  wrote(from: string, type: string, payload: Uint8Array): boolean
  /** S: UBN from type length, then what the other client wrote. */
  relayed(from: string, type: string, payload: Uint8Array): void
  signedInElsewhere(): void
  /** The server will stop in so many minutes. */
  stopAnnounced(minutes: number): void
  serverStops(): void
}

const nothingSaid: Said = { currentMedia: '', picture: '', signatureSound: '', scene: '', colorScheme: '' }

/** Somebody who is signed in, at one place or several: what is said at one of them last counts for the person. */
export class Person {
  readonly account: Account
  said: Said = nothingSaid
  #presence: Presence | null = null
  /** In the order of signing in. */
  #places: readonly Place[] = []
  /** Those with a status; who spoke last comes last. */
  #spoken: readonly Place[] = []

  constructor(account: Account) {
    this.account = account
  }

  /** Null until a status was chosen at one of the places. */
  get presence(): Presence | null {
    return this.#presence
  }

  /** Every place, also one where no status was chosen yet. */
  get places(): readonly Place[] {
    return this.#places
  }

  /** The places that have a status. */
  get endpoints(): readonly Place[] {
    return this.#places.filter(({ presence }) => presence !== null)
  }

  come(place: Place): void {
    this.#places = [...this.#places, place]
  }

  /** A place chose a status, which now is the person's. */
  show(place: Place): void {
    this.#spoken = [...without(this.#spoken, place), place]
    this.#presence = place.presence
  }

  /**
   * Goes from one place. Status and picture stay, the capabilities are those of who spoke last of the others.
   * Answers whether the person shows differently now.
   */
  leave(place: Place): boolean {
    this.#places = without(this.#places, place)
    this.#spoken = without(this.#spoken, place)
    const before = this.#presence
    const last = this.#spoken.at(-1)?.presence ?? null
    this.#presence = before === null || last === null ? null : { ...before, capabilities: last.capabilities }
    return (
      before?.capabilities.first !== this.#presence?.capabilities.first ||
      before?.capabilities.second !== this.#presence?.capabilities.second
    )
  }
}

const without = (places: readonly Place[], place: Place): readonly Place[] =>
  places.filter((other) => other !== place)
