import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer as createSite, type RequestListener } from 'node:http'
import { createServer as createSecureSite } from 'node:https'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, expect } from 'vitest'
import type { ConnectionTest } from '../../app/connection-test.ts'
import { localNetwork, type Network } from '../../app/networks.ts'
import { testConnection, type ConnectionTestOptions } from '../../main/messenger/networks/connection-test.ts'
import { systemClock } from '../../main/net/clock.ts'
import { openConnection } from '../../main/net/connection.ts'
import { directRoute } from '../../main/net/route.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')
const cert = fixture('test-only-certificate.pem')
const key = fixture('test-only-key.pem')
/** Of the certificate that `webSite` shows. */
export const fingerprint = new X509Certificate(cert).fingerprint256

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Closes something when the test is over. */
export const later = (close: () => Promise<unknown>): void => void closing.push(close)

async function listen(server: Server, end: () => void = () => undefined): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(() => {
    end()
    return new Promise((done) => server.close(done))
  })
  return (server.address() as AddressInfo).port
}

/** A notification server that answers each verb with a line; it remembers what it was told. */
export async function notificationServer(answers: Readonly<Record<string, string>>) {
  const told: string[] = []
  const sockets = new Set<{ destroy(): unknown }>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).setEncoding('utf8')
    socket.on('data', (text: string) => {
      for (const line of text.split('\r\n').filter(Boolean)) {
        told.push(line)
        const answer = answers[line.slice(0, 3)]
        if (answer === 'end') socket.end()
        else if (answer !== undefined) socket.write(`${answer}\r\n`)
      }
    })
  })
  const port = await listen(server, () => sockets.forEach((socket) => socket.destroy()))
  return { port, told }
}

/** A web site: `path status`, a header and a body; everything else is not found. */
export async function webSite(
  kind: 'http' | 'https',
  pages: Readonly<Record<string, readonly [number, string, object?]>>,
) {
  const asked: { path: string; body: string; headers: object }[] = []
  const onRequest: RequestListener = (request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece))
    request.on('end', () => {
      const path = request.url ?? ''
      asked.push({ path, body, headers: request.headers })
      const [status, text, headers = {}] = pages[path] ?? [404, 'not found']
      response.writeHead(status, { ...headers }).end(text)
    })
  }
  const server = kind === 'http' ? createSite(onRequest) : createSecureSite({ cert, key }, onRequest)
  const port = await listen(server, () => server.closeAllConnections())
  return { origin: `${kind}://127.0.0.1:${port}`, port, asked }
}

const fault =
  '<?xml version="1.0"?><S:Envelope><S:Fault><faultcode>S:Client</faultcode></S:Fault></S:Envelope>'
/** What the services of a healthy network say to a test. */
export const goodPages = {
  '/RST.srf': [200, fault],
  '/abservice/abservice.asmx': [403, ''],
  '/abservice/SharingService.asmx': [500, '<soap:Envelope><soap:Fault/></soap:Envelope>'],
} as const satisfies Record<string, readonly [number, string]>
/** A notification server that speaks MSNP12. */
export const agreeing = { VER: 'VER 1 MSNP12', CVR: 'CVR 2 1 1 1 http://x http://y' }

/** The record of a server on this computer, and of a site beside it. */
export const networkOf = (
  port: number,
  site: { origin: string } | null,
  more: Partial<Network> = {},
): Network => ({
  ...localNetwork('127.0.0.1', port, 1),
  signIn: { nexusUrl: '', loginUrl: '', tokenUrl: site === null ? '' : `${site.origin}/RST.srf` },
  addressBook: {
    contactsUrl: site === null ? '' : `${site.origin}/abservice/abservice.asmx`,
    membershipUrl: site === null ? '' : `${site.origin}/abservice/SharingService.asmx`,
  },
  ...more,
})

const pinnedRoute = { ...directRoute, pinnedCertificate: fingerprint }

/** Runs a test to its end, and checks what holds for every one. */
export async function run(
  network: Network,
  more: Partial<ConnectionTestOptions> = {},
  onChange: (test: ConnectionTest) => void = () => undefined,
) {
  const seen: ConnectionTest[] = []
  const result = await testConnection({
    network,
    route: pinnedRoute,
    openConnection,
    clock: systemClock,
    signal: new AbortController().signal,
    onChange: (test) => {
      seen.push(test)
      onChange(test)
    },
    ...more,
  })
  expect(seen.at(-1)).toBe(result)
  expect(seen[0]!.running).toBe(true)
  expect(result.running).toBe(false)
  expect(Object.values(result.steps).map(({ state }) => state)).not.toContain('running')
  return { result, seen, steps: summary(result) }
}

/** Each step in a word or two; how long it took is left out. */
const summary = ({ steps }: ConnectionTest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(steps).map(([step, result]) => [
      step,
      result.state === 'failed'
        ? `failed: ${result.reason}`
        : result.state === 'skipped'
          ? result.why
          : result.state === 'passed'
            ? `passed: ${result.detail}`
            : result.state,
    ]),
  )

/** A clock on which nothing takes any time but what is waited for, which is over at once. */
export const impatient = {
  now: () => 0,
  after: (_milliseconds: number, over: () => void) => {
    const soon = setImmediate(over)
    return () => clearImmediate(soon)
  },
}
