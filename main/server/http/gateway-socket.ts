import { Duplex } from 'node:stream'

/** Whoever has not fetched this much by then is given up. */
const maxWaitingBytes = 1024 * 1024

/** One session of the HTTP gateway, as the sessions of the protocol see it: a socket. */
export class GatewaySocket extends Duplex {
  readonly remoteAddress: string
  readonly remotePort: number
  #waiting: Buffer[] = []
  #waitingBytes = 0
  #ended = false

  constructor(remoteAddress: string, remotePort: number) {
    super({ allowHalfOpen: false })
    this.remoteAddress = remoteAddress
    this.remotePort = remotePort
  }

  /** Whether the server has ended it; what it said last may still wait. */
  get ended(): boolean {
    return this.#ended
  }

  /** What came in a request. */
  receive(body: Uint8Array): void {
    if (body.length > 0 && !this.#ended) this.push(body)
  }

  /** What the next answer carries. */
  collect(): Uint8Array {
    const body = Buffer.concat(this.#waiting)
    this.#waiting = []
    this.#waitingBytes = 0
    return body
  }

  override _read(): void {
    // What comes is pushed when it comes.
  }

  override _write(piece: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#waitingBytes += piece.length
    if (this.#waitingBytes > maxWaitingBytes)
      return done(new Error('a client that does not fetch its answers'))
    this.#waiting.push(piece)
    done()
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#ended = true
    this.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#ended = true
    done(error)
  }
}
