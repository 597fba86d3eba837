import { addressKey } from '../../../app/contact.ts'
import type { Conversation, ConversationId } from '../../../app/conversation.ts'
import type { Event } from '../../../app/events.ts'
import type { HistoryId } from '../../../app/history.ts'
import type { Author, Notice } from '../../../app/message.ts'
import { limits } from '../limits.ts'

/** What the people of a conversation need. */
export interface TalkPeopleOptions extends Pick<Conversation, 'id' | 'historyId' | 'group' | 'participants'> {
  publish(event: Event): void
  notice(notice: Notice): void
  /** Under which the history keeps it once it is a group. */
  newGroupId(): HistoryId
}

/** With whom a conversation is held, there or not. */
export class TalkPeople {
  readonly #options: TalkPeopleOptions
  readonly #conversationId: ConversationId
  readonly #members = new Map<string, Author>()
  #group: boolean
  #historyId: HistoryId

  constructor(options: TalkPeopleOptions) {
    this.#options = options
    this.#conversationId = options.id
    this.#group = options.group
    this.#historyId = options.historyId
    for (const who of options.participants) this.#members.set(addressKey(who.address), who)
  }

  get group(): boolean {
    return this.#group
  }

  /** Under which the history keeps the conversation at the moment. */
  get historyId(): HistoryId {
    return this.#historyId
  }

  /** Their addresses, in lower case. */
  get addresses(): readonly string[] {
    return [...this.#members.keys()]
  }

  get all(): readonly Author[] {
    return [...this.#members.values()]
  }

  get isFull(): boolean {
    return this.#members.size >= limits.participants
  }

  has(address: string): boolean {
    return this.#members.has(address)
  }

  add(who: Author): void {
    this.#members.set(addressKey(who.address), who)
    this.#options.publish({ type: 'participant-joined', conversationId: this.#conversationId, who })
    this.#options.notice({ kind: 'joined', who })
  }

  /** The other of two stays, wherever he is. */
  lose(address: string, kind: 'left' | 'did-not-answer'): void {
    const who = this.#members.get(address)
    if (who === undefined || !this.#group) return
    this.#members.delete(address)
    const conversationId = this.#conversationId
    this.#options.publish({ type: 'participant-left', conversationId, address: who.address })
    this.#options.notice({ kind, who })
  }

  becomeGroup(): void {
    this.#group = true
    this.#historyId = this.#options.newGroupId()
    const conversationId = this.#conversationId
    this.#options.publish({ type: 'became-group', conversationId, historyId: this.#historyId })
  }
}
