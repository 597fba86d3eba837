import type { AccountId } from '../../app/account.ts'
import { addressKey } from '../../app/contact.ts'
import type { ConversationId } from '../../app/conversation.ts'
import type { Event } from '../../app/events.ts'
import type { Author, Entry, Notice } from '../../app/message.ts'
import type { Clock } from '../protocol/clock.ts'
import { ClosedError } from '../protocol/errors.ts'
import { durations, limits } from './limits.ts'
import { Outbox, type OutgoingLine } from './outbox.ts'
import { explain, Refusal } from './reasons.ts'
import type { SwitchboardLink } from './switchboard-link.ts'
import { TypingWatch } from './typing.ts'

/** What a conversation asks of its surroundings. */
export interface TalkSurroundings {
  readonly clock: Clock
  randomId(): string
  publish(event: Event): void
  log(message: string, error: unknown): void
  /** Opens a new, empty switchboard and gives it to the conversation. */
  openSwitchboard(talk: Talk): Promise<SwitchboardLink>
  /** The conversation became a group: its other switchboards are not its own any more. */
  onBecameGroup(talk: Talk, released: readonly SwitchboardLink[]): void
}

/** The living side of a conversation: its people, the switchboards that carry it, what is on its way. */
export class Talk {
  readonly id: ConversationId
  readonly accountId: AccountId
  readonly outbox: Outbox
  /** The user closed it while lines were on their way. */
  closing = false
  readonly #surroundings: TalkSurroundings
  readonly #typing: TypingWatch
  readonly #members = new Map<string, Author>()
  readonly #links = new Set<SwitchboardLink>()
  #group: boolean
  #reaching: Promise<SwitchboardLink> | null = null
  #typingSentAt = -Infinity
  #typingHeldOffUntil = -Infinity
  #nudgeSentAt = -Infinity

