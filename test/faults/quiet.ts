/** Knows when nothing happens any more between programs, proxies and a server that all live in this process. */
export class Quiet {
  #stirs = 0
  #pending = 0

  /** Something happened. */
  stir = (): void => {
    this.#stirs++
  }

  /** Watches something that ends by itself. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#pending++
    try {
      return await work
    } finally {
      this.#pending--
      this.#stirs++
    }
  }

  /** Resolves when nothing happened for some turns of the event loop: what was sent over loopback is there by the next. */
  async settled(turns = 5): Promise<void> {
    for (let still = 0; still < turns; still++) {
      const before = this.#stirs
      await new Promise((resolve) => setImmediate(resolve))
      if (before !== this.#stirs || this.#pending > 0) still = -1
    }
  }
}
