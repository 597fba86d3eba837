const firstCapacity = 1024

/**
 * Bytes that arrive at one end and are taken from the other. A piece is kept as it is while nothing else waits;
 * otherwise it is copied into a buffer that grows by doubling, so that many small pieces cost no more than one large.
 */
export class ByteQueue {
  /** Somebody's piece, full to the end and so never written to, or a buffer of our own. */
  #bytes: Uint8Array = new Uint8Array(0)
  #start = 0
  #end = 0

  get length(): number {
    return this.#end - this.#start
  }

  /** What waits, without a copy; good until the next call. */
  get waiting(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end)
  }

  /** Adds a piece, which its owner must not change afterwards. */
  push(piece: Uint8Array): void {
    if (this.length === 0) {
      this.#bytes = piece
      this.#start = 0
      this.#end = piece.length
      return
    }
    if (this.#end + piece.length > this.#bytes.length) this.#grow(this.length + piece.length)
    this.#bytes.set(piece, this.#end)
    this.#end += piece.length
  }

  /** Forgets so many bytes at the front. */
  drop(count: number): void {
    this.#start += count
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(Math.max(firstCapacity, 2 * needed))
    const { length } = this
    larger.set(this.waiting)
    this.#bytes = larger
    this.#start = 0
    this.#end = length
  }
}
