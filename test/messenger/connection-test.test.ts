import { describe, expect, test } from 'vitest'
import { allDialects, localNetwork } from '../../app/networks.ts'
import type { ConnectionTestOptions } from '../../main/messenger/networks/connection-test.ts'
import { directRoute } from '../../main/net/route.ts'
import { findDialects } from '../../main/protocol/dialects.ts'
import { startLocalServer } from '../../main/server/local-server.ts'
import { routeThrough, startHttpProxy, startSocksProxy } from '../support/proxies.ts'
import {
  agreeing,
  fingerprint,
  goodPages,
  impatient,
  later,
  networkOf,
  notificationServer,
  run,
  webSite,
} from './connection-test-stage.ts'

describe('a connection test passes', () => {
  test('step by step, with what was found', async () => {
    const server = await notificationServer(agreeing)
    const site = await webSite('https', goodPages)
    const { steps, seen, result } = await run(networkOf(server.port, site))
    expect(steps).toEqual({
      name: 'not-needed',
      tcp: `passed: 127.0.0.1:${server.port}`,
      dialect: 'passed: MSNP12',
      tls: 'passed: CN=Papilio tests only',
      'sign-in-service': `passed: 127.0.0.1:${site.port}`,
      'address-book': 'not-needed',
    })
    expect(result.untrusted).toBeNull()
    const running = seen.flatMap(({ steps: now }) =>
      Object.entries(now).flatMap(([step, { state }]) => (state === 'running' ? [step] : [])),
    )
    expect([...new Set(running)]).toEqual([
      'name',
      'tcp',
      'dialect',
      'tls',
      'sign-in-service',
      'address-book',
    ])
  })

  test('offering every dialect of the record and its version, politely, and without a password', async () => {
    const server = await notificationServer(agreeing)
    const site = await webSite('https', goodPages)
    await run(networkOf(server.port, site, { dialects: ['MSNP12', 'MSNP8'], clientVersion: '7.7.7' }))
    await expect.poll(() => server.told.length).toBe(3)
    expect(server.told).toEqual([
      'VER 1 MSNP12 MSNP8 CVR0',
      'CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.7.7 MSMSGS connection-test@example.com',
      'OUT',
    ])
    expect(site.asked).toMatchObject([{ path: '/RST.srf', body: '' }])
    expect(JSON.stringify(site.asked).toLowerCase()).not.toMatch(/password|pwd|authorization/)
  })

  test('on the network that the program hosts', async () => {
    const server = await startLocalServer({ host: '127.0.0.1', port: 0, httpPort: 0, directoryFile: null })
    later(() => server.close())
    const { steps } = await run(localNetwork('127.0.0.1', server.port, server.httpPort))
    expect(steps).toMatchObject({
      tcp: `passed: 127.0.0.1:${server.port}`,
      tls: 'not-needed',
      'sign-in-service': `passed: 127.0.0.1:${server.httpPort}`,
    })
    expect(steps.dialect).toMatch(/^passed: MSNP1[2-8]$/)
    expect(['not-needed', `passed: 127.0.0.1:${server.httpPort}`]).toContain(steps['address-book'])
  })

  test('with a name, of which the addresses are shown', async () => {
    const server = await notificationServer(agreeing)
    const network = networkOf(server.port, await webSite('https', goodPages))
    const { steps } = await run(
      { ...network, notificationServer: { host: 'localhost', port: server.port } },
      { lookup: (_host, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]) },
    )
    expect(steps).toMatchObject({ name: 'passed: 127.0.0.1', tcp: `passed: 127.0.0.1:${server.port}` })
  })

  test.each([
    ['SOCKS5', startSocksProxy],
    ['HTTP', startHttpProxy],
  ] as const)('through a %s proxy, which resolves the name', async (_kind, startProxy) => {
    const server = await notificationServer(agreeing)
    const site = await webSite('https', goodPages)
    const proxy = await startProxy({ names: { 'messenger.example.com': '127.0.0.1' } })
    later(() => proxy.close())
    const network = networkOf(server.port, { origin: `https://messenger.example.com:${site.port}` })
    const { steps } = await run(
      { ...network, notificationServer: { host: 'messenger.example.com', port: server.port } },
      { route: { ...routeThrough(proxy), pinnedCertificate: fingerprint } },
    )
    expect(steps).toMatchObject({
      name: 'not-needed',
      tcp: `passed: 127.0.0.1:${proxy.port}`,
      dialect: 'passed: MSNP12',
      tls: 'passed: CN=Papilio tests only',
      'sign-in-service': `passed: messenger.example.com:${site.port}`,
    })
  })

  test('with the older pages where there is no token service, or where the dialect asks those', async () => {
    const server = await notificationServer(agreeing)
    const site = await webSite('https', {
      ...goodPages,
      '/rdr': [200, '', { PassportURLs: 'DARealm=x,DALogin=login.example.com/login.srf' }],
      '/login': [401, '', { 'WWW-Authenticate': 'Passport1.4 da-status=failed' }],
    })
    const nexusUrl = `${site.origin}/rdr`
    const loginUrl = `${site.origin}/login`
    for (const signIn of [
      { nexusUrl, loginUrl: '', tokenUrl: '' },
      { nexusUrl, loginUrl: '', tokenUrl: `${site.origin}/RST.srf` },
      { nexusUrl, loginUrl, tokenUrl: '' },
    ]) {
      const { steps } = await run(networkOf(server.port, site, { signIn }))
      expect(steps['sign-in-service']).toMatch(/^passed/)
    }
    expect(site.asked.map(({ path }) => path)).toEqual(['/rdr', '/rdr', '/login'])
  })
})

