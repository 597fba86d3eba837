import { NotDeliveredError } from '../../protocol/errors.ts'
import type { OwnLine } from '../../storage/outbox.ts'
import { explain } from '../reasons.ts'
import { Flights, type Turn } from './flights.ts'
import { LineLeaving, type LineLeavingOptions } from './line-leaving.ts'
import type { FinalOutcome, SendOutcome } from './send-outcome.ts'
import { attempt, type AttemptOptions } from './send-attempt.ts'
import type { SwitchboardLink } from './switchboard-link.ts'
import type { Way } from './way-finder.ts'

/** A line on its way. */
export interface Job {
  readonly line: OwnLine
  /** So many leading pieces of a long text arrived for certain. */
  firstPiece: number
  /** Its fate is known otherwise: it is not sent any more. */
  over: boolean
}

/** What a queue needs. */
export interface SendingQueueOptions extends LineLeavingOptions, AttemptOptions {
  /** The way that lines take now. @throws (as a rejection) why there is none */
  findWay(): Promise<Way>
  onOutcome(job: Job, outcome: FinalOutcome): void
}

/** Between the room that was reached and the first line somebody may leave; so many times it is reached anew. */
const maxReaches = 3

/** So often a line goes out by itself when it certainly did not arrive. */
const maxSendings = 3

/**
 * Sends the lines of one conversation in their order. A line goes out again by itself only when it certainly did not
 * arrive and no later one may have; it is only judged when nothing else is in flight.
 */
export class SendingQueue {
  readonly #options: SendingQueueOptions
  /** In the order of writing. */
  #queue: Turn[] = []
  readonly #flights = new Flights()
  /** Certain not to have arrived, and not judged yet. */
  #heldBack: Turn[] = []
  #lastNumber = 0
  /** The latest line that arrived or may have: nothing before it goes out by itself any more. */
  #lastArrived = 0
  #pumping = false
  readonly #whenIdle: (() => void)[] = []

  constructor(options: SendingQueueOptions) {
    this.#options = options
  }

  get busy(): boolean {
    return this.#pumping || this.#queue.length + this.#flights.count + this.#heldBack.length > 0
  }

  /** Sends a line after those that are there. */
  add(job: Job): void {
    this.#queue.push({ job, number: ++this.#lastNumber, sendings: 0, link: null, roomEmptied: false })
    this.#start()
  }

  /** The last other person left the switchboard. */
  roomEmptied(link: SwitchboardLink): void {
    this.#flights.roomEmptied(link)
  }

  /** Whether an answer is awaited on the switchboard. */
  awaits(link: SwitchboardLink): boolean {
    return this.#flights.areOn(link)
  }

  /** Resolves when nothing is on its way. */
  idle(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.#whenIdle.push(resolve)) : Promise.resolve()
  }

  #start(): void {
    if (this.#hasWork() && !this.#pumping) void this.#pump()
  }

  #hasWork(): boolean {
    this.#queue = this.#queue.filter(({ job }) => !job.over)
    return this.#queue.length > 0 && this.#heldBack.length === 0
  }

  async #pump(): Promise<void> {
    this.#pumping = true
    try {
      for (let reaches = 0; this.#hasWork();) {
        const way = await this.#options.findWay()
        if (!this.#hasWork()) break
        if (this.#flights.areElsewhere(way)) await this.#flights.landing()
        else if (way.kind === 'offline') await this.#leaveAll()
        else if (!way.link.hasListeners && ++reaches >= maxReaches)
          throw new NotDeliveredError('everybody left again')
        else if (way.link.hasListeners) {
          reaches = 0
          this.#sendAll(way.link)
        }
      }
    } catch (error) {
      this.#failAll(error)
    }
    this.#pumping = false
    this.#start()
    this.#checkIdle()
  }

  /** At once and in order; the answers may come in any order. */
  #sendAll(link: SwitchboardLink): void {
    this.#options.note(jobsOf(this.#queue), true)
    for (const turn of this.#queue.splice(0)) {
      if (link.hasListeners) void this.#send(turn, link)
      else this.#heldBack.push(turn)
    }
    this.#judge()
  }

  async #send(turn: Turn, link: SwitchboardLink): Promise<void> {
    Object.assign(turn, { link, roomEmptied: false, sendings: turn.sendings + 1 })
    this.#flights.begin(turn)
    this.#came(turn, await attempt(turn, link, this.#options))
  }

  async #leaveAll(): Promise<void> {
    const turns = this.#queue.splice(0)
    const leaving = new LineLeaving(this.#options)
    for (const turn of turns) this.#flights.begin(turn)
    for (const turn of turns) this.#came(turn, await leaving.leave(turn.job))
  }

  #came(turn: Turn, outcome: SendOutcome): void {
    this.#lastArrived = Math.max(this.#lastArrived, lastArrivedBy(turn, outcome))
    if (outcome.kind !== 'again') this.#end(turn, outcome)
    else {
      turn.job.firstPiece = outcome.firstPiece
      this.#heldBack.push(turn)
    }
    this.#flights.end(turn)
    this.#judge()
    this.#checkIdle()
  }

  /** Lets lines that certainly did not arrive go out again, on another switchboard than the one that refused them. */
  #judge(): void {
    if (this.#flights.count > 0 || this.#heldBack.length === 0) return
    const turns = this.#heldBack.splice(0).filter(({ job }) => !job.over)
    for (const { link, roomEmptied } of turns) if (!roomEmptied && link?.hasListeners === true) link.leave()
    const mayGo = ({ number, sendings }: Turn) => sendings < maxSendings && number > this.#lastArrived
    for (const turn of turns) if (!mayGo(turn)) this.#end(turn, { kind: 'failed', reason: 'not-delivered' })
    this.#requeue(turns.filter(mayGo))
    this.#start()
  }

  #requeue(turns: readonly Turn[]): void {
    try {
      this.#options.note(jobsOf(turns), false)
      this.#queue = [...this.#queue, ...turns].sort((a, b) => a.number - b.number)
    } catch (error) {
      for (const turn of turns) this.#end(turn, { kind: 'failed', reason: explain(error).reason })
    }
  }

  #failAll(error: unknown): void {
    const { reason } = explain(error)
    if (reason === 'unexpected') this.#options.log('lines could not be sent', error)
    for (const turn of this.#queue.splice(0)) this.#end(turn, { kind: 'failed', reason })
  }

  #end({ job }: Turn, outcome: FinalOutcome): void {
    if (!job.over) this.#options.onOutcome(job, outcome)
  }

  #checkIdle(): void {
    if (this.busy) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }
}

const jobsOf = (turns: readonly Turn[]): readonly Job[] => turns.map(({ job }) => job)

/** The last line that cannot be followed by earlier ones any more; of a long text that goes on, the one before. */
function lastArrivedBy({ number }: Turn, outcome: SendOutcome): number {
  if (outcome.kind === 'delivered' || outcome.kind === 'uncertain') return number
  return outcome.kind === 'again' && outcome.firstPiece > 0 ? number - 1 : 0
}
