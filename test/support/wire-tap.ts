import { connectTo, startLinks, type Links } from './links.ts'
import { networkHere } from './networks.ts'
import type { RawPorts } from './raw-client.ts'
import type { Network } from '../../app/networks.ts'

/** Everything that clients send to a network, whichever way. */
export interface WireTap {
  /** The record of the network as it is reached through the tap. */
  readonly record: (dialect: string) => Network
  /** All bytes so far, read as UTF-8, percent-encoding taken off as well. */
  text(): string
  close(): Promise<void>
}

/** Listens in front of both ports of a network. */
export async function tapWire(network: RawPorts): Promise<WireTap> {
  const heard: Buffer[] = []
  const tap = (port: number): Promise<Links> =>
    startLinks(async () => {
      const server = await connectTo('127.0.0.1', port)
      const write = server.write.bind(server)
      server.write = (bytes: Buffer): boolean => {
        heard.push(bytes)
        return write(bytes)
      }
      return server
    })
  const [chat, web] = await Promise.all([tap(network.port), tap(network.httpPort)])
  return {
    record: (dialect) =>
      networkHere('custom', 'Tapped', { port: chat.port, httpPort: web.port }, { dialects: [dialect] }),
    text: () => {
      const text = Buffer.concat(heard).toString('utf8')
      return `${text}\n${text.replace(/(?:%[0-9a-f]{2})+/gi, decoded)}`
    },
    close: async () => {
      await Promise.all([chat.close(), web.close()])
    },
  }
}

function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes)
  } catch {
    return escapes
  }
}