  constructor(
    surroundings: TalkSurroundings,
    {
      id,
      accountId,
      group,
      participants,
    }: { id: ConversationId; accountId: AccountId; group: boolean; participants: readonly Author[] },
  ) {
    this.#surroundings = surroundings
    this.id = id
    this.accountId = accountId
    this.#group = group
    for (const who of participants) this.#members.set(addressKey(who.address), who)
    this.#typing = new TypingWatch(surroundings.clock, (address, typing) =>
      surroundings.publish({ type: 'typing-changed', conversationId: id, address, typing }),
    )
    this.outbox = new Outbox({
      reach: () => this.#reach(),
      onSettled: (entryId, delivery) =>
        surroundings.publish({ type: 'delivery-changed', conversationId: id, entryId, delivery }),
      log: (message, error) => surroundings.log(message, error),
    })
  }

  get group(): boolean {
    return this.#group
  }

  get links(): readonly SwitchboardLink[] {
    return [...this.#links]
  }

  /** The addresses of the others, there or not. */
  get members(): readonly string[] {
    return [...this.#members.keys()]
  }

  attach(link: SwitchboardLink): void {
    this.#links.add(link)
  }

  /** Sends a line, or sends it again. */
  send(line: OutgoingLine): void {
    this.closing = false
    this.#typingSentAt = -Infinity
    this.outbox.add(line)
  }

  /** Takes the turn for a nudge. @throws Refusal when the last one was a moment ago. */
  takeNudgeTurn(): void {
    const now = this.#surroundings.clock.now()
    if (now - this.#nudgeSentAt < durations.betweenNudges) throw new Refusal('too-fast')
    this.#nudgeSentAt = now
  }

  /** The user is typing: a notice goes out when one is due; for somebody who can be reached it opens a switchboard. */
  reportTyping(reachable: boolean): void {
    const now = this.#surroundings.clock.now()
    if (now - this.#typingSentAt < durations.betweenTypingNotices) return
    const link = this.#bestLink()
    if (link?.hasListeners === true) {
      this.#typingSentAt = now
      link.sendTyping()
    } else if (reachable && now >= this.#typingHeldOffUntil) {
      this.#typingSentAt = now
      this.#ringForTyping(now)
    }
  }

  /** Calls another person in. @throws (as a rejection) whatever kept the person out. */
  async invite(address: string, name: string): Promise<void> {
    const key = addressKey(address)
    if (this.#members.has(key)) throw new Refusal('already-there')
    if (this.#members.size >= limits.participants) throw new Refusal('list-full')
    const link = await (this.#members.size > 0 ? this.#reach() : this.#anyLink())
    link.carried = true
    this.#notice({ kind: 'invited', who: { address: key, name } })
    try {
      await link.invite(address)
    } catch (error) {
      this.#notice({ kind: 'did-not-answer', who: { address: key, name } })
      throw error
    }
  }

  /** Somebody entered one of the switchboards. False when the switchboard is not this conversation's any more. */
  joined(link: SwitchboardLink, who: Author): boolean {
    const key = addressKey(who.address)
    if (this.#members.has(key)) return true
    if (this.#members.size >= limits.participants) return true
    if (!this.#group) {
      if (!link.carried) return this.#release(link)
      this.#becomeGroup(link)
    }
    this.#members.set(key, who)
    this.#publish({ type: 'participant-joined', conversationId: this.id, who })
    this.#notice({ kind: 'joined', who })
    return true
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
    this.#typingHeldOffUntil = -Infinity
    this.#add(entry)
    this.#typing.stopped(from)
  }

  /** A switchboard ended; where people of a group were talking, one may miss what they say. */
  linkClosed(link: SwitchboardLink): void {
    if (!this.#links.delete(link)) return
    if (this.#links.size === 0) this.#typing.clear()
    if (this.#group && link.isLively) this.#notice({ kind: 'connection-lost' })
  }

  /** Leaves every switchboard without a word in the log. */
  leave(): void {
    const links = this.links
    this.#links.clear()
    for (const link of links) link.leave()
    this.#typing.clear()
  }

  /** Of several switchboards one where everybody is, then the one used last. */
  #bestLink(): SwitchboardLink | null {
    const score = (link: SwitchboardLink) => Number(this.#missing(link).length === 0)
    const links = this.links.filter((link) => link.open)
    links.sort((a, b) => score(b) - score(a) || b.lastUsedAt - a.lastUsedAt)
    return links[0] ?? null
  }

  #missing(link: SwitchboardLink): readonly string[] {
    return [...this.#members.keys()].filter((address) => !link.has(address))
  }

  /** A switchboard with everybody who can be had on it. */
  #reach(): Promise<SwitchboardLink> {
    this.#reaching ??= this.#findOrOpen().finally(() => (this.#reaching = null))
    return this.#reaching
  }

  async #findOrOpen(): Promise<SwitchboardLink> {
    const link = this.#bestLink()
    if (link === null) return this.#open()
    try {
      return await this.#fill(link)
    } catch (error) {
      // An old connection may have been dead for long without a sign.
      if (!(error instanceof ClosedError)) throw error
      return this.#open()
    }
  }

  async #open(): Promise<SwitchboardLink> {
    return this.#fill(await this.#surroundings.openSwitchboard(this))
  }

  async #anyLink(): Promise<SwitchboardLink> {
    return this.#bestLink() ?? this.#surroundings.openSwitchboard(this)
  }

  async #fill(link: SwitchboardLink): Promise<SwitchboardLink> {
    if (this.#members.size === 0) throw new Refusal('not-delivered')
    const missing = this.#missing(link)
    const answers = await Promise.allSettled(missing.map((address) => link.invite(address)))
    const refusals = missing.flatMap((address, at) => (answers[at]?.status === 'rejected' ? [address] : []))
    const refused = answers.find((answer) => answer.status === 'rejected')
    if (refused !== undefined && link.participants.length === 0) throw refused.reason as Error
    for (const address of refusals) this.#lose(address, 'did-not-answer')
    return link
  }

  #ringForTyping(at: number): void {
    this.#reach().then(
      (link) => {
        if (this.#typingSentAt === at && link.hasListeners) link.sendTyping()
      },
      (error: unknown) => {
        this.#typingHeldOffUntil = at + durations.typingHoldOff
        if (explain(error).reason === 'unexpected') this.#surroundings.log('typing notice', error)
      },
    )
  }

  #release(link: SwitchboardLink): false {
    this.#links.delete(link)
    return false
  }

  #becomeGroup(link: SwitchboardLink): void {
    this.#group = true
    const released = this.links.filter((other) => other !== link)
    for (const other of released) this.#links.delete(other)
    this.#publish({ type: 'became-group', conversationId: this.id })
    this.#surroundings.onBecameGroup(this, released)
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
