import type { Place } from '../../../app/account.ts'
import type { NotificationEvent } from '../events.ts'
import { parsePlaces, placeId } from './places.ts'
import type { Transactions } from '../transactions.ts'

/** What the places of an account need of the session at this one. */
export interface OwnPlacesOptions {
  readonly address: string
  readonly machineId: string
  readonly transactions: Transactions
  emit(event: NotificationEvent): void
}

/** What makes a place leave. */
const goAway = new TextEncoder().encode('goawyplzthxbye')

/** The type of an `UUN` that makes a place leave. */
export const signOutType = '4'

/** The places where one account is signed in at the same time, as its server tells them. */
export class OwnPlaces {
  readonly #options: OwnPlacesOptions
  #places: readonly Place[] = []

  constructor(options: OwnPlacesOptions) {
    this.#options = options
  }

  /** Whether the account is signed in anywhere else. */
  get elsewhere(): boolean {
    return this.#places.some(({ here }) => !here)
  }

  /** Reads a `UBX` about oneself and reports the places when they are others than before. */
  learn(payload: Uint8Array): void {
    const places = parsePlaces(payload, this.#options.machineId)
    if (places === null || JSON.stringify(places) === JSON.stringify(this.#places)) return
    this.#places = places
    this.#options.emit({ type: 'places-changed', places })
  }

  /**
   * Signs the account out at another place; null: at all others. Resolves when the server passed it on.
   * C: UUN trid address;{place} 4 length
   */
  async signOut(id: string | null): Promise<void> {
    const others = this.#places.filter((place) => !place.here)
    const ids = id === null ? others.map((place) => place.id) : [placeId(id)]
    const { address, transactions } = this.#options
    const options = { payload: goAway }
    await Promise.all(
      ids.map((each) => transactions.request('UUN', [`${address};${each}`, signOutType], options)),
    )
  }
}
