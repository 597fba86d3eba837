import type { Account } from '../directory/account.ts'

/** Something that the services tell of: a contact, a group, somebody on a list. */
export interface Entry {
  /** Names it among all that are told together, for as long as it is there. */
  readonly key: string
  /** What it is still told by when it is gone: an address or a name. */
  readonly label: string
  /** Differs whenever something about it does. */
  readonly print: string
}

/** Something that is gone. */
export interface Removal {
  readonly key: string
  readonly label: string
  readonly at: number
}

/** Most removals that are remembered; who missed more has to ask for everything. */
const maxRemovals = 1_000

/**
 * When each entry changed. That is found out whenever somebody asks, by comparing with the last time: so nothing that
 * changes anything, such as a person who takes another name, has to think of whose lists it stands in. Moments are
 * milliseconds, and no two different states have the same.
 */
export class History {
  readonly #entries = new Map<string, { print: string; label: string; at: number }>()
  readonly #removals = new Map<string, Removal>()
  /** Changes since this moment or a later one are known; null before the first look. */
  #knownSince: number | null = null
  #lastChange = 0

  /** When something changed last. */
  get lastChange(): number {
    return this.#lastChange
  }

  /** Compares everything there is with the last time. */
  look(entries: readonly Entry[], now: number): void {
    const at = Math.max(now, this.#lastChange + 1)
    const keys = new Set<string>()
    let isChanged = this.#knownSince === null
    for (const { key, label, print } of entries) {
      keys.add(key)
      if (this.#entries.get(key)?.print === print) continue
      this.#entries.set(key, { print, label, at })
      this.#removals.delete(key)
      isChanged = true
    }
    for (const [key, { label }] of this.#entries) {
      if (keys.has(key)) continue
      this.#entries.delete(key)
      this.#removals.set(key, { key, label, at })
      isChanged = true
    }
    if (isChanged) this.#lastChange = at
    this.#knownSince ??= at
    this.#forgetRemovals()
  }

  /** Whether all that changed since a moment that was told as `lastChange` is still known. */
  knows(since: number): boolean {
    return this.#knownSince !== null && since >= this.#knownSince && since <= this.#lastChange
  }

  /** When an entry changed last. */
  changedAt(key: string): number {
    return this.#entries.get(key)?.at ?? this.#lastChange
  }

  /** What went after that moment. */
  removedSince(since: number): readonly Removal[] {
    return [...this.#removals.values()].filter(({ at }) => at > since)
  }

  #forgetRemovals(): void {
    for (const { key, at } of this.#removals.values()) {
      if (this.#removals.size <= maxRemovals) return
      this.#removals.delete(key)
      this.#knownSince = at
    }
  }
}

/** The histories of everybody's address book and memberships, for as long as the network runs. */
export class Histories {
  readonly #known = new WeakMap<Account, { readonly book: History; readonly memberships: History }>()

  of(account: Account): { readonly book: History; readonly memberships: History } {
    const known = this.#known.get(account) ?? { book: new History(), memberships: new History() }
    this.#known.set(account, known)
    return known
  }
}
