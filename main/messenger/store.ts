import type { Event } from '../../app/events.ts'
import { initialState, reduce, type State } from '../../app/state.ts'

/** Hears of every event, after the state has changed. */
export type StoreListener = (event: Event, state: State, before: State) => void

/** Holds the program's state. `publish` is the only way in; listeners (windows, toasts, history) hear in order. */
export class Store {
  #state: State
  readonly #listeners = new Set<StoreListener>()
  readonly #queue: Event[] = []
  #publishing = false

  constructor(state: State = initialState) {
    this.#state = state
  }

  get state(): State {
    return this.#state
  }

  /** Reduces the event and tells the listeners; an event published by a listener waits for its turn. */
  publish(event: Event): void {
    this.#queue.push(event)
    if (this.#publishing) return
    this.#publishing = true
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        const before = this.#state
        this.#state = reduce(before, next)
        for (const listener of this.#listeners) listener(next, this.#state, before)
      }
    } finally {
      this.#publishing = false
    }
  }

  /** Returns a function that ends the subscription. */
  subscribe(listener: StoreListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
