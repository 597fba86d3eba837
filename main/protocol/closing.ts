/** The end of a connection, for those who wait for something that does not come from it. */
export class Closing {
  readonly #waiting = new Set<(error: Error) => void>()
  #error: Error | null = null

  /**
   * The promise's outcome, or a rejection as soon as the connection closes. Nothing is kept of a promise that settled,
   * as `Promise.race` with one that lasts would.
   */
  unlessClosed<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#error !== null) reject(this.#error)
      else this.#waiting.add(reject)
      promise.then(resolve, reject).finally(() => this.#waiting.delete(reject))
    })
  }

  /** Rejects whatever is waited for, now and later. */
  close(error: Error): void {
    this.#error ??= error
    for (const reject of this.#waiting) reject(this.#error)
    this.#waiting.clear()
  }
}
