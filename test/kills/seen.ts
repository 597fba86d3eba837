import type { Conversation } from '../../app/conversation.ts'
import type { Event } from '../../app/events.ts'
import type { Delivery, Entry } from '../../app/message.ts'
import type { OutputLine } from './program-run.ts'

/** What the user saw in all runs until now: every line, and what was said last of what became of it. */
export class Seen {
  readonly entries = new Map<string, Entry>()
  readonly deliveries = new Map<string, Delivery>()
  /** Lines that the program said it has. */
  readonly accepted = new Set<string>()
  /** Of this run. */
  readonly conversations = new Map<string, Conversation>()

  /** A program began. */
  begin(): void {
    this.conversations.clear()
  }

  take({ event, call, result }: OutputLine): void {
    if (event !== undefined) this.#event(event)
    if (call === 'sendMessage' && result?.ok === true) this.accepted.add(String(result.value))
  }

  /** The user's lines that may have arrived, and wait for him to say what shall be done. */
  get uncertain(): readonly (readonly [conversationId: string, entryId: string])[] {
    return [...this.conversations.values()].flatMap(({ id, group, entries }) =>
      group
        ? []
        : entries
            .filter((entry) => this.deliveries.get(entry.id)?.state === 'uncertain')
            .map((entry) => [id, entry.id] as const),
    )
  }

  /** A conversation of several that is open. */
  get group(): Conversation | null {
    return [...this.conversations.values()].find(({ group }) => group) ?? null
  }

  #event(event: Event): void {
    if (event.type === 'snapshot')
      for (const conversation of Object.values(event.state.conversations)) this.#open(conversation)
    if (event.type === 'conversation-opened') this.#open(event.conversation)
    if (event.type === 'conversation-closed') this.conversations.delete(event.conversationId)
    if (event.type === 'entry-added') this.#entry(event.entry)
    if (event.type === 'delivery-changed') this.deliveries.set(event.entryId, event.delivery)
  }

  #open(conversation: Conversation): void {
    this.conversations.set(conversation.id, conversation)
    for (const entry of conversation.entries) this.#entry(entry)
  }

  #entry(entry: Entry): void {
    this.entries.set(entry.id, entry)
    if (entry.kind !== 'notice' && entry.mine) this.deliveries.set(entry.id, entry.delivery)
  }
}
