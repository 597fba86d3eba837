import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** Connections that lead somewhere else, and that the test can freeze and cut. */
export interface Links {
  readonly host: '127.0.0.1'
  readonly port: number
  /** How many stand. */
  readonly count: number
  /** Nothing passes any more, in either direction; nobody is told. */
  freeze(): void
  thaw(): void
  /** Breaks all of them. */
  cut(): void
  /** Cuts them and frees the port. */
  close(): Promise<void>
}

/** Leads every connection to one place, such as a server on this computer. `port` 0 for any free one. */
export const startLink = (target: { readonly port: number }, port = 0): Promise<Links> =>
  startLinks(async () => connectTo('127.0.0.1', target.port), port)

/** Listens, and joins every connection with the one that `lead` makes for it; null leaves it alone. */
export async function startLinks(lead: (client: Socket) => Promise<Socket | null>, port = 0): Promise<Links> {
  const sockets = new Set<Socket>()
  const pairs = new Set<readonly [Socket, Socket]>()
  let frozen = false
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  }
  const server = createServer((client) => {
    keep(client)
    lead(client).then(
      (target) => {
        if (target === null) return
        keep(target)
        const pair = [client, target] as const
        pairs.add(pair)
        const end = (): void => {
          pairs.delete(pair)
          for (const each of pair) each.destroy()
        }
        for (const each of pair) each.on('close', end)
        if (client.destroyed || target.destroyed) end()
        else if (!frozen) join(pair)
      },
      () => client.destroySoon(),
    )
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    get count() {
      return pairs.size
    },
    freeze: () => {
      frozen = true
      for (const [one, other] of pairs) for (const each of [one, other]) each.unpipe().pause()
    },
    thaw: () => {
      frozen = false
      for (const pair of pairs) join(pair)
    },
    cut: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: () => closeServer(server, sockets),
  }
}

function join([one, other]: readonly [Socket, Socket]): void {
  one.pipe(other)
  other.pipe(one)
}

const closeServer = (server: Server, sockets: ReadonlySet<Socket>): Promise<void> =>
  new Promise((resolve) => {
    for (const socket of sockets) socket.destroy()
    server.close(() => resolve())
  })

/** A connected socket. */
export async function connectTo(host: string, port: number): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true })
  await once(socket, 'connect')
  return socket
}

/** So many bytes off a socket that nobody else reads. */
export async function take(socket: Socket, length: number): Promise<Buffer> {
  for (;;) {
    const bytes = socket.read(length) as Buffer | null
    if (bytes !== null && bytes.length === length) return bytes
    if (socket.destroyed || socket.readableEnded) throw new Error('the connection ended')
    await Promise.race([once(socket, 'readable'), once(socket, 'close')])
  }
}
