import type { Clock } from './clock.ts'
import { ClosedError } from './errors.ts'
import { Expectation } from './expectation.ts'
import { command, type Command } from './wire/command.ts'

/** So long the client may be silent before it says `PNG`, when the server names no other time. */
const defaultSilenceMs = 45_000

/** A server's wish is followed within these bounds: 0 would be a storm, and routers forget silent connections. */
const silenceBoundsMs = [15_000, 90_000] as const

/** Without a `QNG` in this time the link is dead. */
export const answerTimeoutMs = 20_000

/** Keeps a notification connection alive with `PNG`, and notices when it is not. */
export class KeepAlive {
  readonly #clock: Clock
  readonly #send: (command: Command) => void
  readonly #onDead: () => void
  #silenceMs = defaultSilenceMs
  #cancelTimer: (() => void) | null = null
  #question: Expectation<void> | null = null
  #closed = false

  constructor(options: { readonly clock: Clock; send(command: Command): void; onDead(): void }) {
    this.#clock = options.clock
    this.#send = (ping) => options.send(ping)
    this.#onDead = () => options.onDead()
  }

  /** Begins to watch; before the sign-in is complete servers close the connection at a `PNG`. */
  start(): void {
    if (this.#closed) return
    this.#cancelTimer?.()
    this.#cancelTimer = this.#clock.after(this.#silenceMs, () => void this.ping().catch(() => undefined))
  }

  /** The client said something, so the silence starts anew. */
  said(): void {
    if (this.#cancelTimer !== null) this.start()
  }

  /**
   * Asks once; resolves at `QNG`.
   * @throws TimeoutError (as a rejection) when the link is dead, which `onDead` hears of too; ClosedError.
   */
  ping(): Promise<void> {
    if (this.#closed) return Promise.reject(new ClosedError('PNG: the connection is closed'))
    if (this.#question !== null) return this.#question.promise
    const question = new Expectation<void>(this.#clock, answerTimeoutMs, 'PNG')
    this.#question = question
    question.promise.catch(() => {
      if (!this.#closed) this.#onDead()
    })
    this.#send(command('PNG'))
    return question.promise
  }

  /** `S: QNG {seconds}`: the time until the next `PNG`. */
  answered(seconds: number | null): void {
    const [least, most] = silenceBoundsMs
    if (seconds !== null) this.#silenceMs = Math.min(Math.max(seconds * 1000, least), most)
    this.#question?.fulfil()
    this.#question = null
    this.said()
  }

  close(): void {
    this.#closed = true
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#question?.fail(new ClosedError('PNG: the connection closed before the answer'))
  }
}
