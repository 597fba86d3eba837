import { isDeepStrictEqual } from 'node:util'

/**
 * Something about oneself that the user chooses and the server has the last word on. The choice shows at once; when it
 * was refused, what the server said last comes back.
 */
export class Choice<T> {
  readonly #publish: (value: T) => void
  #confirmed: T
  #shown: T
  /** So many choices wait for their answers. */
  #open = 0

  constructor(confirmed: T, publish: (value: T) => void) {
    this.#publish = publish
    this.#confirmed = confirmed
    this.#shown = confirmed
  }

  /** The newest choice while it is on its way, else the server's word. */
  get shown(): T {
    return this.#shown
  }

  /** The server says what is so. It does not show while a choice is on its way. */
  confirm(value: T): void {
    this.#confirmed = value
    if (this.#open === 0) this.#show(value)
  }

  /** `send` resolves after the server's word was given to `confirm`. @throws (as a rejection) what `send` throws */
  async make(value: T, send: () => Promise<void>): Promise<void> {
    this.#open++
    this.#show(value)
    try {
      await send()
    } finally {
      this.#open--
      if (this.#open === 0 && !isDeepStrictEqual(this.#shown, this.#confirmed)) this.#show(this.#confirmed)
    }
  }

  #show(value: T): void {
    this.#shown = value
    this.#publish(value)
  }
}
