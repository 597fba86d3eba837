import type { AccountId } from '../../../app/account.ts'
import { addressKey } from '../../../app/contact.ts'
import type { Conversation, ConversationId } from '../../../app/conversation.ts'
import type { Event } from '../../../app/events.ts'
import type { HistoryId } from '../../../app/history.ts'
import type { Author, Entry, Notice } from '../../../app/message.ts'
import type { Clock } from '../../protocol/clock.ts'
import { durations, limits } from '../limits.ts'
import { Outbox, type OutgoingLine } from './outbox.ts'
import { Refusal } from '../reasons.ts'
import type { SwitchboardLink } from './switchboard-link.ts'
import { TalkLinks } from './talk-links.ts'
import { TypingNotices } from './typing-notices.ts'
import { TypingWatch } from './typing.ts'

/** What a conversation asks of its surroundings. */
export interface TalkSurroundings {
  readonly clock: Clock
  randomId(): string
  publish(event: Event): void
  log(message: string, error: unknown): void
  isSignedIn(accountId: AccountId): boolean
  /** Resolves as soon as it is so. @throws Refusal (as a rejection) when nobody tries to sign in any more */
  untilSignedIn(accountId: AccountId): Promise<void>
  /** Opens a new, empty switchboard and gives it to the conversation. */
  openSwitchboard(talk: Talk): Promise<SwitchboardLink>
  /** The switchboard is not the conversation's any more. */
  release(link: SwitchboardLink): void
  onBecameGroup(talk: Talk): void
}

/** Under which the history keeps a conversation of several people, from now on. */
export const newGroupId = (surroundings: TalkSurroundings): HistoryId => `group:${surroundings.randomId()}`

/** The living side of a conversation: its people, the switchboards that carry it, what is on its way. */
export class Talk {
  readonly id: ConversationId
  readonly accountId: AccountId
  readonly outbox: Outbox
  readonly links: TalkLinks
  readonly typingNotices: TypingNotices
  /** The user closed it while lines were on their way. */
  closing = false
  readonly #surroundings: TalkSurroundings
  readonly #typing: TypingWatch
  readonly #members = new Map<string, Author>()
  #group: boolean
  #historyId: HistoryId
  #nudgeSentAt = -Infinity

  constructor(
    surroundings: TalkSurroundings,
    {
      id,
      accountId,
      historyId,
      group,
      participants,
    }: Pick<Conversation, 'id' | 'accountId' | 'historyId' | 'group' | 'participants'>,
  ) {
    this.#surroundings = surroundings
    this.id = id
    this.accountId = accountId
    this.#group = group
    this.#historyId = historyId
    for (const who of participants) this.#members.set(addressKey(who.address), who)
    this.#typing = new TypingWatch(surroundings.clock, (address, typing) =>
      surroundings.publish({ type: 'typing-changed', conversationId: id, address, typing }),
    )
    this.links = new TalkLinks({
      members: () => this.members,
      open: () => surroundings.openSwitchboard(this),
      isSignedIn: () => surroundings.isSignedIn(accountId),
      untilSignedIn: () => surroundings.untilSignedIn(accountId),
      onUnreachable: (address) => this.#lose(address, 'did-not-answer'),
    })
    this.typingNotices = new TypingNotices({
      clock: surroundings.clock,
      links: this.links,
      log: (message, error) => surroundings.log(message, error),
    })
    this.outbox = new Outbox({
      reach: () => this.links.reachPatiently(),
      onSettled: (entryId, delivery) =>
        surroundings.publish({ type: 'delivery-changed', conversationId: id, entryId, delivery }),
      log: (message, error) => surroundings.log(message, error),
    })
  }

  get group(): boolean {
    return this.#group
  }

  /** Under which the history keeps it at the moment. */
  get historyId(): HistoryId {
    return this.#historyId
  }

  /** The addresses of the others, there or not. */
  get members(): readonly string[] {
    return [...this.#members.keys()]
  }

  /** Sends a line, or sends it again. */
  send(line: OutgoingLine): void {
    this.closing = false
    this.typingNotices.lineSent()
    this.outbox.add(line)
  }

  /** Takes the turn for a nudge. @throws Refusal when the last one was a moment ago. */
  takeNudgeTurn(): void {
    const now = this.#surroundings.clock.now()
    if (now - this.#nudgeSentAt < durations.betweenNudges) throw new Refusal('too-fast')
    this.#nudgeSentAt = now
  }

  /** Calls another person in. @throws (as a rejection) whatever kept the person out. */
  async invite(address: string, name: string): Promise<void> {
    const key = addressKey(address)
    if (this.#members.has(key)) throw new Refusal('already-there')
    if (this.#members.size >= limits.participants) throw new Refusal('list-full')
    const link = await (this.#members.size > 0 ? this.links.reach() : this.links.any())
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
    const key = addressKey(who.address)
    if (this.#members.has(key) || this.#members.size >= limits.participants) return
    if (!this.#group && !link.carried) return this.#surroundings.release(link)
    if (!this.#group) this.#becomeGroup(link)
    this.#members.set(key, who)
    this.#publish({ type: 'participant-joined', conversationId: this.id, who })
    this.#notice({ kind: 'joined', who })
  }

  left(link: SwitchboardLink, address: string, idle: boolean): void {
    if (link.participants.length === 0) this.outbox.roomEmptied(link)
    this.#typing.stopped(address)
    if (this.#group && !idle) this.#lose(address, 'left')
  }

  typing(address: string): void {
    if (this.#members.has(address)) this.#typing.noticed(address)
  }

  received(entry: Entry, from: string): void {
    this.closing = false
    this.typingNotices.lineReceived()
    this.#add(entry)
    this.#typing.stopped(from)
  }

  /** A switchboard ended; where people of a group were talking, one may miss what they say. */
  linkClosed(link: SwitchboardLink): void {
    if (!this.links.remove(link)) return
    if (this.links.all.length === 0) this.#typing.clear()
    if (this.#group && link.isLively) this.#notice({ kind: 'connection-lost' })
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
  }

  #becomeGroup(link: SwitchboardLink): void {
    this.#group = true
    this.#historyId = newGroupId(this.#surroundings)
    for (const other of this.links.all) if (other !== link) this.#surroundings.release(other)
    this.#surroundings.onBecameGroup(this)
    this.#publish({ type: 'became-group', conversationId: this.id, historyId: this.#historyId })
  }

  #lose(address: string, kind: 'left' | 'did-not-answer'): void {
    const who = this.#members.get(address)
    if (who === undefined || !this.#group) return
    this.#members.delete(address)
    this.#publish({ type: 'participant-left', conversationId: this.id, address: who.address })
    this.#notice({ kind, who })
  }

  #notice(notice: Notice): void {
    const surroundings = this.#surroundings
    this.#add({ id: surroundings.randomId(), at: surroundings.clock.now(), kind: 'notice', notice })
  }

  #add(entry: Entry): void {
    this.#publish({ type: 'entry-added', conversationId: this.id, entry })
  }

  #publish(event: Event): void {
    this.#surroundings.publish(event)
  }
}
