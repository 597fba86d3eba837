import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** How a connection is cut: a reset breaks both ways at once; an end is read as a good-bye, and what comes back still passes. */
export type Cut = 'reset' | 'end'

/** How bytes travel: as they come; each by itself; or each piece so many turns of the event loop later. */
export type Pace = 'as-it-comes' | 'single-bytes' | { readonly turns: number }

/** One direction of one connection: it passes on what comes, until it is told to do it in another way. */
export class Lane {
  pace: Pace = 'as-it-comes'
  /** What came in, also what was never passed on. */
  readonly heard: Buffer[] = []
  readonly #from: Socket
  readonly #to: Socket
  readonly #stir: () => void
  #passed: Buffer[] = []
  #passedBytes = 0
  #waiting: Buffer[] = []
  #ended = false
  #frozen = false
  #moving = false
  #limit = Infinity
  #cut: Cut = 'reset'
  #freezesAtLimit = false
  #isCut = false

  constructor(from: Socket, to: Socket, stir: () => void) {
    this.#from = from
    this.#to = to
    this.#stir = stir
    from.on('data', (piece: Buffer) => {
      stir()
      this.heard.push(piece)
      this.#waiting.push(piece)
      void this.#move()
    })
    from.on('end', () => {
      stir()
      this.#ended = true
      void this.#move()
    })
  }

  /** The bytes that went through. */
  get passed(): Buffer {
    return Buffer.concat(this.#passed)
  }

  get passedBytes(): number {
    return this.#passedBytes
  }

  get isCut(): boolean {
    return this.#isCut
  }

  get isFrozen(): boolean {
    return this.#frozen
  }

  /** Cuts the connection as soon as so many more bytes went through, which may be at once. */
  cutAfter(bytes: number, cut: Cut): void {
    this.#limit = this.#passedBytes + bytes
    this.#cut = cut
    void this.#move()
  }

  /** Nothing passes any more, and nobody is told. */
  freeze(): void {
    this.#frozen = true
  }

  /** Freezes as soon as so many more bytes went through. */
  freezeAfter(bytes: number): void {
    this.#limit = this.#passedBytes + bytes
    this.#freezesAtLimit = true
    void this.#move()
  }
  thaw(): void {
    this.#frozen = false
    if (this.#freezesAtLimit) this.#limit = Infinity
    this.#freezesAtLimit = false
    void this.#move()
  }

  async #move(): Promise<void> {
    if (this.#moving) return
    this.#moving = true
    while (!this.#isStopped()) {
      const piece = this.#waiting.shift()
      if (piece === undefined) break
      if (typeof this.pace === 'object') await turns(this.pace.turns)
      if (this.pace === 'single-bytes') await this.#passOneByOne(piece)
      else this.#pass(piece)
    }
    this.#moving = false
    if (this.#ended && this.#waiting.length === 0 && !this.#frozen) this.#to.end()
  }

  /** What came behind the place of the cut is put back, and is heard of no more unless it thaws. */
  #pass(piece: Buffer): void {
    if (this.#isStopped()) return void this.#waiting.unshift(piece)
    const room = this.#limit - this.#passedBytes
    const part = piece.subarray(0, room)
    if (part.length < piece.length) this.#waiting.unshift(piece.subarray(room))
    this.#stir()
    this.#passed.push(part)
    this.#passedBytes += part.length
    if (this.#to.writable) this.#to.write(part)
  }

  async #passOneByOne(piece: Buffer): Promise<void> {
    for (let at = 0; at < piece.length; at++) {
      this.#pass(piece.subarray(at, at + 1))
      await turns(1)
    }
  }

  #isStopped(): boolean {
    if (this.#isCut || this.#frozen) return true
    if (this.#passedBytes < this.#limit) return false
    if (this.#freezesAtLimit) this.#frozen = true
    else this.#break()
    return true
  }

  #break(): void {
    this.#isCut = true
    this.#stir()
    if (this.#cut === 'end') return void this.#to.end()
    for (const socket of [this.#from, this.#to]) socket.resetAndDestroy()
  }
}

/** One connection through the proxy. */
export interface FaultLink {
  /** From the client to the server. */
  readonly up: Lane
  readonly down: Lane
}

/** Stands between clients and a server, over real TCP, and breaks connections where the test says. It never makes up bytes. */
export interface FaultProxy {
  readonly port: number
  /** In the order in which they were opened, also those that ended. */
  readonly links: FaultLink[]
  /** Called with each new connection before anything passes. */
  onLink: (link: FaultLink) => void
  close(): Promise<void>
}

/** `stir` is called whenever anything happens on a connection. */
export async function startFaultProxy(
  target: { readonly port: number },
  stir: () => void = () => undefined,
): Promise<FaultProxy> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (client) => {
    stir()
    const far = connect({ host: '127.0.0.1', port: target.port, noDelay: true, allowHalfOpen: true })
    const pair = [client, far] as const
    for (const socket of pair) {
      sockets.add(socket)
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    }
    far.once('connect', () => {
      const link = { up: new Lane(client, far, stir), down: new Lane(far, client, stir) }
      for (const socket of pair) {
        socket.on('close', (broken) => {
          stir()
          if (broken && !link.up.isFrozen && !link.down.isFrozen)
            for (const each of pair) each.resetAndDestroy()
        })
      }
      proxy.links.push(link)
      proxy.onLink(link)
      client.resume()
    })
    far.once('close', () => client.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: FaultProxy = {
    port: (server.address() as AddressInfo).port,
    links: [],
    onLink: () => undefined,
    close: () => closeServer(server, sockets),
  }
  return proxy
}

const closeServer = (server: Server, sockets: ReadonlySet<Socket>): Promise<void> =>
  new Promise((resolve) => {
    for (const socket of sockets) socket.destroy()
    server.close(() => resolve())
  })

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}
