import type { Event } from '../../app/events.ts'
import type { Effect, Update } from '../../app/ipc.ts'
import type { State } from '../../app/state.ts'

/** A window that hears of what happens. `answerTo` is the subscription that a snapshot answers, null for everyone. */
export interface Receiver {
  send(update: Update, answerTo: number | null): void
}

/** What the updates are told about. */
export interface UpdatesOptions {
  state(): State
  /** Runs something a little later, once for everything that happens until then. */
  soon(run: () => void): void
  /** Comes before windows hear of events, which may be published by it. */
  beforeSending(): void
}

/**
 * Tells the windows what happens: each one first a snapshot, then every event after it, once and in order. Events
 * that come close together travel as one update.
 */
export class Updates {
  readonly #options: UpdatesOptions
  readonly #receivers = new Set<Receiver>()
  readonly #earlyEffects = new Map<Receiver, Effect[]>()
  #waiting: Event[] = []

  constructor(options: UpdatesOptions) {
    this.#options = options
  }

  /** An event that the state has already taken in. */
  publish(event: Event): void {
    this.#waiting.push(event)
    if (this.#waiting.length === 1) this.#options.soon(() => this.#flush())
  }

  /** A window asks for a snapshot; a window may ask several times. */
  subscribe(receiver: Receiver, subscription: number): void {
    this.#flush()
    this.#receivers.add(receiver)
    receiver.send(
      { kind: 'events', events: [{ type: 'snapshot', state: this.#options.state() }] },
      subscription,
    )
    for (const effect of this.#earlyEffects.get(receiver) ?? [])
      receiver.send({ kind: 'effect', effect }, null)
    this.#earlyEffects.delete(receiver)
  }

  unsubscribe(receiver: Receiver): void {
    this.#receivers.delete(receiver)
    this.#earlyEffects.delete(receiver)
  }

  /** Whether the window has subscribed. */
  listens(receiver: Receiver): boolean {
    return this.#receivers.has(receiver)
  }

  /** Something to do once, after everything that happened so far; a window that is still loading gets it then. */
  effect(receiver: Receiver, effect: Effect): void {
    if (this.listens(receiver)) {
      this.#flush()
      receiver.send({ kind: 'effect', effect }, null)
    } else {
      this.#earlyEffects.set(receiver, [...(this.#earlyEffects.get(receiver) ?? []), effect])
    }
  }

  #flush(): void {
    if (this.#waiting.length === 0) return
    this.#options.beforeSending()
    const events = this.#waiting
    this.#waiting = []
    for (const receiver of this.#receivers) receiver.send({ kind: 'events', events }, null)
  }
}
