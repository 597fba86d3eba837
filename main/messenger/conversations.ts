import type { AccountId } from '../../app/account.ts'
import { addressKey } from '../../app/contact.ts'
import type { Author } from '../../app/message.ts'
import type { Invitation, SwitchboardEvent } from '../protocol/events.ts'
import type { Message } from '../protocol/messages/message.ts'
import type { SwitchboardAddress } from '../protocol/notification-server.ts'
import { entryOf } from './incoming.ts'
import { cutText, limits } from './limits.ts'
import type { MessengerOptions } from './options.ts'
import { explain, Refusal } from './reasons.ts'
import { SwitchboardLink, type SwitchboardTicket } from './switchboard-link.ts'
import { TalkList } from './talk-list.ts'
import type { Talk } from './talk.ts'

/** What conversations ask of an account that is signed in. */
export interface SwitchboardSource {
  readonly address: string
  readonly acknowledges: boolean
  requestSwitchboard(): Promise<SwitchboardAddress>
}

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
  /** Those that carry no conversation yet (null) and those that do. */
  readonly #owners = new Map<SwitchboardLink, Talk | null>()
  /** One for each account; aborted when it leaves everything. */
  readonly #aborts = new Map<AccountId, AbortController>()
  #connecting = 0

  constructor(options: ConversationsOptions) {
    this.#options = options
    const { messenger } = options
    const { store } = messenger
    this.talks = new TalkList(store, {
      clock: messenger.clock,
      randomId: () => messenger.randomId(),
      publish: (event) => store.publish(event),
      log: (message, error) => messenger.log?.(message, error),
      openSwitchboard: (talk) => this.#openFor(talk),
      onBecameGroup: (talk, released) => {
        this.talks.becameGroup(talk)
        for (const link of released) this.#owners.set(link, null)
      },
    })
  }

  /** The conversation with one person. Nothing is sent. */
  open(accountId: AccountId, address: string): Talk {
    const key = addressKey(address)
    const known = this.talks.withPerson(accountId, key)
    if (known !== null) return known
    const talk = this.talks.open(accountId, [{ address: key, name: this.#nameOf(accountId, key) }], false)
    for (const [link, owner] of this.#owners) {
      if (owner === null && this.#isAloneWith(link, accountId, key)) this.#give(link, talk)
    }
    return talk
  }

  /** Somebody calls us into a switchboard. A blocked person rings in vain; nothing is shown before something is said. */
  async invited(accountId: AccountId, { from, ...ticket }: Invitation): Promise<void> {
    if (this.#isBlocked(accountId, from.address) || this.#isFull(accountId)) return
    try {
      const link = await this.#connect(accountId, ticket)
      if (link.participants.length === 0) link.leave()
      else this.#ownerOf(link)
    } catch (error) {
      if (explain(error).reason === 'unexpected') this.#log('an invitation could not be followed', error)
    }
  }

  /** Calls somebody into a conversation; one with a single person becomes a group. */
  invite(talk: Talk, address: string): Promise<void> {
    return talk.invite(address, this.#nameOf(talk.accountId, addressKey(address)))
  }

  /** Whether somebody can be expected to answer: a contact who is shown offline is not called because of typing. */
  reachable(talk: Talk): boolean {
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
    for (const link of talk.links) this.#owners.set(link, null)
    talk.leave()
    this.talks.forget(talk)
  }

  /** Leaves every switchboard of an account; its conversations stay. */
  leaveAll(accountId: AccountId): void {
    for (const talk of this.talks.ofAccount(accountId)) talk.leave()
    for (const link of this.#linksOf(accountId)) link.leave()
    this.#aborts.get(accountId)?.abort()
    this.#aborts.delete(accountId)
  }

  /** Resolves when nothing of an account is on its way any more. */
  async settled(accountId: AccountId): Promise<void> {
    await Promise.all(this.talks.ofAccount(accountId).map((talk) => talk.outbox.idle()))
  }

  async #openFor(talk: Talk): Promise<SwitchboardLink> {
    const account = this.#options.account(talk.accountId)
    if (account === null) throw new Refusal('not-signed-in')
    if (this.#isFull(talk.accountId)) throw new Refusal('too-fast')
    const address = await account.requestSwitchboard()
    const link = await this.#connect(talk.accountId, { ...address, sessionId: null })
    this.#give(link, talk)
    return link
  }

  async #connect(accountId: AccountId, ticket: SwitchboardTicket): Promise<SwitchboardLink> {
    const account = this.#options.account(accountId)
    if (account === null) throw new Refusal('not-signed-in')
    const { clock, openConnection } = this.#options.messenger
    this.#connecting++
    try {
      const { address, acknowledges } = account
      const link = await SwitchboardLink.open(
        {
          accountId,
          address,
          acknowledges,
          clock,
          openConnection,
          signal: this.#signalOf(accountId),
          onEvent: (from, event) => this.#onEvent(from, event),
          onClosed: (closed) => this.#onClosed(closed),
          onIdle: (idle) => this.#onIdle(idle),
        },
        ticket,
      )
      if (!this.#owners.has(link)) this.#owners.set(link, null)
      return link
    } finally {
      this.#connecting--
    }
  }

  #onEvent(link: SwitchboardLink, event: SwitchboardEvent): void {
    const owner = this.#owners.get(link) ?? null
    switch (event.type) {
      case 'joined':
        link.touch()
        if (owner?.joined(link, readable(event.who)) === false) this.#owners.set(link, null)
        break
      case 'left':
        owner?.left(link, addressKey(event.address), event.idle)
        break
      case 'message-received':
        this.#onMessage(link, readable(event.from), event.message)
    }
  }

  #onMessage(link: SwitchboardLink, from: Author, message: Message): void {
    if (this.#isBlocked(link.accountId, from.address)) return
    if (message.kind === 'typing') return this.#ownerOf(link)?.typing(from.address)
    const { messenger } = this.#options
    const entry = entryOf(message, from, { id: messenger.randomId(), at: messenger.clock.now() })
    if (entry === null) return
    const talk = this.#ownerOf(link) ?? this.#adopt(link, from)
    if (talk === null) return
    link.carried = true
    link.touch()
    talk.received(entry, from.address)
  }

  /** The conversation of a switchboard; where only one person is, the one that is open with that person. */
  #ownerOf(link: SwitchboardLink): Talk | null {
    const owner = this.#owners.get(link) ?? null
    const [only, ...more] = link.participants
    if (owner !== null || only === undefined || more.length > 0) return owner
    const talk = this.talks.withPerson(link.accountId, addressKey(only.address))
    if (talk !== null) this.#give(link, talk)
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
    this.#give(link, talk)
    return talk
  }

  #give(link: SwitchboardLink, talk: Talk): void {
    this.#owners.set(link, talk)
    talk.attach(link)
  }

  #onClosed(link: SwitchboardLink): void {
    this.#owners.get(link)?.linkClosed(link)
    this.#owners.delete(link)
  }

  /** A group is not left for being silent: the others would see somebody go. */
  #onIdle(link: SwitchboardLink): void {
    const owner = this.#owners.get(link) ?? null
    if (link.participants.length > 1 || owner?.outbox.awaits(link) === true) link.putOffIdle()
    else link.leave()
  }

  #signalOf(accountId: AccountId): AbortSignal {
    const abort = this.#aborts.get(accountId) ?? new AbortController()
    this.#aborts.set(accountId, abort)
    return abort.signal
  }

  #linksOf(accountId: AccountId): SwitchboardLink[] {
    return [...this.#owners.keys()].filter((link) => link.accountId === accountId)
  }

  #isFull(accountId: AccountId): boolean {
    return this.#linksOf(accountId).length + this.#connecting >= limits.switchboards
  }

  #isAloneWith(link: SwitchboardLink, accountId: AccountId, address: string): boolean {
    return link.accountId === accountId && link.participants.length === 1 && link.has(address)
  }

  #isBlocked(accountId: AccountId, address: string): boolean {
    const contact = this.#options.messenger.store.state.accounts[accountId]?.contacts[addressKey(address)]
    return contact?.lists.block ?? false
  }

  #nameOf(accountId: AccountId, address: string): string {
    return this.#options.messenger.store.state.accounts[accountId]?.contacts[address]?.name ?? address
  }

  #log(message: string, error: unknown): void {
    this.#options.messenger.log?.(message, error)
  }
}

/** A person of a switchboard as the state may hold it. */
const readable = ({ address, name }: Author): Author => ({
  address: addressKey(address),
  name: cutText(name),
})
