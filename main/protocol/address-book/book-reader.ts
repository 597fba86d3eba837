import { SoapFaultError } from '../errors.ts'
import { ProtocolError } from '../wire/errors.ts'
import type { AddressBook } from './address-book.ts'
import { readBook } from './book.ts'
import { findAll, findContactsPaged, findMembership } from './list-calls.ts'
import { readMemberships } from './memberships.ts'
import { Snapshot, type Fetched } from './snapshot.ts'
import type { SoapCall } from './soap.ts'

/** How a dialect asks for groups and contacts. */
export type FindContacts = 'ABFindAll' | 'ABFindContactsPaged'

const calls: Readonly<Record<FindContacts, (since: string) => SoapCall>> = {
  ABFindAll: findAll,
  ABFindContactsPaged: findContactsPaged,
}

const nothingYet = { memberships: '', book: '' }

/** Fetches both halves of a contact list: whole, and later what changed where the service tells that. */
export class BookReader {
  readonly snapshot = new Snapshot()
  readonly #book: AddressBook
  readonly #findContacts: (since: string) => SoapCall
  /** Whether the service tells of changes; some always want to be asked for everything. */
  #tellsChanges = true

  constructor(book: AddressBook, findContacts: FindContacts) {
    this.#book = book
    this.#findContacts = calls[findContacts]
  }

  /** @throws SoapFaultError and whatever the services throw, as a rejection. */
  async fetch(): Promise<void> {
    this.snapshot.replace(await this.#ask(nothingYet))
  }

  /** What changed since; everything where that cannot be had. */
  async refresh(): Promise<void> {
    const changes = await this.#askForChanges()
    if (changes === null) await this.fetch()
    else this.snapshot.merge(changes)
  }

  async #askForChanges(): Promise<Fetched | null> {
    const { since } = this.snapshot
    if (!this.#tellsChanges || since.memberships === '' || since.book === '') return null
    try {
      const changes = await this.#ask(since)
      return this.snapshot.mayBeWhole(changes) ? null : changes
    } catch (error) {
      if (!(error instanceof SoapFaultError) || error.code !== 'FullSyncRequired') throw error
      this.#tellsChanges = false
      return null
    }
  }

  async #ask(since: { readonly memberships: string; readonly book: string }): Promise<Fetched> {
    const [memberships, book] = await Promise.all([
      this.#book.call(findMembership(since.memberships)),
      this.#book.call(this.#findContacts(since.book)),
    ])
    try {
      return { memberships: readMemberships(memberships), book: readBook(book) }
    } catch (error) {
      if (error instanceof ProtocolError) throw new SoapFaultError('', 'FindMembership')
      throw error
    }
  }
}
