import type { Socket } from 'node:net'
import { SocksClient } from 'socks'
import { ConnectionError, type ConnectionReason } from './errors.ts'
import type { Proxy } from './route.ts'

/** The caller gives up long before. */
const timeoutMs = 120_000

/** Name, password and host each have one byte for their length (RFC 1928, RFC 1929). */
const maxFieldBytes = 255

/**
 * Asks a SOCKS5 proxy, over a socket that is connected to it, for a tunnel. Names are resolved by the proxy. The socket's
 * owner must listen to its errors and destroy it when this fails.
 * @throws ConnectionError. It has no cause: the library's error holds the password.
 */
export async function tunnelBySocks(
  socket: Socket,
  { host, port, username, password }: Proxy,
  target: { readonly host: string; readonly port: number },
): Promise<void> {
  if ([username, password, target.host].some((field) => Buffer.byteLength(field) > maxFieldBytes)) {
    throw new ConnectionError('proxy-refused', 'a name or password that is too long for this proxy')
  }
  try {
    await SocksClient.createConnection({
      proxy: { host, port, type: 5, ...(username === '' ? {} : { userId: username, password }) },
      command: 'connect',
      destination: target,
      existing_socket: socket,
      timeout: timeoutMs,
    })
  } catch (error) {
    const text = error instanceof Error ? error.message : ''
    throw new ConnectionError(reasonOf(text), `no connection through the proxy (${text})`)
  }
}

/** The library tells its cases apart by their texts alone. */
function reasonOf(text: string): ConnectionReason {
  if (/authentication failed|no accepted authentication type|- NotAllowed$/i.test(text))
    return 'proxy-refused'
  if (/- (?:NetworkUnreachable|HostUnreachable|ConnectionRefused)$/.test(text)) return 'server-unreachable'
  return text.endsWith('- TTLExpired') ? 'timed-out' : 'proxy-failed'
}
