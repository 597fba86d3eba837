import type { AccountId } from '../../../app/account.ts'
import { addressKey } from '../../../app/contact.ts'
import type { HistoryId, HistoryScope } from '../../../app/history.ts'
import type { Author } from '../../../app/message.ts'
import type { Invitation, SwitchboardEvent } from '../../protocol/events.ts'
import type { Message } from '../../protocol/messages/message.ts'
import type { OfflineMessage } from '../../protocol/offline-messages/offline-messages.ts'
import type { NewLine } from '../../storage/history/history.ts'
import type { OfflineWay } from '../offline-messages/offline-way.ts'
import type { MessengerOptions } from '../options.ts'
import { explain, Refusal } from '../reasons.ts'
import { KeptLines } from './kept-lines.ts'
import { LineLedger } from './line-ledger.ts'
import { readable, Reception } from './reception.ts'
import { LostCallError, type SwitchboardLink } from './switchboard-link.ts'
import { SwitchboardList, type SwitchboardSource } from './switchboard-list.ts'
import { TalkList } from './talk-list.ts'
import { surroundingsOf } from './talk-surroundings.ts'
import type { Talk } from './talk.ts'
import { Whereabouts } from './whereabouts.ts'

/** What the conversations need. */
export interface ConversationsOptions {
  readonly messenger: MessengerOptions
  /** Leaves texts for people who are offline. */
  readonly offline: OfflineWay
  /** Where everything is kept that is said. */
  readonly history: {
    /** Writes it. Whether nothing is left to be written. */
    flush(): boolean
    /** Keeps lines that may not be in it. */
    remember(lines: readonly NewLine[]): void
  }
  /** Null while the account is not signed in. */
  account(accountId: AccountId): SwitchboardSource | null
}

/** Brings conversations, switchboards and the outbox together: what comes in finds its conversation, what goes out its way. */
export class Conversations {
  readonly talks: TalkList
  readonly #options: ConversationsOptions
  readonly #whereabouts: Whereabouts
  readonly #switchboards: SwitchboardList
  readonly #ledger: LineLedger
  readonly #keptLines: KeptLines
  readonly #reception: Reception

