import { request, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { ConnectionError, connectionError, type ConnectionReason } from './errors.ts'
import type { Proxy } from './route.ts'

/** A proxy has little to say before it only passes on. */
const maxHeaderBytes = 16 * 1024

/**
 * Asks an HTTP proxy, over a socket that is connected to it, for a tunnel (`CONNECT host:port`, RFC 9110 section 9.3.6).
 * @throws ConnectionError
 */
export function tunnelByConnect(
  socket: Socket,
  proxy: Proxy,
  target: { readonly host: string; readonly port: number },
): Promise<void> {
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => socket,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...authorization(proxy) },
      maxHeaderSize: maxHeaderBytes,
    })
    asked.on('error', (error) => reject(proxyError(error)))
    asked.on('connect', (answer: IncomingMessage, _socket, head: Buffer) => {
      const reason = reasonOf(answer.statusCode ?? 0)
      if (reason !== null)
        return reject(new ConnectionError(reason, `the proxy answers ${answer.statusCode}`))
      if (head.length > 0) socket.unshift(head)
      resolve()
    })
    // A proxy that answers to CONNECT as if it were to GET is none.
    asked.on('response', () => reject(new ConnectionError('proxy-failed', 'the proxy opens no tunnel')))
    asked.end()
  })
}

/** Name and password as UTF-8 (RFC 7617). */
const authorization = ({ username, password }: Proxy): Record<string, string> =>
  username === ''
    ? {}
    : { 'proxy-authorization': `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }

/** Null for a tunnel that stands. */
function reasonOf(status: number): ConnectionReason | null {
  if (status >= 200 && status < 300) return null
  if (status === 401 || status === 403 || status === 407) return 'proxy-refused'
  if (status === 502 || status === 503) return 'server-unreachable'
  return status === 504 ? 'timed-out' : 'proxy-failed'
}

/** Whatever goes wrong before the tunnel stands is the proxy's doing. */
const proxyError = (error: Error): ConnectionError => {
  const { message, cause } = connectionError(error, 'proxy-failed')
  return new ConnectionError('proxy-failed', message, cause)
}
