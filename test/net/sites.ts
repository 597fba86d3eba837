import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  createServer as createPlain,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http'
import { createServer as createSecure } from 'node:https'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach } from 'vitest'

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')

/** Nobody vouches for it; it is for `localhost` and `127.0.0.1`. */
export const certificate = fixture('test-only-certificate.pem')
export const keyOfCertificate = fixture('test-only-key.pem')
export const fingerprint = new X509Certificate(certificate).fingerprint256

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

/** Closes something when the test is over. */
export const later = (close: () => Promise<unknown>): void => void closing.push(close)

/** What a site was asked. */
export interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A site of a test. `answer` is given what was asked, its body read. */
export async function startSite(
  kind: 'http' | 'https',
  answer: (asked: Asked, response: Parameters<RequestListener>[1], request: IncomingMessage) => void,
) {
  const asked: Asked[] = []
  const onRequest: RequestListener = (request, response) => {
    text(request).then(
      (body) => {
        const { method = '', url = '', headers } = request
        asked.push({ method, url, headers, body })
        answer(asked.at(-1)!, response, request)
      },
      () => undefined,
    )
  }
  const server =
    kind === 'http'
      ? createPlain(onRequest)
      : (createSecure({ cert: certificate, key: keyOfCertificate }, onRequest) as unknown as Server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  later(() => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  })
  const { port } = server.address() as AddressInfo
  return { port, asked, url: new URL(`${kind}://127.0.0.1:${port}/`) }
}

/** A server of bare sockets; its port. */
export async function listen(onSocket: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    onSocket(socket.on('error', () => undefined))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  later(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((done) => server.close(done))
  })
  return (server.address() as AddressInfo).port
}
