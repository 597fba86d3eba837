import type { AccountId } from '../../../app/account.ts'
import { addressKey } from '../../../app/contact.ts'
import type { Conversation, ConversationId } from '../../../app/conversation.ts'
import type { Event } from '../../../app/events.ts'
import type { HistoryId } from '../../../app/history.ts'
import type { Author, Entry, Notice } from '../../../app/message.ts'
import type { OwnLine } from '../../storage/outbox.ts'
import { durations } from '../limits.ts'
import { Refusal } from '../reasons.ts'
import type { Outbox } from './outbox.ts'
import type { SwitchboardLink } from './switchboard-link.ts'
import { TalkLines } from './talk-lines.ts'
import { TalkLinks } from './talk-links.ts'
import { TalkPeople } from './talk-people.ts'
import type { TalkSurroundings } from './talk-surroundings.ts'
import { TypingNotices } from './typing-notices.ts'
import { TypingWatch } from './typing.ts'
import { WayFinder } from './way-finder.ts'

type Given = Pick<Conversation, 'id' | 'accountId' | 'historyId' | 'group' | 'participants'>

/** The living side of a conversation: its people, the switchboards that carry it, what is on its way. */
export class Talk {
  readonly id: ConversationId
  readonly accountId: AccountId
  readonly people: TalkPeople
  readonly lines: TalkLines
  readonly links: TalkLinks
  readonly typingNotices: TypingNotices
  /** The user closed it while lines were on their way. */
  closing = false
  readonly #surroundings: TalkSurroundings
  readonly #typing: TypingWatch
  readonly #ways: WayFinder
  #nudgeSentAt = -Infinity

  constructor(surroundings: TalkSurroundings, given: Given) {
    const { clock, ledger } = surroundings
    const { id, accountId } = given
    const publish = (event: Event): void => surroundings.publish(event)
    const log = (message: string, error: unknown): void => surroundings.log(message, error)
    this.#surroundings = surroundings
    this.id = id
    this.accountId = accountId
    this.people = new TalkPeople({
      ...given,
      publish,
      notice: (notice) => this.#notice(notice),
      newGroupId: () => surroundings.newGroupId(),
    })
    this.#typing = new TypingWatch(clock, (address, typing) =>
      publish({ type: 'typing-changed', conversationId: id, address, typing }),
    )
    this.links = new TalkLinks({
      members: () => this.people.addresses,
      open: () => surroundings.openSwitchboard(this),
      onAdded: () => this.#ways.wake(),
      onUnreachable: (address) => this.people.lose(address, 'did-not-answer'),
    })
    this.typingNotices = new TypingNotices({ clock, links: this.links, log })
    this.#ways = new WayFinder({
      links: this.links,
      clock,
      isSignedIn: () => surroundings.isSignedIn(accountId),
      untilSignedIn: () => surroundings.untilSignedIn(accountId),
      areOffline: () => this.isOffline,
    })
    this.lines = new TalkLines({
      ...{ id, ledger, publish, log },
      place: () => ({
        accountId,
        historyId: this.historyId,
        group: this.people.group,
        people: this.people.all,
      }),
      findWay: () => this.#ways.find(),
      canLeave: () => !this.people.group && surroundings.canLeave(accountId),
      leave: ({ text, format }) =>
        surroundings.leave(accountId, this.people.addresses[0] ?? '', text, format),
    })
  }

  get outbox(): Outbox {
    return this.lines.outbox
  }

  /** Under which the history keeps it at the moment. */
  get historyId(): HistoryId {
    return this.people.historyId
  }

  /** Whether the contact list says that the only other person is offline, who may be in a room with us all the same. */
  get isOffline(): boolean {
    const [only] = this.people.addresses
    if (this.people.group || only === undefined) return false
    return this.#surroundings.isOffline(this.accountId, only)
  }

  /** Writes a line and sends it. @throws Refusal when it cannot be kept */
  write(line: OwnLine): void {
    this.lines.write(line)
    this.closing = false
    this.typingNotices.lineSent()
  }

  /** Sends a line again. @throws Refusal when there is nothing to send again */
  sendAgain(entryId: string): void {
    this.lines.sendAgain(entryId)
    this.closing = false
  }

  /** Takes the turn for a nudge. @throws Refusal when the last one was a moment ago, or nobody is there */
  takeNudgeTurn(): void {
    const now = this.#surroundings.clock.now()
    if (now - this.#nudgeSentAt < durations.betweenNudges) throw new Refusal('too-fast')
    if (this.isOffline && this.links.best()?.hasListeners !== true) throw new Refusal('contact-offline')
    this.#nudgeSentAt = now
  }

  /** Calls another person in. @throws (as a rejection) whatever kept the person out. */
  async invite(address: string, name: string): Promise<void> {
    const key = addressKey(address)
    if (this.people.has(key)) throw new Refusal('already-there')
    if (this.people.isFull) throw new Refusal('list-full')
    const link = await (this.people.all.length > 0 ? this.links.reach() : this.links.any())
    link.carried = true
    this.#notice({ kind: 'invited', who: { address: key, name } })
    try {
      await link.invite(address)
    } catch (error) {
      this.#notice({ kind: 'did-not-answer', who: { address: key, name } })
      throw error
    }
  }

  /** Somebody entered one of the switchboards. A third person on one that was not used yet is none of our business. */
  joined(link: SwitchboardLink, who: Author): void {
    const { people } = this
    if (people.has(addressKey(who.address)) || people.isFull) return
    if (!people.group && !link.carried) return this.#surroundings.release(link)
    if (!people.group) this.#becomeGroup(link)
    people.add(who)
  }

  left(link: SwitchboardLink, address: string, idle: boolean): void {
    if (link.participants.length === 0) this.outbox.roomEmptied(link)
    this.#typing.stopped(address)
    if (!idle) this.people.lose(address, 'left')
  }

  typing(address: string): void {
    if (this.people.has(address)) this.#typing.noticed(address)
  }

  received(entry: Entry, from: string): void {
    this.closing = false
    this.typingNotices.lineReceived()
    this.#add(entry)
    this.#typing.stopped(from)
  }

  /** A switchboard ended; where people were talking, something that they said may be lost behind the server. */
  linkClosed(link: SwitchboardLink): void {
    if (!this.links.remove(link)) return
    if (this.links.all.length === 0) this.#typing.clear()
    if (link.isLively) this.connectionLost()
  }

  /** Shows that something may be missing here: its writer was told that it arrived. */
  connectionLost(): void {
    this.#notice({ kind: 'connection-lost' })
  }

  /** The way to the servers is dead, and the switchboards with it, whatever their connections say. */
  abandonLinks(): void {
    for (const link of this.links.all) {
      this.linkClosed(link)
      link.leave()
    }
  }

  /** Leaves every switchboard without a word in the log. */
  leave(): void {
    for (const link of this.links.all) {
      this.#surroundings.release(link)
      link.leave()
    }
    this.#typing.clear()
    this.#ways.wake()
  }

  #becomeGroup(link: SwitchboardLink): void {
    for (const other of this.links.all) if (other !== link) this.#surroundings.release(other)
    this.#surroundings.onBecameGroup(this)
    this.people.becomeGroup()
  }

  #notice(notice: Notice): void {
    const { clock } = this.#surroundings
    this.#add({ id: this.#surroundings.randomId(), at: clock.now(), kind: 'notice', notice })
  }

  #add(entry: Entry): void {
    this.#surroundings.publish({ type: 'entry-added', conversationId: this.id, entry })
  }
}
