import type { EntryOf } from '../../../app/message.ts'
import { outcomeOfLeaving, type FinalOutcome } from './send-outcome.ts'
import type { Job } from './sending-queue.ts'

/** A line that somebody can be left. */
export type TextLine = EntryOf<'text'>

/** What leaving lines for somebody who is offline needs. */
export interface LineLeavingOptions {
  /** Whether the network keeps texts for the other person. */
  canLeave(): boolean
  /** Leaves a text for somebody who is offline. */
  leave(line: TextLine): Promise<void>
  /** Notes whether the bytes of lines may go to a connection from now on. @throws Refusal when the disk cannot be written */
  note(jobs: readonly Job[], handedOver: boolean): void
}

/** Whether the next line would meet the same. */
const meetsOthers = (outcome: FinalOutcome): outcome is Extract<FinalOutcome, { reason: unknown }> =>
  (outcome.kind === 'failed' || outcome.kind === 'uncertain') && outcome.reason !== 'too-long'

/** Leaves lines one after the other; what one of them meets, those behind it are spared. */
export class LineLeaving {
  readonly #options: LineLeavingOptions
  #trouble: FinalOutcome | null = null

  constructor(options: LineLeavingOptions) {
    this.#options = options
  }

  /**
   * Never rejects. One that arrived while it waited for those before it is not left as well; a nudge is only of now, and of
   * a text that arrived in part the rest says nothing alone.
   */
  async leave(job: Job): Promise<FinalOutcome> {
    if (job.over) return { kind: 'delivered' }
    if (job.line.kind === 'nudge') return { kind: 'failed', reason: 'contact-offline' }
    if (job.firstPiece > 0 || !this.#options.canLeave()) return { kind: 'waiting', reason: 'contact-offline' }
    if (this.#trouble !== null) return this.#trouble
    const outcome = await this.#leave(job, job.line)
    if (meetsOthers(outcome)) this.#trouble = { kind: 'failed', reason: outcome.reason }
    return outcome
  }

  async #leave(job: Job, line: TextLine): Promise<FinalOutcome> {
    try {
      this.#options.note([job], true)
      await this.#options.leave(line)
      return { kind: 'stored' }
    } catch (error) {
      return outcomeOfLeaving(error)
    }
  }
}