describe('a connection test fails', () => {
  const tested = async (
    answers: Readonly<Record<string, string>>,
    more: Partial<ConnectionTestOptions> = {},
  ) => {
    const server = await notificationServer(answers)
    return (await run(networkOf(server.port, await webSite('https', goodPages)), more)).steps
  }

  test('at a name that nobody knows; what lies elsewhere is tried nevertheless', async () => {
    const site = await webSite('https', goodPages)
    const { steps } = await run({
      ...networkOf(1, site),
      notificationServer: { host: 'no-such-host.invalid', port: 1863 },
    })
    expect(steps).toEqual({
      name: 'failed: host-unknown',
      tcp: 'earlier-failure',
      dialect: 'earlier-failure',
      tls: 'passed: CN=Papilio tests only',
      'sign-in-service': `passed: 127.0.0.1:${site.port}`,
      'address-book': 'earlier-failure',
    })
  })

  test('at a port where nobody listens', async () => {
    const { steps } = await run(networkOf(1, await webSite('https', goodPages)))
    expect(steps).toMatchObject({ tcp: 'failed: server-unreachable', dialect: 'earlier-failure' })
  })

  test('at a proxy that refuses', async () => {
    const proxy = await startHttpProxy({ username: 'alice', password: 'secret' })
    later(() => proxy.close())
    const network = networkOf(1, await webSite('https', goodPages))
    const { steps } = await run(network, {
      route: routeThrough({ proxy: { ...proxy.proxy, password: 'wrong' } }),
    })
    expect(steps).toMatchObject({ tcp: 'failed: proxy-refused', tls: 'failed: proxy-refused' })
  })

  test.each([
    ['a server of something else', { VER: 'HTTP/1.1 400 Bad Request' }, 'not-a-messenger-server'],
    ['a server that closes', { VER: 'end' }, 'server-closed'],
    ['a server that closes after CVR', { ...agreeing, CVR: 'end' }, 'server-closed'],
    ['a server that speaks none of the dialects', { VER: 'VER 1 0' }, 'dialect-refused'],
    ['a server that chooses what was not offered', { VER: 'VER 1 MSNP2' }, 'dialect-refused'],
    ['a server that is busy', { VER: '601 1' }, 'server-busy'],
  ])('at %s', async (_what, answers, reason) => {
    expect(await tested(answers)).toMatchObject({
      dialect: `failed: ${reason}`,
      tls: 'passed: CN=Papilio tests only',
      'address-book': 'earlier-failure',
    })
  })

  test('at a server that says nothing', async () => {
    expect(await tested({}, { clock: impatient })).toMatchObject({ dialect: 'failed: timed-out' })
  })

  test('at a certificate that nobody vouches for, and reports it', async () => {
    const server = await notificationServer(agreeing)
    const site = await webSite('https', goodPages)
    const { steps, result } = await run(networkOf(server.port, site), { route: directRoute })
    expect(steps).toMatchObject({
      tls: 'failed: certificate-untrusted',
      'sign-in-service': 'earlier-failure',
    })
    expect(result.untrusted).toMatchObject({
      host: '127.0.0.1',
      fingerprint: fingerprint,
      subject: 'CN=Papilio tests only',
      issuer: 'CN=Papilio tests only',
    })
    expect(site.asked).toEqual([])
  })

  test('at a page that is not on this computer and has no TLS', async () => {
    const server = await notificationServer(agreeing)
    const { steps } = await run(networkOf(server.port, { origin: 'http://login.example.com' }))
    expect(steps.tls).toBe('failed: plain-http-refused')
  })

  test.each([
    ['token service', 404, '', 'sign-in-service-failed'],
    ['token service', 500, 'Internal Server Error', 'sign-in-service-failed'],
    ['token service', 200, '<html>parked</html>', 'sign-in-service-failed'],
    ['token service', 503, '', 'server-busy'],
    ['nexus', 200, '', 'sign-in-service-failed'],
    ['nexus', 404, '', 'sign-in-service-failed'],
    ['log-in page', 404, '', 'sign-in-service-failed'],
    ['log-in page', 500, '', 'sign-in-service-failed'],
  ] as const)('at a %s that answers %d %j', async (kind, status, body, reason) => {
    const server = await notificationServer(agreeing)
    const site = await webSite('https', { '/page': [status, body] })
    const page = `${site.origin}/page`
    const signIn = {
      tokenUrl: kind === 'token service' ? page : '',
      nexusUrl: kind === 'nexus' ? page : '',
      loginUrl: kind === 'log-in page' ? page : '',
    }
    const { steps, result } = await run(networkOf(server.port, site, { signIn }))
    expect(steps['sign-in-service']).toBe(`failed: ${reason}`)
    expect(result.steps['sign-in-service']).toMatchObject({ detail: `HTTP ${status}` })
  })

  test('at a network that names no service of signing in', async () => {
    const server = await notificationServer(agreeing)
    const { steps } = await run(networkOf(server.port, null))
    expect(steps).toMatchObject({ tls: 'not-needed', 'sign-in-service': 'failed: sign-in-service-failed' })
  })

  test('when it is given up: the step under way is cancelled, and nothing more is tried', async () => {
    const abort = new AbortController()
    const server = await notificationServer({})
    const site = await webSite('https', goodPages)
    const { steps } = await run(networkOf(server.port, site), { signal: abort.signal }, (now) => {
      if (now.steps.dialect.state === 'running') abort.abort()
    })
    expect(steps).toMatchObject({ dialect: 'failed: cancelled', tls: 'earlier-failure' })
    expect(site.asked).toEqual([])
  })
})

