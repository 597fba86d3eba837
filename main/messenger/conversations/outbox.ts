import type { Delivery } from '../../../app/message.ts'
import type { LineChange, OwnLine } from '../../storage/outbox.ts'
import { Refusal } from '../reasons.ts'
import { isDone } from './line-ledger.ts'
import { deliveryAfter, type FinalOutcome } from './send-outcome.ts'
import { SendingQueue, type Job, type SendingQueueOptions } from './sending-queue.ts'
import type { SwitchboardLink } from './switchboard-link.ts'

/** What an outbox needs. */
export interface OutboxOptions extends Pick<SendingQueueOptions, 'findWay' | 'canLeave' | 'leave' | 'log'> {
  /** Notes how far lines came, before anything else happens with them. @throws Refusal when the disk cannot be written */
  note(changes: readonly LineChange[]): void
  /** The fate of a line is known; `uncertain` may become `delivered` later. */
  settle(change: LineChange): void
}

interface Kept extends Job {
  readonly line: OwnLine
  delivery: Delivery
  /** An earlier attempt may have arrived. */
  inDoubt: boolean
}

const sending: Delivery = { state: 'sending' }

/** Every line of one conversation from the moment it was written until it is delivered, kept by the network or discarded. */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #queue: SendingQueue
  /** By the ids of their entries, in the order of writing. */
  readonly #kept = new Map<string, Kept>()

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#queue = new SendingQueue({
      findWay: () => options.findWay(),
      canLeave: () => options.canLeave(),
      leave: (line) => options.leave(line),
      note: (jobs, handedOver) => this.#note(jobs, handedOver),
      onOutcome: ({ line }, outcome) => this.#onOutcome(line.id, outcome),
      onLate: ({ line }) => this.#onOutcome(line.id, { kind: 'delivered' }),
      log: (message, error) => options.log(message, error),
    })
  }

  /** The ids of the lines that are neither delivered nor kept by the network. */
  get undelivered(): readonly string[] {
    return [...this.#kept.keys()]
  }

  has(entryId: string): boolean {
    return this.#kept.has(entryId)
  }

  /** Takes a line that is on disk; it goes out unless its fate says otherwise. */
  add(line: OwnLine, firstPiece = 0): void {
    const { delivery } = line
    const kept: Kept = { line, firstPiece, delivery, inDoubt: delivery.state === 'uncertain', over: false }
    this.#kept.set(line.id, kept)
    if (delivery.state === 'sending') this.#queue.add(kept)
  }

  /** Sends a line again, because the user wants it. @throws Refusal when it is on its way, or gone, or the disk full */
  sendAgain(entryId: string): void {
    const kept = this.#resting(entryId)
    this.#options.note([changeOf(kept, sending, kept.inDoubt)])
    kept.delivery = sending
    this.#queue.add(kept)
  }

  /** Whether a line is on its way. */
  isSending(entryId: string): boolean {
    return this.#kept.get(entryId)?.delivery.state === 'sending'
  }

  /** A line whose fate is known, for the user to take back. @throws Refusal when there is none */
  resting(entryId: string): OwnLine {
    return this.#resting(entryId).line
  }

  /** Forgets a line. */
  drop(entryId: string): void {
    const kept = this.#kept.get(entryId)
    if (kept === undefined) return
    kept.over = true
    this.#kept.delete(entryId)
  }

  roomEmptied(link: SwitchboardLink): void {
    this.#queue.roomEmptied(link)
  }

  /** Whether an answer is awaited on the switchboard. */
  awaits(link: SwitchboardLink): boolean {
    return this.#queue.awaits(link)
  }

  /** Resolves when no line is on its way. */
  idle(): Promise<void> {
    return this.#queue.idle()
  }

  #resting(entryId: string): Kept {
    const kept = this.#kept.get(entryId)
    if (kept === undefined || kept.delivery.state === 'sending') throw new Refusal('not-available')
    return kept
  }

  #note(jobs: readonly Job[], handedOver: boolean): void {
    const kept = jobs.flatMap(({ line }) => this.#kept.get(line.id) ?? [])
    this.#options.note(kept.map((one) => changeOf(one, sending, handedOver || one.inDoubt)))
  }

  #onOutcome(entryId: string, outcome: FinalOutcome): void {
    const kept = this.#kept.get(entryId)
    if (kept === undefined) return
    kept.delivery = deliveryAfter(outcome, kept.inDoubt || kept.firstPiece > 0)
    kept.inDoubt ||= outcome.kind === 'uncertain'
    if (isDone(kept)) this.drop(entryId)
    this.#options.settle(changeOf(kept, kept.delivery, kept.inDoubt))
  }
}

const changeOf = ({ line, firstPiece }: Kept, delivery: Delivery, handedOver: boolean): LineChange => ({
  entryId: line.id,
  delivery,
  handedOver,
  firstPiece,
})
