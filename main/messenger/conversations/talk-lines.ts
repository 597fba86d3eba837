import type { ConversationId } from '../../../app/conversation.ts'
import type { Event } from '../../../app/events.ts'
import type { KeptLine, LinePlace, OwnLine } from '../../storage/outbox.ts'
import { fateOf } from './kept-lines.ts'
import type { LineLedger } from './line-ledger.ts'
import { Outbox, type OutboxOptions } from './outbox.ts'

/** What the user's lines in a conversation need. */
export interface TalkLinesOptions extends Omit<OutboxOptions, 'note' | 'settle'> {
  readonly id: ConversationId
  readonly ledger: LineLedger
  /** Where a line is written now. */
  place(): LinePlace
  publish(event: Event): void
}

/** The user's lines in one conversation: written down on disk, shown, and sent. */
export class TalkLines {
  readonly outbox: Outbox
  readonly #options: TalkLinesOptions

  constructor(options: TalkLinesOptions) {
    this.#options = options
    const { id, ledger } = options
    this.outbox = new Outbox({
      findWay: () => options.findWay(),
      canLeave: () => options.canLeave(),
      leave: (line) => options.leave(line),
      note: (changes) => ledger.note(changes),
      settle: (change) => ledger.settle(id, change),
      log: (message, error) => options.log(message, error),
    })
  }

  /** Shows a new line and sends it. @throws Refusal when it cannot be kept; then it is not shown either */
  write(line: OwnLine): void {
    const options = this.#options
    options.ledger.add({ ...options.place(), entry: line, handedOver: false, firstPiece: 0 })
    this.#show(line)
    this.outbox.add(line)
  }

  /** Sends a line again, at its old place in the log. @throws Refusal */
  sendAgain(entryId: string): void {
    const conversationId = this.#options.id
    this.outbox.sendAgain(entryId)
    this.#options.publish({
      type: 'delivery-changed',
      conversationId,
      entryId,
      delivery: { state: 'sending' },
    })
  }

  /** Takes a line back, out of the log. @throws Refusal when it is on its way, done, or the disk cannot be written */
  discard(entryId: string): OwnLine {
    const conversationId = this.#options.id
    const line = this.outbox.resting(entryId)
    this.#remove([entryId])
    this.#options.publish({ type: 'entries-removed', conversationId, entryIds: [entryId] })
    return line
  }

  /** Forgets those of these lines (null: of all) that are not on their way. @throws Refusal when the disk cannot be written */
  forget(entryIds: readonly string[] | null): void {
    const resting = this.outbox.undelivered.filter((id) => !this.outbox.isSending(id))
    this.#remove(resting.filter((id) => entryIds === null || entryIds.includes(id)))
  }

  /** Shows lines again that an earlier run, or a conversation that was closed, left behind. */
  restore(lines: readonly KeptLine[], now: number): void {
    const { id, ledger } = this.#options
    for (const line of lines) {
      const { entry, handedOver, firstPiece } = line
      const delivery = fateOf(line, now)
      this.#show(entry)
      if (delivery.state !== 'sending')
        ledger.settle(id, { entryId: entry.id, delivery, handedOver, firstPiece })
      this.outbox.add({ ...entry, delivery }, firstPiece)
    }
  }

  #remove(entryIds: readonly string[]): void {
    this.#options.ledger.remove(entryIds)
    for (const id of entryIds) this.outbox.drop(id)
  }

  #show(entry: OwnLine): void {
    this.#options.publish({ type: 'entry-added', conversationId: this.#options.id, entry })
  }
}
