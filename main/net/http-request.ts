import { request as send, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { Deadline } from './deadline.ts'
import { ConnectionError, TicketError } from './errors.ts'
import { isLoopback } from './loopback.ts'
import { openSocket } from './open-socket.ts'
import type { Lookup } from './private-addresses.ts'
import type { Route } from './route.ts'
import { secureSocket } from './secure-socket.ts'

/** What to send, how it gets there, and when to give up. */
export interface HttpOptions {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly route: Route
  readonly signal?: AbortSignal | undefined
  /** For everything together: connection, request and answer. */
  readonly timeoutMs: number
  /** Longest body of an answer that is taken. */
  readonly maxBytes: number
  readonly lookup?: Lookup | undefined
}

/** An answer, whatever its status is. */
export interface HttpAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders
  readonly body: Uint8Array
}

/** Makes one request. */
export type HttpRequest = typeof httpRequest

/** Policies and tickets take part of it; see docs/protocol.md#limits. */
const maxHeaderBytes = 32 * 1024

/**
 * Makes one request on a connection of its own and follows no redirection.
 * @throws TicketError `plain-http-refused` for a URL that is neither https nor http on this computer.
 * @throws ConnectionError when there is no whole answer. No text and no cause of an error holds what was sent.
 */
export function httpRequest(url: URL, options: HttpOptions): Promise<HttpAnswer> {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return Promise.reject(new TicketError('plain-http-refused', 'passwords only go over https'))
  }
  return exchange(url, options)
}

/** The same, also by plain http to anywhere: for what is not secret, or not kept secret by TCP either. @throws ConnectionError */
export async function exchange(url: URL, options: HttpOptions): Promise<HttpAnswer> {
  const deadline = new Deadline(options.timeoutMs, options.signal)
  const stream = await openStream(url, options, deadline)
  try {
    return await deadline.unlessOver(converse(stream, url, options))
  } catch (error) {
    throw deadline.explain(error, 'connection-lost')
  } finally {
    stream.on('error', () => undefined).destroy()
  }
}

async function openStream(url: URL, options: HttpOptions, deadline: Deadline): Promise<Socket> {
  const { route, lookup } = options
  const scheme = url.protocol === 'https:' ? 'https' : 'http'
  const port = Number(url.port) || (scheme === 'https' ? 443 : 80)
  const socket = await openSocket({ scheme, host: url.hostname, port, route, lookup }, deadline)
  if (scheme === 'http') return socket
  try {
    const { signal } = deadline
    return await secureSocket(socket, { host: url.hostname, pinned: route.pinnedCertificate, signal })
  } catch (error) {
    socket.destroy()
    throw deadline.explain(error, 'connection-lost')
  }
}

function converse(stream: Socket, url: URL, options: HttpOptions): Promise<HttpAnswer> {
  const { method, headers, body, maxBytes } = options
  return new Promise((resolve, reject) => {
    const request = send({
      createConnection: () => stream,
      method,
      path: url.pathname + url.search,
      headers: { ...headers, host: url.host, connection: 'close' },
      maxHeaderSize: maxHeaderBytes,
    })
    request.on('error', reject)
    request.on('response', (response) => {
      readBody(response, maxBytes).then(
        (read) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read }),
        reject,
      )
    })
    request.end(body)
  })
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of response as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > maxBytes) throw new ConnectionError('connection-lost', 'an answer that is too long')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
