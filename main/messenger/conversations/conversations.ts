import type { AccountId } from '../../../app/account.ts'
import { addressKey } from '../../../app/contact.ts'
import type { Author, Entry } from '../../../app/message.ts'
import type { Invitation, SwitchboardEvent } from '../../protocol/events.ts'
import type { Message } from '../../protocol/messages/message.ts'
import { entryOf, ownEntryOf } from './incoming.ts'
import { cutText, limits } from '../limits.ts'
import type { MessengerOptions } from '../options.ts'
import { explain, Refusal } from '../reasons.ts'
import { untilSignedIn } from '../signed-in.ts'
import type { SwitchboardLink } from './switchboard-link.ts'
import { SwitchboardList, type SwitchboardSource } from './switchboard-list.ts'
import { TalkList } from './talk-list.ts'
import type { Talk } from './talk.ts'

/** What the conversations need. */
export interface ConversationsOptions {
  readonly messenger: MessengerOptions
  /** Null while the account is not signed in. */
  account(accountId: AccountId): SwitchboardSource | null
}

/** Brings conversations and switchboards together: what comes in finds its conversation, what goes out its way. */
export class Conversations {
  readonly talks: TalkList
  readonly #options: ConversationsOptions
  readonly #switchboards: SwitchboardList

  constructor(options: ConversationsOptions) {
    this.#options = options
    const { messenger } = options
    this.#switchboards = new SwitchboardList({
      messenger,
      account: (accountId) => options.account(accountId),
      onEvent: (link, event) => this.#onEvent(link, event),
    })
    this.talks = new TalkList(messenger.store, {
      clock: messenger.clock,
      randomId: () => messenger.randomId(),
      publish: (event) => messenger.store.publish(event),
      log: (message, error) => messenger.log?.(message, error),
      isSignedIn: (accountId) => options.account(accountId) !== null,
      untilSignedIn: (accountId) => untilSignedIn(messenger.store, accountId),
      openSwitchboard: (talk) => this.#openFor(talk),
      release: (link) => this.#switchboards.release(link),
      onBecameGroup: (talk) => this.talks.becameGroup(talk),
    })
  }

  /** The conversation with one person. Nothing is sent. */
  open(accountId: AccountId, address: string): Talk {
    const key = addressKey(address)
    const known = this.talks.withPerson(accountId, key)
    if (known !== null) {
      known.closing = false
      return known
    }
    const talk = this.talks.open(accountId, [{ address: key, name: this.#nameOf(accountId, key) }], false)
    for (const link of this.#switchboards.free(accountId)) {
      if (link.participants.length === 1 && link.has(key)) this.#switchboards.give(link, talk)
    }
    return talk
  }

  /** Somebody calls us into a switchboard. A blocked person rings in vain; nothing is shown before something is said. */
  async invited(accountId: AccountId, { from, ...ticket }: Invitation): Promise<void> {
    if (this.#isBlocked(accountId, from.address) || this.#switchboards.isFull(accountId)) return
    try {
      const link = await this.#switchboards.enter(accountId, ticket)
      if (link.participants.length === 0) link.leave()
      else this.#ownerOf(link)
    } catch (error) {
      if (explain(error).reason !== 'unexpected') return
      this.#options.messenger.log?.('an invitation could not be followed', error)
    }
  }

  /** Calls somebody into a conversation; one with a single person becomes a group. */
  invite(talk: Talk, address: string): Promise<void> {
    return talk.invite(address, this.#nameOf(talk.accountId, addressKey(address)))
  }

  /** Whether somebody can be expected to answer: a contact who is shown offline is not called because of typing. */
  reachable(talk: Talk): boolean {
    if (this.#options.account(talk.accountId) === null) return false
    const account = this.#options.messenger.store.state.accounts[talk.accountId]
    return talk.members.some((address) => {
      const contact = account?.contacts[address]
      return contact === undefined || !contact.lists.forward || contact.presence !== 'offline'
    })
  }

  /**
   * Leaves a conversation and forgets it, once what was written in it arrived.
   * @throws Refusal when some of it did not: the conversation stays, to show that.
   */
  async close(talk: Talk): Promise<void> {
    talk.closing = true
    const waiting = this.talks.linesInState(talk, ['sending'])
    await talk.outbox.idle()
    if (!talk.closing) return
    const lost = this.talks.linesInState(talk, ['failed', 'uncertain'])
    if (waiting.some((id) => lost.includes(id))) throw new Refusal('not-delivered')
    talk.leave()
    this.talks.forget(talk)
  }

  /** Leaves every switchboard of an account; its conversations stay. */
  leaveAll(accountId: AccountId): void {
    for (const talk of this.talks.ofAccount(accountId)) talk.leave()
    this.#switchboards.leave(accountId)
  }

  /** The way to an account's servers is dead: what is written from now on needs new switchboards. */
  abandonLinks(accountId: AccountId): void {
    for (const talk of this.talks.ofAccount(accountId)) talk.abandonLinks()
  }

  /** Leaves and forgets every conversation of an account. */
  forgetAll(accountId: AccountId): void {
    this.leaveAll(accountId)
    for (const talk of this.talks.ofAccount(accountId)) this.talks.forget(talk)
  }

  /** Resolves when nothing of an account is on its way any more. */
  async settled(accountId: AccountId): Promise<void> {
    await Promise.all(this.talks.ofAccount(accountId).map((talk) => talk.outbox.idle()))
  }

  async #openFor(talk: Talk): Promise<SwitchboardLink> {
    const link = await this.#switchboards.open(talk.accountId)
    this.#switchboards.give(link, talk)
    return link
  }

  #onEvent(link: SwitchboardLink, event: SwitchboardEvent): void {
    switch (event.type) {
      case 'joined':
        link.touch()
        return this.#switchboards.owner(link)?.joined(link, readable(event.who))
      case 'left':
        return this.#switchboards.owner(link)?.left(link, addressKey(event.address), event.idle)
      case 'message-received':
        return this.#onMessage(link, readable(event.from), event.message)
      case 'own-message':
        return this.#onOwnMessage(link, readable(event.from), event.message)
    }
  }

  /** What the user said at another place belongs to the conversation here, too; it opens no window. */
  #onOwnMessage(link: SwitchboardLink, from: Author, message: Message): void {
    const { messenger } = this.#options
    const entry = ownEntryOf(message, from, { id: messenger.randomId(), at: messenger.clock.now() })
    const [other] = link.participants
    if (entry !== null && other !== undefined) this.#show(link, entry, from, readable(other))
  }

  #onMessage(link: SwitchboardLink, from: Author, message: Message): void {
    if (this.#isBlocked(link.accountId, from.address)) return
    if (message.kind === 'typing') return this.#ownerOf(link)?.typing(from.address)
    const { messenger } = this.#options
    const entry = entryOf(message, from, { id: messenger.randomId(), at: messenger.clock.now() })
    if (entry !== null) this.#show(link, entry, from)
  }

  #show(link: SwitchboardLink, entry: Entry, from: Author, person: Author = from): void {
    const talk = this.#ownerOf(link) ?? this.#adopt(link, person)
    if (talk === null) return
    link.carried = true
    link.touch()
    talk.received(entry, from.address)
  }

  /** The conversation of a switchboard; where only one person is, the one that is open with that person. */
  #ownerOf(link: SwitchboardLink): Talk | null {
    const owner = this.#switchboards.owner(link)
    const [only, ...more] = link.participants
    if (owner !== null || only === undefined || more.length > 0) return owner
    const talk = this.talks.withPerson(link.accountId, addressKey(only.address))
    if (talk !== null) this.#switchboards.give(link, talk)
    return talk
  }

  /** The first thing to show on a switchboard gives it its conversation; null when there are too many. */
  #adopt(link: SwitchboardLink, from: Author): Talk | null {
    const { accountId } = link
    const people = link.participants.length > 1 ? link.participants.map(readable) : [from]
    const group = people.length > 1
    if (group && !link.open) return null
    const known = group ? null : this.talks.withPerson(accountId, from.address)
    if (known === null && this.talks.ofAccount(accountId).length >= limits.conversations) return null
    const talk = known ?? this.talks.open(accountId, people.slice(0, limits.participants), group)
    this.#switchboards.give(link, talk)
    return talk
  }

  #isBlocked(accountId: AccountId, address: string): boolean {
    const contact = this.#options.messenger.store.state.accounts[accountId]?.contacts[addressKey(address)]
    return contact?.lists.block ?? false
  }

  #nameOf(accountId: AccountId, address: string): string {
    return this.#options.messenger.store.state.accounts[accountId]?.contacts[address]?.name ?? address
  }
}

/** A person of a switchboard as the state may hold it. */
const readable = ({ address, name }: Author): Author => ({
  address: addressKey(address),
  name: cutText(name),
})
