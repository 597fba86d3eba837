import type { AccountId } from '../../../app/account.ts'
import { conversationIdOf, type ConversationId } from '../../../app/conversation.ts'
import { historyIdOf } from '../../../app/history.ts'
import type { Author, Delivery } from '../../../app/message.ts'
import type { Store } from '../store.ts'
import { newGroupId, Talk, type TalkSurroundings } from './talk.ts'

/**
 * The conversations by id. A conversation with one person keeps its id, its window and its lines when it becomes a
 * group; a later one with the same person alone is a new conversation, and gets the next free id.
 */
export class TalkList {
  readonly #store: Store
  readonly #surroundings: TalkSurroundings
  readonly #talks = new Map<ConversationId, Talk>()
  /** Conversations with one person, by the id that such a conversation has at first. */
  readonly #withPerson = new Map<string, Talk>()

  constructor(store: Store, surroundings: TalkSurroundings) {
    this.#store = store
    this.#surroundings = surroundings
  }

  get(id: ConversationId): Talk | null {
    return this.#talks.get(id) ?? null
  }

  withPerson(accountId: AccountId, address: string): Talk | null {
    return this.#withPerson.get(conversationIdOf(accountId, address)) ?? null
  }

  ofAccount(accountId: AccountId): readonly Talk[] {
    return [...this.#talks.values()].filter((talk) => talk.accountId === accountId)
  }

  /** Makes a conversation and publishes it. */
  open(accountId: AccountId, participants: readonly Author[], group: boolean): Talk {
    const [first] = participants
    const personal = conversationIdOf(accountId, group || first === undefined ? '' : first.address)
    const id = this.#freeId(group ? `${personal}${this.#surroundings.randomId()}` : personal)
    const historyId =
      group || first === undefined ? newGroupId(this.#surroundings) : historyIdOf(first.address)
    const talk = new Talk(this.#surroundings, { id, accountId, historyId, group, participants })
    this.#talks.set(id, talk)
    if (!group) this.#withPerson.set(personal, talk)
    this.#surroundings.publish({
      type: 'conversation-opened',
      conversation: {
        id,
        accountId,
        historyId,
        group,
        participants,
        entries: [],
        typing: [],
        lastReceivedAt: null,
        unread: 0,
      },
    })
    return talk
  }

  becameGroup(talk: Talk): void {
    for (const [key, other] of this.#withPerson) if (other === talk) this.#withPerson.delete(key)
  }

  forget(talk: Talk): void {
    this.#talks.delete(talk.id)
    this.becameGroup(talk)
    this.#surroundings.publish({ type: 'conversation-closed', conversationId: talk.id })
  }

  /** The ids of one's own lines with one of these fates. */
  linesInState(talk: Talk, states: readonly Delivery['state'][]): readonly string[] {
    const entries = this.#store.state.conversations[talk.id]?.entries ?? []
    return entries.flatMap((entry) =>
      entry.kind !== 'notice' && states.includes(entry.delivery.state) ? [entry.id] : [],
    )
  }

  #freeId(wanted: ConversationId): ConversationId {
    let id = wanted
    for (let number = 2; this.#talks.has(id); number++) id = `${wanted}#${number}`
    return id
  }
}
