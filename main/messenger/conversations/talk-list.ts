import type { AccountId } from '../../../app/account.ts'
import { conversationIdOf, type Conversation, type ConversationId } from '../../../app/conversation.ts'
import { historyIdOf, type HistoryId } from '../../../app/history.ts'
import type { Author } from '../../../app/message.ts'
import type { TalkSurroundings } from './talk-surroundings.ts'
import { Talk } from './talk.ts'

/**
 * The conversations by id. A conversation with one person keeps its id, its window and its lines when it becomes a
 * group; a later one with the same person alone is a new conversation, and gets the next free id.
 */
export class TalkList {
  readonly #surroundings: TalkSurroundings
  readonly #talks = new Map<ConversationId, Talk>()
  /** Conversations with one person, by the id that such a conversation has at first. */
  readonly #withPerson = new Map<string, Talk>()

  constructor(surroundings: TalkSurroundings) {
    this.#surroundings = surroundings
  }

  get(id: ConversationId): Talk | null {
    return this.#talks.get(id) ?? null
  }

  /** Whether the conversation is open. */
  has(talk: Talk): boolean {
    return this.#talks.get(talk.id) === talk
  }

  withPerson(accountId: AccountId, address: string): Talk | null {
    return this.#withPerson.get(conversationIdOf(accountId, address)) ?? null
  }

  /** The open conversation that the history keeps under this name. */
  withHistory(accountId: AccountId, historyId: HistoryId): Talk | null {
    return this.ofAccount(accountId).find((talk) => talk.historyId === historyId) ?? null
  }

  get all(): readonly Talk[] {
    return [...this.#talks.values()]
  }

  ofAccount(accountId: AccountId): readonly Talk[] {
    return this.all.filter((talk) => talk.accountId === accountId)
  }

  /** Makes the conversation with one person and publishes it. */
  openWith(accountId: AccountId, person: Author): Talk {
    const personal = conversationIdOf(accountId, person.address)
    const historyId = historyIdOf(person.address)
    const talk = this.#open(personal, { accountId, historyId, group: false, participants: [person] })
    this.#withPerson.set(personal, talk)
    return talk
  }

  /** Makes a conversation with several people and publishes it; one of before goes on under its name in the history. */
  openGroup(accountId: AccountId, participants: readonly Author[], historyId?: HistoryId): Talk {
    const id = conversationIdOf(accountId, this.#surroundings.randomId())
    return this.#open(id, {
      accountId,
      historyId: historyId ?? this.#surroundings.newGroupId(),
      group: true,
      participants,
    })
  }

  becameGroup(talk: Talk): void {
    for (const [key, other] of this.#withPerson) if (other === talk) this.#withPerson.delete(key)
  }

  forget(talk: Talk): void {
    if (!this.has(talk)) return
    this.#talks.delete(talk.id)
    this.becameGroup(talk)
    this.#surroundings.publish({ type: 'conversation-closed', conversationId: talk.id })
  }

  #open(
    wanted: ConversationId,
    given: Pick<Conversation, 'accountId' | 'historyId' | 'group' | 'participants'>,
  ): Talk {
    const id = this.#freeId(wanted)
    const talk = new Talk(this.#surroundings, { id, ...given })
    this.#talks.set(id, talk)
    this.#surroundings.publish({
      type: 'conversation-opened',
      conversation: { id, ...given, entries: [], typing: [], lastReceivedAt: null, unread: 0 },
    })
    return talk
  }

  #freeId(wanted: ConversationId): ConversationId {
    let id = wanted
    for (let number = 2; this.#talks.has(id); number++) id = `${wanted}#${number}`
    return id
  }
}