  constructor(options: ConversationsOptions) {
    const { messenger } = options
    const { outbox, drafts, store, clock } = messenger
    const log = (message: string, error: unknown): void => messenger.log?.(message, error)
    this.#options = options
    this.#whereabouts = new Whereabouts(messenger)
    this.#ledger = new LineLedger({
      ...{ outbox, clock, log },
      publish: (event) => store.publish(event),
      keep: () => options.history.flush(),
    })
    this.#switchboards = new SwitchboardList({
      messenger,
      account: (accountId) => options.account(accountId),
      onEvent: (link, event) => this.#onEvent(link, event),
      onLost: (link) => this.#reception.lostSwitchboard(link),
    })
    this.talks = new TalkList({
      ...surroundingsOf({ ...options, log, ledger: this.#ledger, whereabouts: this.#whereabouts }),
      openSwitchboard: (talk) => this.#openFor(talk),
      release: (link) => this.#switchboards.release(link),
      onBecameGroup: (talk) => this.talks.becameGroup(talk),
    })
    this.#keptLines = new KeptLines({
      ...{ outbox, drafts, store, clock, log, ledger: this.#ledger, talks: this.talks },
      open: ({ accountId, people, group, historyId }) => this.#open(accountId, people, group, historyId),
      remember: (lines) => options.history.remember(lines),
    })
    this.#reception = new Reception({
      ...{ messenger, talks: this.talks, switchboards: this.#switchboards, whereabouts: this.#whereabouts },
      open: (accountId, people, group) => this.#open(accountId, people, group),
    })
    store.subscribe((event, _state, before) => {
      if (event.type !== 'connection-changed' || event.connection.state !== 'signed-in') return
      if (before.accounts[event.accountId]?.connection.state === 'signing-in')
        this.#keptLines.restore(event.accountId)
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
    const talk = this.#open(accountId, [{ address: key, name: this.#whereabouts.nameOf(accountId, key) }])
    for (const link of this.#switchboards.free(accountId)) {
      if (link.participants.length === 1 && link.has(key)) this.#switchboards.give(link, talk)
    }
    return talk
  }

  /** Somebody calls us into a switchboard. A blocked person rings in vain; nothing is shown before something is said. */
  async invited(accountId: AccountId, { from, ...ticket }: Invitation): Promise<void> {
    const isUnwanted = this.#whereabouts.isBlocked(accountId, from.address)
    if (isUnwanted || this.#switchboards.isFull(accountId)) return
    try {
      const link = await this.#switchboards.enter(accountId, ticket)
      if (link.participants.length === 0) link.leave()
      else this.#reception.ownerOf(link)
    } catch (error) {
      if (error instanceof LostCallError) this.#reception.lostCall(accountId, from)
      else if (explain(error).reason === 'unexpected')
        this.#options.messenger.log?.('an invitation could not be followed', error)
    }
  }

  /** Somebody said something without a switchboard, by way of the notification server. */
  relayed(accountId: AccountId, from: Author, message: Message): void {
    this.#reception.relayed(accountId, from, message)
  }

  /** Shows what was left while the user was away. Answers those messages for which there was room; others should stay where they are. */
  receivedOffline(accountId: AccountId, messages: readonly OfflineMessage[]): readonly OfflineMessage[] {
    return this.#reception.receivedOffline(accountId, messages)
  }

  /** Calls somebody into a conversation; one with a single person becomes a group. */
  invite(talk: Talk, address: string): Promise<void> {
    return talk.invite(address, this.#whereabouts.nameOf(talk.accountId, addressKey(address)))
  }

  /** Whether somebody can be expected to answer: a contact who is shown offline is not called because of typing. */
  reachable({ accountId, people }: Talk): boolean {
    if (this.#options.account(accountId) === null) return false
    return people.addresses.some((address) => !this.#whereabouts.isShownOffline(accountId, address))
  }

  /**
   * Leaves a conversation and forgets it, once what was written in it arrived. Lines that did not arrive stay on disk, and
   * are there again when it is opened again.
   * @throws Refusal when some of what was on its way did not arrive: the conversation stays, to show that.
   */
  async close(talk: Talk): Promise<void> {
    talk.closing = true
    const { outbox } = talk
    const sending = outbox.undelivered.filter((id) => outbox.isSending(id))
    await outbox.idle()
    if (!talk.closing) return
    if (sending.some((id) => outbox.has(id))) throw new Refusal('not-delivered')
    talk.leave()
    this.talks.forget(talk)
  }

  /** Leaves every switchboard of an account; its conversations stay. */
  leaveAll(accountId: AccountId): void {
    for (const talk of this.talks.ofAccount(accountId)) talk.leave()
    this.#switchboards.leave(accountId)
    this.#ledger.clean()
  }

  /** The way to an account's servers is dead: what is written from now on needs new switchboards. */
  abandonLinks(accountId: AccountId): void {
    for (const talk of this.talks.ofAccount(accountId)) talk.abandonLinks()
  }

  /** Leaves and forgets every conversation of an account, with the lines that did not arrive and the drafts. */
  forgetAll(accountId: AccountId): void {
    this.leaveAll(accountId)
    for (const talk of this.talks.ofAccount(accountId)) this.talks.forget(talk)
    this.#keptLines.forget(accountId)
  }

  /** Takes a part of what was said out of the conversations, and out of the outbox what is not on its way. */
  forgetLines(scope: HistoryScope): void {
    this.#keptLines.forgetLines(scope)
  }

  /** The program ends, and every account is signed out next: what was not sent then is sent when it runs again. */
  programEnds(): void {
    this.#ledger.programEnds()
  }

  /** Resolves when nothing of an account is on its way any more. */
  async settled(accountId: AccountId): Promise<void> {
    await Promise.all(this.talks.ofAccount(accountId).map((talk) => talk.outbox.idle()))
  }

  /** Lines that were left there before are there again. */
  #open(accountId: AccountId, people: readonly Author[], group = false, historyId?: HistoryId): Talk {
    const [first] = people
    const talk =
      group || first === undefined
        ? this.talks.openGroup(accountId, people, historyId)
        : this.talks.openWith(accountId, first)
    this.#keptLines.restoreInto(talk)
    return talk
  }

  /** Whoever came in would talk to nobody where the conversation was closed meanwhile. */
  async #openFor(talk: Talk): Promise<SwitchboardLink> {
    const link = await this.#switchboards.open(talk.accountId)
    if (this.talks.has(talk)) {
      this.#switchboards.give(link, talk)
      return link
    }
    link.leave()
    throw new Refusal('not-available')
  }

  #onEvent(link: SwitchboardLink, event: SwitchboardEvent): void {
    switch (event.type) {
      case 'joined':
        link.touch()
        return this.#switchboards.owner(link)?.joined(link, readable(event.who))
      case 'left':
        return this.#switchboards.owner(link)?.left(link, addressKey(event.address), event.idle)
      case 'message-received':
        return this.#reception.message(link, readable(event.from), event.message)
      case 'own-message':
        return this.#reception.ownMessage(link, readable(event.from), event.message)
    }
  }
}
