import type { Delivery } from '../../../app/message.ts'
import type { Sent } from '../../protocol/delivery.ts'
import {
  ClosedError,
  NotDeliveredError,
  PartlyDeliveredError,
  TimeoutError,
  UnacknowledgedError,
} from '../../protocol/errors.ts'
import { explain } from '../reasons.ts'
import type { SwitchboardLink } from './switchboard-link.ts'

/** A line that the user sent, as the outbox needs it. */
export interface OutgoingLine {
  readonly entryId: string
  send(link: SwitchboardLink): Promise<Sent>
}

/** What an outbox needs. */
export interface OutboxOptions {
  /** Finds, opens or fills a switchboard where somebody listens. */
  reach(): Promise<SwitchboardLink>
  /** The fate of a line is known; `uncertain` may become `delivered` later. */
  onSettled(entryId: string, delivery: Delivery): void
  log(message: string, error: unknown): void
}

interface Pending {
  readonly line: OutgoingLine
  /** The order in which lines were written. */
  readonly number: number
  readonly resent: boolean
  link: SwitchboardLink | null
  /** Everybody left while the answer was awaited. */
  roomEmptied: boolean
}

/** Between the room that was reached and the first line somebody may leave; so many times it is reached anew. */
const maxReaches = 3

/** Every line of one conversation from the moment it was written until it is delivered or visibly was not. */
export class Outbox {
  readonly #options: OutboxOptions
  /** In the order of writing. */
  #queue: Pending[] = []
  readonly #inFlight = new Set<Pending>()
  /** Lines whose acknowledgement came late, which is the last word. */
  readonly #arrivedLate = new Set<string>()
  #lastNumber = 0
  #pumping = false
  #whenIdle: (() => void)[] = []

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  get busy(): boolean {
    return this.#pumping || this.#queue.length > 0 || this.#inFlight.size > 0
  }

  add(line: OutgoingLine): void {
    this.#enqueue({ line, number: ++this.#lastNumber, resent: false, link: null, roomEmptied: false })
  }

  /** The last other person left the switchboard. */
  roomEmptied(link: SwitchboardLink): void {
    for (const pending of this.#inFlight) if (pending.link === link) pending.roomEmptied = true
  }

  /** Whether an answer is awaited on the switchboard. */
  awaits(link: SwitchboardLink): boolean {
    return [...this.#inFlight].some((pending) => pending.link === link)
  }

  /** Resolves when the fate of every line is known. */
  idle(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.#whenIdle.push(resolve)) : Promise.resolve()
  }

  #enqueue(pending: Pending): void {
    this.#queue.push(pending)
    this.#queue.sort((a, b) => a.number - b.number)
    if (!this.#pumping) void this.#pump()
  }

  async #pump(): Promise<void> {
    this.#pumping = true
    try {
      let reaches = 0
      while (this.#queue.length > 0) {
        const link = await this.#options.reach()
        if (link.hasListeners) reaches = 0
        else if (++reaches < maxReaches) continue
        else throw new NotDeliveredError('everybody left again')
        this.#sendAll(link)
      }
    } catch (error) {
      this.#failQueue(error)
    }
    this.#pumping = false
    if (this.#queue.length > 0) void this.#pump()
    else this.#checkIdle()
  }

  /** At once and in order; the answers may come in any order. */
  #sendAll(link: SwitchboardLink): void {
    for (const pending of this.#queue.splice(0)) void this.#send(pending, link)
  }

  async #send(pending: Pending, link: SwitchboardLink): Promise<void> {
    pending.link = link
    pending.roomEmptied = false
    link.carried = true
    this.#inFlight.add(pending)
    let outcome: Delivery | 'again'
    try {
      await pending.line.send(link)
      outcome = { state: 'delivered' }
    } catch (error) {
      outcome = this.#afterError(error, pending)
    }
    this.#inFlight.delete(pending)
    if (outcome === 'again') this.#enqueue({ ...pending, resent: true })
    else this.#settle(pending.line.entryId, outcome)
    this.#checkIdle()
  }

  /** Once, when the other left before the line came: he cannot have seen it, so it is called after him. */
  #afterError(error: unknown, pending: Pending): Delivery | 'again' {
    if (error instanceof NotDeliveredError && pending.roomEmptied && !pending.resent) return 'again'
    if (error instanceof ClosedError) return { state: 'uncertain', reason: 'connection-lost' }
    if (error instanceof UnacknowledgedError) void error.late.then(() => this.#arrived(pending.line.entryId))
    if (error instanceof TimeoutError || error instanceof PartlyDeliveredError) {
      return { state: 'uncertain', reason: 'not-acknowledged' }
    }
    return this.#failed(error)
  }

  #failed(error: unknown): Delivery {
    const { reason } = explain(error)
    if (reason === 'unexpected') this.#options.log('a line could not be sent', error)
    return { state: 'failed', reason }
  }

  #failQueue(error: unknown): void {
    const delivery = this.#failed(error)
    for (const { line } of this.#queue.splice(0)) this.#settle(line.entryId, delivery)
  }

  #settle(entryId: string, delivery: Delivery): void {
    if (!this.#arrivedLate.has(entryId)) this.#options.onSettled(entryId, delivery)
  }

  /** The acknowledgement came late: the line need not go out again, and whatever becomes of a second try is no news. */
  #arrived(entryId: string): void {
    this.#settle(entryId, { state: 'delivered' })
    this.#arrivedLate.add(entryId)
    this.#queue = this.#queue.filter(({ line }) => line.entryId !== entryId)
  }

  #checkIdle(): void {
    if (this.busy) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }
}
