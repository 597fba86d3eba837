import type { AccountId } from '../../../app/account.ts'
import { addressKey, noNote, type ContactNote } from '../../../app/contact.ts'
import type { Event } from '../../../app/events.ts'
import type { Entry } from '../../../app/message.ts'
import type { State } from '../../../app/state.ts'
import { limits } from '../limits.ts'
import type { MessengerOptions } from '../options.ts'

type Notes = Readonly<Record<string, ContactNote>>

/** What the user noted about people, and when a line was last exchanged with them. */
export class ContactNotes {
  readonly #messenger: MessengerOptions

  constructor(messenger: MessengerOptions) {
    this.#messenger = messenger
    messenger.store.subscribe((event, state, before) => this.#onEvent(event, state, before))
  }

  /** Changes some of what is noted about one person. False when the account is unknown. */
  change(accountId: AccountId, address: string, change: Partial<ContactNote>): boolean {
    return this.#change(accountId, [addressKey(address)], change)
  }

  /** The user declined somebody's request, or thought better of it. */
  declined(accountId: AccountId, address: string, declined: boolean): void {
    const notes = this.#messenger.store.state.accounts[accountId]?.contactNotes
    if ((notes?.[addressKey(address)]?.declined ?? false) !== declined)
      this.change(accountId, address, { declined })
  }

  #onEvent(event: Event, state: State, before: State): void {
    if (event.type === 'account-opened' && before.accounts[event.accountId] === undefined) {
      this.#load(event.accountId)
    }
    if (event.type === 'entry-added') {
      const conversation = state.conversations[event.conversationId]
      if (conversation === undefined || event.entry.kind === 'notice') return
      const others = conversation.participants.map(({ address }) => addressKey(address))
      this.#talked(conversation.accountId, talkedWith(event.entry, others), event.entry.at)
    }
  }

  /** Others decide who they say they are: their number is limited. A line may be older than one that was shown before. */
  #talked(accountId: AccountId, addresses: readonly string[], lastTalkAt: number): void {
    const known = this.#messenger.store.state.accounts[accountId]?.contactNotes ?? {}
    const isFull = Object.keys(known).length >= limits.notedPeople
    const noted = isFull ? addresses.filter((address) => Object.hasOwn(known, address)) : addresses
    const news = noted.filter((address) => (known[address]?.lastTalkAt ?? 0) < lastTalkAt)
    this.#change(accountId, news, { lastTalkAt })
  }

  #load(accountId: AccountId): void {
    try {
      this.#publish(accountId, this.#messenger.notes.load(accountId))
    } catch (error) {
      this.#messenger.log?.('notes could not be read', error)
    }
  }

  #change(accountId: AccountId, addresses: readonly string[], change: Partial<ContactNote>): boolean {
    const known = this.#messenger.store.state.accounts[accountId]?.contactNotes
    if (known === undefined) return false
    const changed = Object.fromEntries(
      addresses.map((address) => [address, { ...noNote, ...known[address], ...change }]),
    )
    if (addresses.length === 0) return true
    this.#publish(accountId, changed)
    this.#keep(accountId, changed)
    return true
  }

  /** A full disk costs what should be kept, and nothing else. */
  #keep(accountId: AccountId, changed: Notes): void {
    try {
      this.#messenger.notes.save(accountId, changed)
    } catch (error) {
      this.#messenger.log?.('a note could not be kept', error)
    }
  }

  #publish(accountId: AccountId, notes: Notes): void {
    if (Object.keys(notes).length === 0) return
    this.#messenger.store.publish({ type: 'contact-notes-changed', accountId, notes })
  }
}

/** With whom a line was exchanged: its author, or for one's own everybody who is there. */
const talkedWith = (
  entry: Exclude<Entry, { kind: 'notice' }>,
  others: readonly string[],
): readonly string[] => (entry.mine ? others : [addressKey(entry.author.address)])
