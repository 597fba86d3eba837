import type { AccountId } from '../../../app/account.ts'
import { addressKey } from '../../../app/contact.ts'
import { defaultFormat, type Author, type Entry } from '../../../app/message.ts'
import type { Message } from '../../protocol/messages/message.ts'
import type { OfflineMessage } from '../../protocol/offline-messages/offline-messages.ts'
import { cutText, limits } from '../limits.ts'
import { offlineEntryId } from '../offline-messages/offline-entry-id.ts'
import type { MessengerOptions } from '../options.ts'
import { entryOf, ownEntryOf, type EntryHead } from './incoming.ts'
import type { SwitchboardLink } from './switchboard-link.ts'
import type { SwitchboardList } from './switchboard-list.ts'
import type { TalkList } from './talk-list.ts'
import type { Talk } from './talk.ts'
import type { Whereabouts } from './whereabouts.ts'

/** What the reception needs. */
export interface ReceptionOptions {
  readonly messenger: MessengerOptions
  readonly talks: TalkList
  readonly switchboards: SwitchboardList
  readonly whereabouts: Whereabouts
  /** Opens a conversation with people who are not in one yet. */
  open(accountId: AccountId, people: readonly Author[], group: boolean): Talk
}

/** Where what others say comes in: it finds its conversation, or opens one. Blocked people talk to nobody. */
export class Reception {
  readonly #options: ReceptionOptions

  constructor(options: ReceptionOptions) {
    this.#options = options
  }

  /** Somebody said something on a switchboard. */
  message(link: SwitchboardLink, from: Author, message: Message): void {
    if (this.#options.whereabouts.isBlocked(link.accountId, from.address)) return
    if (message.kind === 'typing') return this.ownerOf(link)?.typing(from.address)
    const entry = entryOf(message, from, this.#head())
    if (entry !== null) this.#show(link, entry, from)
  }

  /** What the user said at another place belongs to the conversation here, too; it opens no window. */
  ownMessage(link: SwitchboardLink, from: Author, message: Message): void {
    const entry = ownEntryOf(message, from, this.#head())
    const [other] = link.participants
    if (entry !== null && other !== undefined) this.#show(link, entry, from, readable(other))
  }

  /** Somebody called, and the connection broke when we had answered: what was said then is lost, and that is shown. */
  lostCall(accountId: AccountId, who: Author): void {
    const from = readable(who)
    if (this.#options.whereabouts.isBlocked(accountId, from.address)) return
    this.#talkWith(accountId, from)?.connectionLost()
  }

  /** The same, when we were in already and nothing had been said. Which group it would have been is not known. */
  lostSwitchboard({ accountId, participants }: SwitchboardLink): void {
    const [only, ...more] = participants
    if (only !== undefined && more.length === 0) this.lostCall(accountId, only)
  }

  /** Somebody said something without a switchboard, by way of the notification server. */
  relayed(accountId: AccountId, who: Author, message: Message): void {
    const from = readable(who)
    if (this.#options.whereabouts.isBlocked(accountId, from.address)) return
    if (message.kind === 'typing') {
      return this.#options.talks.withPerson(accountId, from.address)?.typing(from.address)
    }
    const entry = entryOf(message, from, this.#head())
    if (entry !== null) this.#talkWith(accountId, from)?.received(entry, from.address)
  }

  /** Shows what was left while the user was away. Answers those messages for which there was room; others should stay where they are. */
  receivedOffline(accountId: AccountId, messages: readonly OfflineMessage[]): readonly OfflineMessage[] {
    return messages.filter((message) => this.#receiveOffline(accountId, message))
  }

  /** The conversation of a switchboard; where only one person is, the one that is open with that person. */
  ownerOf(link: SwitchboardLink): Talk | null {
    const { switchboards, talks } = this.#options
    const owner = switchboards.owner(link)
    const [only, ...more] = link.participants
    if (owner !== null || only === undefined || more.length > 0) return owner
    const talk = talks.withPerson(link.accountId, addressKey(only.address))
    if (talk !== null) switchboards.give(link, talk)
    return talk
  }

  /** A blocked person's messages count as shown, and so do empty ones. */
  #receiveOffline(accountId: AccountId, message: OfflineMessage): boolean {
    const { from, sentAt, text } = message
    if (this.#options.whereabouts.isBlocked(accountId, from.address) || text.trim() === '') return true
    const now = this.#options.messenger.clock.now()
    const head = { id: offlineEntryId(accountId, message), at: timeOf(sentAt, now) }
    const author = readable(from)
    const talk = this.#talkWith(accountId, author)
    talk?.received(offlineEntry(head, author, text), author.address)
    return talk !== null
  }

  #show(link: SwitchboardLink, entry: Entry, from: Author, person: Author = from): void {
    const talk = this.ownerOf(link) ?? this.#adopt(link, person)
    if (talk === null) return
    link.carried = true
    link.touch()
    talk.received(entry, from.address)
  }

  /** The first thing to show on a switchboard gives it its conversation; null when there are too many. */
  #adopt(link: SwitchboardLink, from: Author): Talk | null {
    const { accountId } = link
    const people = link.participants.length > 1 ? link.participants.map(readable) : [from]
    const group = people.length > 1
    if (group && (!link.open || this.#isFull(accountId))) return null
    const talk = group
      ? this.#options.open(accountId, people.slice(0, limits.participants), true)
      : this.#talkWith(accountId, from)
    if (talk !== null) this.#options.switchboards.give(link, talk)
    return talk
  }

  #talkWith(accountId: AccountId, person: Author): Talk | null {
    const known = this.#options.talks.withPerson(accountId, person.address)
    if (known !== null || this.#isFull(accountId)) return known
    return this.#options.open(accountId, [person], false)
  }

  #isFull(accountId: AccountId): boolean {
    return this.#options.talks.ofAccount(accountId).length >= limits.conversations
  }

  #head(): EntryHead {
    const { messenger } = this.#options
    return { id: messenger.randomId(), at: messenger.clock.now() }
  }
}

/** A person of a switchboard as the state may hold it. */
export const readable = ({ address, name }: Author): Author => ({
  address: addressKey(address),
  name: cutText(name),
})

/** Somebody else's clock may be wrong; nothing was written later than now. */
const timeOf = (sentAt: number | null, now: number): number => Math.max(0, Math.min(sentAt ?? now, now))

const offlineEntry = (head: EntryHead, author: Author, text: string): Entry => ({
  ...head,
  ...{ kind: 'text', author, mine: false, offline: true, format: defaultFormat },
  text: cutText(text, limits.textCharacters),
  delivery: { state: 'received' },
})
