import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  createServer as createPlain,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { directRoute, type Route } from '../../main/net/route.ts'
import { fetchTicket, type TicketRequest } from '../../main/net/ticket.ts'
import { routeThrough, startSocksProxy } from '../support/proxies.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')
const certificate = fixture('test-only-certificate.pem')
const pinned: Route = { ...directRoute, pinnedCertificate: new X509Certificate(certificate).fingerprint256 }
const policy = 'lc=1033,id=507,tw=40,ru=http%3A%2F%2Fexample%2Ecom,ct=1,kpp=1,kv=4,ver=2.1.6000.1,tpf=abc'
const success = "Passport1.4 da-status=success,tname=,tname=,from-PP='t=abc&p=d!f',ru=http://example.com"

const servers: Server[] = []
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    }),
  )
})

type Answer = readonly [status: number, headers: Record<string, string>]

async function listen(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

/** A site with some pages; it remembers what it was asked. */
async function site(kind: 'http' | 'https', pages: Readonly<Record<string, Answer | RequestListener>>) {
  const requests: IncomingMessage[] = []
  const onRequest: RequestListener = (request, response) => {
    requests.push(request)
    const page = pages[request.url ?? ''] ?? [404, {}]
    if (typeof page === 'function') return void page(request, response)
    response.writeHead(page[0], page[1]).end('a body that nobody reads')
  }
  const server =
    kind === 'http'
      ? createPlain(onRequest)
      : (createSecure(
          { cert: certificate, key: fixture('test-only-key.pem') },
          onRequest,
        ) as unknown as Server)
  const port = await listen(server)
  return { url: `${kind}://127.0.0.1:${port}`, port, requests }
}

const ask = (signIn: Partial<TicketRequest['signIn']>, more: Partial<TicketRequest> = {}): Promise<string> =>
  fetchTicket({
    signIn: { nexusUrl: '', loginUrl: '', ...signIn },
    route: pinned,
    address: 'alice@example.com',
    password: "s,e=c'r%et é!",
    policy,
    ...more,
  })

describe('a ticket', () => {
  test('is fetched from the page that the nexus names', async () => {
    const login = await site('https', { '/login2.srf': [200, { 'Authentication-Info': success }] })
    const nexus = await site('https', {
      '/rdr/pprdr.asp': [
        200,
        { PassportURLs: `DARealm=Passport.Net,DALogin=127.0.0.1:${login.port}/login2.srf,DAReg=x` },
      ],
    })
    expect(await ask({ nexusUrl: `${nexus.url}/rdr/pprdr.asp` })).toBe('t=abc&p=d!f')
    expect(nexus.requests[0]!.headers.authorization).toBeUndefined()
    expect(login.requests[0]!.method).toBe('GET')
    expect(login.requests[0]!.headers.authorization).toBe(
      'Passport1.4 OrgVerb=GET,OrgURL=http%3A%2F%2Fmessenger%2Emsn%2Ecom,sign-in=alice%40example.com,' +
        `pwd=s%2Ce%3Dc%27r%25et%20%C3%A9%21,${policy}`,
    )
  })

  test('is fetched over plain http on this computer, with a nexus that gives a full address', async () => {
    const login = await site('http', {
      '/login?x=1': [
        200,
        { 'authentication-info': "Passport1.4 da-status=success,from-PP='258d0eae2b4069324324'" },
      ],
    })
    const nexus = await site('http', {
      '/rdr/pprdr.asp': [200, { passporturls: `DALogin=${login.url}/login?x=1` }],
    })
    expect(await ask({ nexusUrl: `${nexus.url}/rdr/pprdr.asp` }, { route: directRoute })).toBe(
      '258d0eae2b4069324324',
    )
  })

  test('is fetched without a nexus when the page is known', async () => {
    const login = await site('https', { '/': [200, { 'Authentication-Info': success }] })
    expect(await ask({ nexusUrl: 'https://nexus.invalid/', loginUrl: login.url })).toBe('t=abc&p=d!f')
  })

  test('is fetched where the log-in page sends one on, with the same question', async () => {
    const second = await site('https', {
      '/there': [302, { Location: '/login' }],
      '/login': [200, { 'Authentication-Info': success }],
    })
    const first = await site('https', { '/': [302, { Location: `${second.url}/there` }] })
    expect(await ask({ loginUrl: first.url })).toBe('t=abc&p=d!f')
    const asked = [...first.requests, ...second.requests].map(({ headers }) => headers.authorization)
    expect(new Set(asked).size).toBe(1)
    expect(asked).toHaveLength(3)
  })
})

describe('a public network cannot send one into a private one', () => {
  const throughProxy = async (): Promise<Route> => {
    const proxy = await startSocksProxy({ names: { 'public.invalid': '127.0.0.1' } })
    closing.push(() => proxy.close())
    return { ...routeThrough(proxy), pinnedCertificate: pinned.pinnedCertificate }
  }

  test.each(['127.0.0.1', 'localhost', '192.168.1.1', '[::1]'])('from its nexus to %s', async (host) => {
    const login = await site('https', { '/': [200, { 'Authentication-Info': success }] })
    const nexus = await site('https', { '/': [200, { PassportURLs: `DALogin=${host}:${login.port}/` }] })
    const nexusUrl = `https://public.invalid:${nexus.port}/`
    await expect(ask({ nexusUrl }, { route: await throughProxy() })).rejects.toMatchObject({
      reason: 'private-address-refused',
    })
    expect([nexus.requests.length, login.requests.length]).toEqual([1, 0])
  })

  test('from its log-in page, even by way of another public one', async () => {
    const inside = await site('https', { '/': [200, { 'Authentication-Info': success }] })
    const second = await site('https', { '/': [302, { Location: `https://127.0.0.1:${inside.port}/` }] })
    const first = await site('https', { '/': [302, { Location: `https://public.invalid:${second.port}/` }] })
    const asked = ask({ loginUrl: `https://public.invalid:${first.port}/` }, { route: await throughProxy() })
    await expect(asked).rejects.toMatchObject({ reason: 'private-address-refused' })
    expect([first, second, inside].map(({ requests }) => requests.length)).toEqual([1, 1, 0])
  })
})

describe('there is no ticket', () => {
  test.each([
    [401, { 'WWW-Authenticate': 'Passport1.4 da-status=failed' }, 'wrong-password'],
    [503, {}, 'server-busy'],
    [429, {}, 'server-busy'],
    [500, {}, 'sign-in-service-failed'],
    [200, {}, 'sign-in-service-failed'],
    [302, {}, 'sign-in-service-failed'],
    [200, { 'Authentication-Info': "Passport1.4 from-PP=''" }, 'sign-in-service-failed'],
    [200, { 'Authentication-Info': "Passport1.4 from-PP='a b'" }, 'sign-in-service-failed'],
    [302, { Location: 'https://[nonsense' }, 'sign-in-service-failed'],
  ] as const)('when the page answers %d %j: %s', async (status, headers, reason) => {
    const login = await site('https', { '/': [status, headers] })
    await expect(ask({ loginUrl: login.url })).rejects.toMatchObject({ name: 'TicketError', reason })
  })

  test('when the page sends one on without end', async () => {
    const login = await site('https', { '/': [302, { Location: '/' }] })
    await expect(ask({ loginUrl: login.url })).rejects.toMatchObject({ reason: 'sign-in-service-failed' })
    expect(login.requests).toHaveLength(6)
  })

  test.each([[{}], [{ PassportURLs: 'DARealm=x,ConfigVersion=1' }], [{ PassportURLs: 'DALogin=' }]])(
    'when the nexus names no page: %j',
    async (headers) => {
      const nexus = await site('https', { '/': [200, headers] })
      await expect(ask({ nexusUrl: nexus.url })).rejects.toMatchObject({ reason: 'sign-in-service-failed' })
    },
  )

  test('when the service answers with endless headers', async () => {
    const login = await site('https', {
      '/': [200, { 'Authentication-Info': success, 'X-Long': 'x'.repeat(100_000) }],
    })
    await expect(ask({ loginUrl: login.url })).rejects.toMatchObject({ name: 'ConnectionError' })
  })

  test('when nobody listens, when the host is unknown, and when the page never answers', async () => {
    await expect(ask({ loginUrl: 'https://127.0.0.1:1/' })).rejects.toMatchObject({
      reason: 'server-unreachable',
    })
    await expect(ask({ loginUrl: 'https://no-such-host.invalid/' })).rejects.toMatchObject({
      reason: 'host-unknown',
    })
    const login = await site('https', { '/': (request) => request.socket.destroy() })
    await expect(ask({ loginUrl: login.url })).rejects.toMatchObject({ reason: 'connection-lost' })
  })

  test('when the user gives up', async () => {
    const abort = new AbortController()
    const login = await site('https', { '/': () => abort.abort() })
    await expect(ask({ loginUrl: login.url }, { signal: abort.signal })).rejects.toMatchObject({
      reason: 'cancelled',
    })
    await expect(ask({ loginUrl: login.url }, { signal: abort.signal })).rejects.toMatchObject({
      reason: 'cancelled',
    })
    expect(login.requests).toHaveLength(1)
  })

  test('when the policy cannot stand in a header', async () => {
    const login = await site('https', { '/': [200, { 'Authentication-Info': success }] })
    await expect(ask({ loginUrl: login.url }, { policy: 'a\r\nX-Evil: 1' })).rejects.toMatchObject({
      reason: 'sign-in-service-failed',
    })
    expect(login.requests).toHaveLength(0)
  })
})

describe('the password stays private', () => {
  test('it goes to nobody whose certificate is not trusted', async () => {
    const login = await site('https', { '/': [200, { 'Authentication-Info': success }] })
    await expect(ask({ loginUrl: login.url }, { route: directRoute })).rejects.toMatchObject({
      reason: 'certificate-untrusted',
    })
    expect(login.requests).toHaveLength(0)
  })

  test('nor to one who shows another certificate than the pinned one', async () => {
    const login = await site('https', { '/': [200, { 'Authentication-Info': success }] })
    const route = { ...directRoute, pinnedCertificate: Array(32).fill('00').join(':') }
    await expect(ask({ loginUrl: login.url }, { route })).rejects.toMatchObject({
      reason: 'certificate-untrusted',
    })
    expect(login.requests).toHaveLength(0)
  })

  test.each([
    'http://login.example.com/',
    'http://192.0.2.1/',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'ftp://127.0.0.1/',
  ])('it never goes to %s', async (loginUrl) => {
    await expect(ask({ loginUrl })).rejects.toMatchObject({
      name: 'TicketError',
      reason: 'plain-http-refused',
    })
  })

  test('nor where a nexus or a log-in page sends it by plain http', async () => {
    const nexus = await site('https', { '/': [200, { PassportURLs: 'DALogin=http://login.example.com/' }] })
    await expect(ask({ nexusUrl: nexus.url })).rejects.toMatchObject({ reason: 'plain-http-refused' })
    const login = await site('https', { '/': [302, { Location: 'http://login.example.com/' }] })
    await expect(ask({ loginUrl: login.url })).rejects.toMatchObject({ reason: 'plain-http-refused' })
    await expect(ask({ nexusUrl: 'http://nexus.example.com/' })).rejects.toMatchObject({
      reason: 'plain-http-refused',
    })
  })

  test('and is in no error', async () => {
    const login = await site('https', { '/': [500, {}] })
    const password = 'correct-horse-battery'
    const errors = await Promise.all(
      [login.url, 'https://127.0.0.1:1/', 'http://login.example.com/'].map((loginUrl) =>
        ask({ loginUrl }, { password }).catch((error: unknown) => error),
      ),
    )
    for (const error of errors) {
      const { message, stack, cause } = error as Error
      expect(
        `${message}${stack}${JSON.stringify(cause, Object.getOwnPropertyNames(cause ?? {}))}`,
      ).not.toContain(password)
    }
  })
})
