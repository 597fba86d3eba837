import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect } from 'vitest'
import type { HttpRequest } from '../../main/net/http-request.ts'
import { directRoute } from '../../main/net/route.ts'
import { NetworkServices } from '../../main/messenger/accounts/network-services.ts'
import { FakeClock } from './fake-clock.ts'

const answers = new URL('../fixtures/tokens/', import.meta.url)
export const recorded = (name: string): string => readFileSync(new URL(`${name}.xml`, answers), 'utf8')
export const fault = (code: string, more = ''): string =>
  `<S:Envelope xmlns:S="s"><S:Fault><faultcode>${code}</faultcode>${more}</S:Fault></S:Envelope>`
export const redirect = (url: string): string =>
  fault('psf:Redirect', `<psf:redirectUrl xmlns:psf="p">${url}</psf:redirectUrl>`)

const servers: Server[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))))
})

/** What the web server was asked. */
export interface Asked {
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** What it says to that. */
export type Answer = readonly [status: number, body: string, headers?: Record<string, string>]

/** A web server whose answers the test gives; it remembers what it was asked. */
export async function site(answer: (asked: Asked, count: number) => Answer | Promise<Answer>) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const one = { path: request.url!, headers: request.headers, body: Buffer.concat(pieces).toString() }
      asked.push(one)
      void Promise.resolve(answer(one, asked.length)).then(([status, body, headers]) =>
        response.writeHead(status, headers).end(body),
      )
    })
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

const password = 'pass & <word>'

/** Services of Alice's, on a network with these addresses. */
export function services(
  urls: { readonly tokenUrl?: string; readonly nexusUrl?: string; readonly origin?: string },
  request?: HttpRequest,
) {
  const clock = new FakeClock()
  const abort = new AbortController()
  const { tokenUrl = '', nexusUrl = '', origin } = urls
  const network = {
    signIn: { nexusUrl, loginUrl: '', tokenUrl },
    addressBook: {
      contactsUrl: origin === undefined ? '' : `${origin}/abservice/abservice.asmx`,
      membershipUrl: origin === undefined ? '' : `${origin}/abservice/SharingService.asmx`,
    },
    offlineMessages: {
      readUrl: origin === undefined ? '' : `${origin}/rsi/rsi.asmx`,
      sendUrl: origin === undefined ? '' : `${origin}/OimWS/oim.asmx`,
    },
  }
  const subject = new NetworkServices({
    network,
    address: 'alice@example.com',
    password,
    route: directRoute,
    signal: abort.signal,
    clock,
    ...(request === undefined ? {} : { request }),
  })
  return { subject, clock, abort }
}

/** The error of a promise that has to reject; nothing in it may show the password or a ticket. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => new Error('no failure'),
    (reason: unknown) => reason as Error,
  )
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    expect(`${cause.message} ${JSON.stringify(cause)}`).not.toMatch(/word>|7de40f3a/)
  }
  return error
}

export const reasonOf = (error: unknown): unknown => (error as { reason?: unknown }).reason
