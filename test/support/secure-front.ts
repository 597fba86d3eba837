import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')

/** TLS in front of a network's pages, as networks on the internet have it; nobody vouches for its certificate. */
export interface SecureFront {
  readonly port: number
  /** `https://127.0.0.1:…`, which the certificate is for. */
  readonly origin: string
  /** SHA-256 of the certificate, as people compare it. */
  readonly fingerprint: string
  /** Paths that answer with a bare status instead of what the network says. */
  readonly statuses: Map<string, number>
  /** What was asked for: paths with their queries. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** Starts TLS in front of the HTTP port of a network on this computer. */
export async function startSecureFront({ httpPort }: { readonly httpPort: number }): Promise<SecureFront> {
  const cert = fixture('test-only-certificate.pem')
  const statuses = new Map<string, number>()
  const asked: string[] = []
  const server = createServer({ cert, key: fixture('test-only-key.pem') }, (request, response) => {
    const url = request.url ?? '/'
    asked.push(url)
    const status = statuses.get(url.split('?')[0] ?? '')
    if (status === undefined) passOn(request, response, httpPort)
    else response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `https://127.0.0.1:${port}`,
    fingerprint: new X509Certificate(cert).fingerprint256,
    statuses,
    asked,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function passOn(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url: path } = request
  const headers = { ...request.headers, 'x-forwarded-proto': 'https' }
  const onward = ask({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => response.destroy())
  response.on('close', () => onward.destroy())
  request.pipe(onward)
}
