import type { Clock } from './clock.ts'
import { ClosedError, ServerError, TimeoutError } from './errors.ts'
import { Expectation } from './expectation.ts'
import { command, isError, payloadCommand, type Command } from './wire/command.ts'

interface Waiting {
  readonly verb: string
  readonly replies: readonly string[]
  readonly expectation: Expectation<Command>
  readonly onLate: ((reply: Command) => void) | undefined
}

/** How a request differs from the usual one: no payload, answered by its own verb within `requestTimeoutMs`. */
export interface RequestOptions {
  readonly payload?: Uint8Array
  /** The verbs that answer it. */
  readonly replies?: readonly string[]
  readonly timeoutMs?: number
  /** Hears of a reply that comes after the time-out, as long as the connection lasts. */
  readonly onLate?: (reply: Command) => void
}

/** Most servers answer a malformed command with silence, so every request has an end. */
export const requestTimeoutMs = 30_000

/**
 * Numbers the commands of one connection and pairs replies with requests: a reply is a transaction id *and* an
 * expected verb, since IRO and ILN carry the id of another request. What belongs to no request is left alone.
 */
export class Transactions {
  readonly #clock: Clock
  readonly #send: (command: Command) => void
  readonly #waiting = new Map<string, Waiting>()
  /** Requests that were given up, but whose reply would still be welcome. */
  readonly #overdue = new Map<string, Waiting>()
  #lastId = 0
  #closed = false

  constructor({ clock, send }: { readonly clock: Clock; readonly send: (command: Command) => void }) {
    this.#clock = clock
    this.#send = send
  }

  /** Sends a command with a transaction id, and answers the id; nobody waits for a reply. */
  send(verb: string, params: readonly string[], payload?: Uint8Array): string {
    const id = String(++this.#lastId)
    const words = [id, ...params]
    if (!this.#closed)
      this.#send(payload === undefined ? command(verb, ...words) : payloadCommand(verb, words, payload))
    return id
  }

  /**
   * Sends a command and resolves with its reply.
   * @throws ServerError, TimeoutError or ClosedError, as a rejection.
   */
  async request(verb: string, params: readonly string[], options: RequestOptions = {}): Promise<Command> {
    if (this.#closed) throw new ClosedError(`${verb}: the connection is closed`)
    const id = this.send(verb, params, options.payload)
    const expectation = new Expectation<Command>(this.#clock, options.timeoutMs ?? requestTimeoutMs, verb)
    const waiting = { verb, replies: options.replies ?? [verb], expectation, onLate: options.onLate }
    this.#waiting.set(id, waiting)
    try {
      return await expectation.promise
    } catch (error) {
      if (error instanceof TimeoutError && options.onLate !== undefined && !this.#closed)
        this.#overdue.set(id, waiting)
      throw error
    } finally {
      this.#waiting.delete(id)
    }
  }

  /** Hands a command to the request that it answers, if there is one. */
  receive(reply: Command): void {
    const id = reply.params[0] ?? ''
    const waiting = this.#waiting.get(id)
    if (waiting === undefined) return this.#receiveLate(id, reply)
    if (isError(reply)) waiting.expectation.fail(new ServerError(Number(reply.verb), waiting.verb))
    else if (waiting.replies.includes(reply.verb)) waiting.expectation.fulfil(reply)
  }

  /** Rejects the requests with a verb that are waiting; later replies to such requests do not count any more. */
  fail(verb: string, error: Error): void {
    for (const waiting of this.#waiting.values()) if (waiting.verb === verb) waiting.expectation.fail(error)
    for (const [id, overdue] of this.#overdue) if (overdue.verb === verb) this.#overdue.delete(id)
  }

  /** Rejects what waits, and everything from now on, with ClosedError. */
  close(): void {
    this.#closed = true
    this.#overdue.clear()
    for (const { verb, expectation } of this.#waiting.values()) {
      expectation.fail(new ClosedError(`${verb}: the connection closed before the answer`))
    }
  }

  #receiveLate(id: string, reply: Command): void {
    const overdue = this.#overdue.get(id)
    if (overdue === undefined || !overdue.replies.includes(reply.verb)) return
    this.#overdue.delete(id)
    overdue.onLate?.(reply)
  }
}
