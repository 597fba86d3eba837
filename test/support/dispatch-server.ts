import net, { type AddressInfo } from 'node:net'

/** What the servers of a chain heard, in order: one list of lines for each connection. */
export interface DispatchChain {
  /** Where the chain begins. */
  readonly port: number
  readonly heard: readonly (readonly string[])[]
  close(): Promise<void>
}

/**
 * Dispatch servers that each send a client on to the next, and the last one to a notification server: by XFR in answer
 * to USR, as official networks did. They speak the dialect that the client names first.
 */
export async function startDispatchChain(
  to: { host: string; port: number },
  length = 1,
): Promise<DispatchChain> {
  const heard: string[][] = []
  const sockets = new Set<net.Socket>()
  const servers: net.Server[] = []
  let next = `${to.host}:${to.port}`
  for (let at = 0; at < length; at += 1) {
    const address = next
    const server = net.createServer((socket) => {
      sockets.add(socket)
      const lines: string[] = []
      heard.push(lines)
      serve(socket, address, lines)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    servers.push(server)
    next = `127.0.0.1:${portOf(server)}`
  }
  return {
    port: portOf(servers.at(-1)!),
    heard,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

function serve(socket: net.Socket, next: string, heard: string[]): void {
  let text = ''
  let dialect = ''
  socket.on('error', () => undefined)
  socket.on('data', (piece) => {
    text += piece.toString('latin1')
    const lines = text.split('\r\n')
    text = lines.pop() ?? ''
    for (const line of lines) {
      heard.push(line)
      const [verb, trid = '', first = ''] = line.split(' ')
      if (verb === 'VER') socket.write(`VER ${trid} ${(dialect = first)}\r\n`)
      if (verb === 'CVR')
        socket.write(`CVR ${trid} 1.0.0000 1.0.0000 1.0.0000 http://localhost/ http://localhost/\r\n`)
      if (verb === 'USR') socket.end(`XFR ${trid} NS ${next} ${tail(dialect, socket)}\r\n`)
    }
  })
}

const tail = (dialect: string, socket: net.Socket): string =>
  Number(dialect.slice(4)) >= 13 ? 'U D' : `0 127.0.0.1:${socket.localPort}`

const portOf = (server: net.Server): number => (server.address() as AddressInfo).port