describe('the address book', () => {
  const newest = allDialects.filter((name) => findDialects([name])[0]?.addressBook === true)

  test('is asked in the dialects that keep contacts there', () => {
    const spoken = allDialects.filter((name) => findDialects([name]).length > 0)
    expect(newest).toEqual(spoken.filter((name) => Number(name.slice(4)) >= 13))
  })

  test.runIf(newest.length > 0).each([
    [403, '', 'passed: '],
    [401, '', 'passed: '],
    [500, '<soap:Envelope xmlns:soap="x"><soap:Fault/></soap:Envelope>', 'passed: '],
    [404, '', 'failed: address-book-failed'],
    [500, 'Internal Server Error', 'failed: address-book-failed'],
    [200, 'hello', 'failed: address-book-failed'],
    [503, '', 'failed: server-busy'],
  ] as const)('that answers %d %j: %s', async (status, body, wanted) => {
    const server = await notificationServer({ ...agreeing, VER: `VER 1 ${newest[0]}` })
    const site = await webSite('https', { ...goodPages, '/abservice/abservice.asmx': [status, body] })
    const { steps } = await run(networkOf(server.port, site))
    expect(steps['address-book']).toBe(wanted === 'passed: ' ? `${wanted}127.0.0.1:${site.port}` : wanted)
  })

  test.runIf(newest.length > 0)('has two services, and both must be there', async () => {
    const server = await notificationServer({ ...agreeing, VER: `VER 1 ${newest[0]}` })
    const site = await webSite('https', { ...goodPages, '/abservice/SharingService.asmx': [404, ''] })
    const { steps, result } = await run(networkOf(server.port, site))
    expect(steps['address-book']).toBe('failed: address-book-failed')
    expect(result.steps['address-book']).toMatchObject({ detail: 'FindMembership: HTTP 404' })
  })
})
