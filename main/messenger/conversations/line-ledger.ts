import type { ConversationId } from '../../../app/conversation.ts'
import type { Event } from '../../../app/events.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { KeptLine, LineChange, OutboxStorage } from '../../storage/outbox.ts'
import { durations } from '../limits.ts'
import { onDisk } from './on-disk.ts'

/** What the ledger needs. */
export interface LineLedgerOptions {
  readonly outbox: OutboxStorage
  readonly clock: Clock
  publish(event: Event): void
  /** Writes the history. Whether everything that was said until now stands in it, as far as the user wants it kept. */
  keep(): boolean
  log(message: string, error: unknown): void
}

interface Outcome {
  readonly conversationId: ConversationId
  readonly change: LineChange
}

/** Puts on disk what is known of the user's lines, before anybody sees it. */
export class LineLedger {
  readonly #options: LineLedgerOptions
  #outcomes: Outcome[] = []
  /** Lines that arrived, or are kept by the network, and still stand on disk. */
  #done: string[] = []
  #cancelCleaning: (() => void) | null = null
  #ending = false

  constructor(options: LineLedgerOptions) {
    this.#options = options
  }

  /** Keeps a new line. @throws Refusal `disk-failed` */
  add(line: KeptLine): void {
    this.#onDisk(() => this.#options.outbox.add(line))
  }

  /** Notes how far lines came, before anything else happens with them. @throws Refusal `disk-failed` */
  note(changes: readonly LineChange[]): void {
    this.#onDisk(() => this.#options.outbox.change(changes))
  }

  /** Forgets lines. @throws Refusal `disk-failed` */
  remove(entryIds: readonly string[]): void {
    this.#onDisk(() => this.#options.outbox.remove(entryIds))
  }

  /**
   * The fate of a line is known: it is noted and published, together with others of this moment. One that is done stays
   * on disk a little longer, so that a crash cannot come between this file and the one of the history.
   */
  settle(conversationId: ConversationId, change: LineChange): void {
    this.#outcomes.push({ conversationId, change })
    if (this.#outcomes.length === 1) queueMicrotask(() => this.#flush())
  }

  /** The program ends: what was not sent only for that is sent when it runs again, so its disk goes on saying that it is on its way. */
  programEnds(): void {
    this.#ending = true
  }

  /** Takes from the disk what is done, unless the history lacks it. */
  clean(): void {
    this.#cancelCleaning?.()
    this.#cancelCleaning = null
    if (this.#done.length === 0) return
    if (!this.#options.keep()) {
      if (!this.#ending) this.#cleanLater()
      return
    }
    try {
      this.#options.outbox.remove(this.#done)
      this.#done = []
    } catch (error) {
      this.#options.log('lines that arrived could not be taken from the disk', error)
      if (!this.#ending) this.#cleanLater()
    }
  }

  /** A full disk costs what should be kept, and nothing else. */
  #flush(): void {
    const outcomes = this.#outcomes.splice(0)
    try {
      const changes = outcomes.map(({ change }) => change)
      this.#options.outbox.change(changes.filter((change) => !this.#isOnlyForTheEnd(change)))
    } catch (error) {
      this.#options.log('what became of a line could not be kept', error)
    }
    for (const { conversationId, change } of outcomes) {
      const { entryId, delivery } = change
      this.#options.publish({ type: 'delivery-changed', conversationId, entryId, delivery })
      if (isDone(change)) this.#done.push(entryId)
    }
    if (this.#done.length > 0) this.#cleanLater()
  }

  #isOnlyForTheEnd({ delivery }: LineChange): boolean {
    return this.#ending && delivery.state === 'failed' && delivery.reason === 'not-signed-in'
  }

  #cleanLater(): void {
    this.#cancelCleaning ??= this.#options.clock.after(durations.beforeCleaning, () => this.clean())
  }

  #onDisk(write: () => void): void {
    onDisk((message, error) => this.#options.log(message, error), write)
  }
}

/** Whether a line needs nothing more. */
export const isDone = ({ delivery }: Pick<LineChange, 'delivery'>): boolean =>
  delivery.state === 'delivered' || delivery.state === 'stored'
