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

  /** In which conversations lines were shown, in this run. */
  readonly #places = new Map<string, string>()

  /** A program began. */
  begin(): void {
    this.conversations.clear()
    this.#places.clear()
  }

  take({ event, call, result }: OutputLine): void {
    if (event !== undefined) this.#event(event)
    if (call === 'sendMessage' && result?.ok === true) this.accepted.add(String(result.value))
  }

  /** The user's texts to one person that may have arrived, and wait for him to say what shall be done. */
  get uncertain(): readonly (readonly [conversationId: string, entryId: string])[] {
    return [...this.#places].flatMap(([id, place]) =>
      this.deliveries.get(id)?.state === 'uncertain' && this.conversations.get(place)?.group === false
        ? [[place, id] as const]
        : [],
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
    if (event.type === 'entry-added') this.#entry(event.entry, event.conversationId)
    if (event.type === 'delivery-changed') this.deliveries.set(event.entryId, event.delivery)
  }

  #open(conversation: Conversation): void {
    this.conversations.set(conversation.id, conversation)
    for (const entry of conversation.entries) this.#entry(entry, conversation.id)
  }

  #entry(entry: Entry, conversationId: string): void {
    this.entries.set(entry.id, entry)
    this.#places.set(entry.id, conversationId)
    if (entry.kind !== 'notice' && entry.mine) this.deliveries.set(entry.id, entry.delivery)
  }
}
