import type { Server as HttpServer } from 'node:http'
import type { AddressInfo, Server, Socket } from 'node:net'
import { serveClient } from './client-connection.ts'
import type { ServerContext } from './server-context.ts'

/** How long a client may take to read what it is told last. */
const lastWordsMs = 1_000

/** Serves a client who came over TCP, unless there are too many. */
export function accept(
  context: ServerContext,
  socket: Socket,
  sockets: Set<Socket>,
  announcedHost: string | null,
): void {
  const from = socket.remoteAddress
  const same = [...sockets].filter(({ remoteAddress }) => remoteAddress === from).length
  if (sockets.size >= context.limits.maxConnections || same >= context.limits.maxConnectionsPerAddress) {
    socket.destroy()
    return
  }
  sockets.add(socket)
  const host = announcedHost ?? socket.localAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1'
  const address = `${host.includes(':') ? `[${host}]` : host}:${socket.localPort ?? 1863}`
  serveClient(context, socket, address, () => sockets.delete(socket))
}

/** Sends what is left, as long as the other side reads. */
export function closeSoon(socket: Socket): void {
  socket.destroySoon()
  const timer = setTimeout(() => socket.destroy(), lastWordsMs)
  socket.once('close', () => clearTimeout(timer))
}

/** The port that a server has got. */
export const portOf = (server: Server): number => (server.address() as AddressInfo).port

/** @throws (as a rejection) an Error with `code` EADDRINUSE when the port is taken. */
export const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve()
    })
  })

/** Resolves when the last connection has ended, too. */
export const stopListening = (server: Server | HttpServer): Promise<void> =>
  new Promise((resolve) => (server.listening ? server.close(() => resolve()) : resolve()))
