import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openConnection, type Connection } from '../../main/net/connection.ts'
import { httpRequest } from '../../main/net/http-request.ts'
import { directRoute, type Proxy, type Route } from '../../main/net/route.ts'
import { command, fromNotificationServer, type Command } from '../../main/protocol/wire/command.ts'
import { routeThrough, startHttpProxy, startSocksProxy, type ProxyOptions } from '../support/proxies.ts'
import { fingerprint, later, listen, startSite } from './sites.ts'

const kinds = [
  ['SOCKS5', startSocksProxy],
  ['HTTP', startHttpProxy],
] as const
const names = { 'messenger.example.com': '127.0.0.1' }

const echo = (): Promise<number> => listen((socket) => socket.pipe(socket))

const chat = (host: string, port: number, route: Route, more: object = {}) => {
  const heard = Promise.withResolvers<readonly Command[]>()
  const closed = Promise.withResolvers<Error | null>()
  const connection = openConnection({
    host,
    port,
    route,
    grammar: fromNotificationServer,
    onCommands: heard.resolve,
    onClose: closed.resolve,
    ...more,
  })
  return { connection, heard: heard.promise, closed: closed.promise }
}

const reasonOf = (connection: Promise<Connection>): Promise<string> =>
  connection.then(
    () => 'connected',
    (error: { reason: string }) => error.reason,
  )

describe.each(kinds)('through a %s proxy', (_name, startProxy) => {
  const start = async (options: ProxyOptions = {}) => {
    const proxy = await startProxy({ names, ...options })
    later(() => proxy.close())
    return { proxy, route: routeThrough(proxy) }
  }

  test('commands travel, and the proxy resolves the name', async () => {
    const port = await echo()
    const { proxy, route } = await start()
    const { connection, heard, closed } = chat('messenger.example.com', port, route)
    const open = await connection
    open.send(command('VER', 1, 'MSNP12'))
    expect(await heard).toMatchObject([{ verb: 'VER' }])
    expect(proxy.asked).toEqual([`messenger.example.com:${port}`])
    open.close()
    expect(await closed).toBeNull()
  })

  test('addresses of both kinds are asked for as such', async () => {
    const port = await echo()
    const { proxy, route } = await start()
    ;(await chat('127.0.0.1', port, route).connection).close()
    expect(await reasonOf(chat('[2001:db8::7]', 1, route).connection)).not.toBe('connected')
    expect(proxy.asked[0]).toBe(`127.0.0.1:${port}`)
    expect(proxy.asked[1]).toMatch(/^\[2001:0?db8:.*7\]:1$/)
  })

  test('https is verified by the name of its target', async () => {
    const site = await startSite('https', (_asked, response) => response.end('hello'))
    const { proxy, route } = await start()
    const ask = (pinnedCertificate: string) =>
      httpRequest(new URL(`https://messenger.example.com:${site.port}/`), {
        method: 'GET',
        headers: {},
        route: { ...route, pinnedCertificate },
        timeoutMs: 5_000,
        maxBytes: 100,
      })
    await expect(ask('')).rejects.toMatchObject({ reason: 'certificate-untrusted' })
    expect(site.asked).toHaveLength(0)
    expect(Buffer.from((await ask(fingerprint)).body).toString()).toBe('hello')
    expect(proxy.asked).toEqual(Array(2).fill(`messenger.example.com:${site.port}`))
  })

  test('name and password are shown to it', async () => {
    const port = await echo()
    const { route } = await start({ username: 'käthe', password: 'pass:wörd' })
    const open = await chat('127.0.0.1', port, route).connection
    open.close()
  })

  test.each([
    { username: 'alice', password: 'wrong' },
    { username: '', password: '' },
    { username: 'a'.repeat(300), password: 'x' },
  ])('it may refuse them (%j)', async (shown) => {
    const { proxy } = await start({ username: 'alice', password: 'right' })
    const route = routeThrough({ proxy: { ...proxy.proxy, ...shown } })
    const error: unknown = await chat('127.0.0.1', 9, route).connection.catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'ConnectionError', reason: 'proxy-refused' })
    expect((error as Error).cause).toBeUndefined()
  })

  test('nobody listens at the target', async () => {
    const { route } = await start()
    expect(await reasonOf(chat('127.0.0.1', 1, route).connection)).toBe('server-unreachable')
  })

  test('a private address that a public server names is not asked for', async () => {
    const { proxy, route } = await start()
    const { connection } = chat('192.168.1.1', 1, { ...route, refusePrivate: true })
    expect(await reasonOf(connection)).toBe('private-address-refused')
    expect(proxy.asked).toEqual([])
  })

  test('a tunnel that is cut is a lost connection', async () => {
    const port = await echo()
    const { proxy, route } = await start()
    const { connection, heard, closed } = chat('127.0.0.1', port, route)
    ;(await connection).send(command('PNG'))
    await heard
    proxy.cut()
    expect([null, 'connection-lost']).toContain(
      ((await closed) as { reason?: string } | null)?.reason ?? null,
    )
  })

  test('a frozen tunnel passes what was said once it thaws', async () => {
    const port = await echo()
    const { proxy, route } = await start()
    const { connection, heard } = chat('127.0.0.1', port, route)
    const open = await connection
    proxy.freeze()
    open.send(command('PNG'))
    proxy.thaw()
    expect(await heard).toMatchObject([{ verb: 'PNG' }])
  })

  test('a proxy that does not answer is given up', async () => {
    const port = await listen(() => undefined)
    const { proxy } = await start()
    const route = routeThrough({ proxy: { ...proxy.proxy, port } })
    const more = { connectTimeoutMs: 50 }
    expect(await reasonOf(chat('127.0.0.1', 9, route, more).connection)).toBe('timed-out')
    const abort = new AbortController()
    const { connection } = chat('127.0.0.1', 9, route, { signal: abort.signal })
    abort.abort()
    expect(await reasonOf(connection)).toBe('cancelled')
  })

  test('no proxy is there', async () => {
    const { proxy } = await start()
    for (const [host, port] of [
      ['127.0.0.1', 1],
      ['no-such-proxy.invalid', 1080],
    ] as const) {
      const route = routeThrough({ proxy: { ...proxy.proxy, host, port } })
      expect(await reasonOf(chat('127.0.0.1', 9, route).connection)).toBe('proxy-failed')
    }
  })

  test('whatever it says, there is a tunnel or a reason', async () => {
    let answer: Uint8Array[] = []
    const port = await listen((socket) => {
      const left = [...answer]
      socket.on('data', () => void (left.length > 0 ? socket.write(left.shift()!) : socket.end()))
    })
    const { proxy } = await start()
    const route = routeThrough({ proxy: { ...proxy.proxy, port, username: 'a', password: 'b' } })
    const start5 = fc.constantFrom(
      [5, 0],
      [5, 2],
      [1, 0],
      [5, 0, 0, 1],
      [5, 0, 0, 3],
      [5, 0, 0, 4],
      [5, 0, 0, 9],
    )
    const piece = fc
      .tuple(start5, fc.uint8Array({ maxLength: 24 }))
      .map(([head, rest]) => Uint8Array.from([...head, ...rest]))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.uint8Array({ minLength: 1 })), { maxLength: 4 }),
        async (said) => {
          answer = said
          const reason = await reasonOf(
            chat('127.0.0.1', 9, route, { connectTimeoutMs: 1_000 }).connection.then(
              (open) => (open.close(), open),
            ),
          )
          expect(['connected', 'proxy-failed', 'proxy-refused', 'server-unreachable', 'timed-out']).toContain(
            reason,
          )
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a SOCKS5 proxy', () => {
  test.each(['IPv4', 'IPv6', 'name'] as const)('may name its own address by %s', async (answers) => {
    const port = await echo()
    const proxy = await startSocksProxy({ answers })
    later(() => proxy.close())
    const { connection, heard } = chat('127.0.0.1', port, routeThrough(proxy))
    ;(await connection).send(command('PNG'))
    expect(await heard).toMatchObject([{ verb: 'PNG' }])
  })

  test.each([
    [1, 'proxy-failed'],
    [2, 'proxy-refused'],
    [3, 'server-unreachable'],
    [4, 'server-unreachable'],
    [5, 'server-unreachable'],
    [6, 'timed-out'],
    [7, 'proxy-failed'],
    [8, 'proxy-failed'],
    [200, 'proxy-failed'],
  ])('answers %d: %s', async (refusal, reason) => {
    const proxy = await startSocksProxy({ refusal })
    later(() => proxy.close())
    expect(await reasonOf(chat('127.0.0.1', 9, routeThrough(proxy)).connection)).toBe(reason)
  })
})

describe('an HTTP proxy', () => {
  test.each([
    [407, 'proxy-refused'],
    [401, 'proxy-refused'],
    [403, 'proxy-refused'],
    [404, 'proxy-failed'],
    [500, 'proxy-failed'],
    [502, 'server-unreachable'],
    [503, 'server-unreachable'],
    [504, 'timed-out'],
    [302, 'proxy-failed'],
  ])('answers %d: %s', async (refusal, reason) => {
    const proxy = await startHttpProxy({ refusal })
    later(() => proxy.close())
    expect(await reasonOf(chat('127.0.0.1', 9, routeThrough(proxy)).connection)).toBe(reason)
  })

  test('may send the first words of the server along with its answer', async () => {
    const port = await listen((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nOUT SSD\r\n'))
    const proxy: Proxy = { kind: 'http', host: '127.0.0.1', port, username: '', password: '' }
    const { connection, heard } = chat('127.0.0.1', 9, routeThrough({ proxy }))
    await connection
    expect(await heard).toMatchObject([{ verb: 'OUT', params: ['SSD'] }])
  })

  test('is given up when its answer has no end', async () => {
    const port = await listen((socket) => socket.write(`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(10_000)}`))
    const proxy: Proxy = { kind: 'http', host: '127.0.0.1', port, username: '', password: '' }
    expect(await reasonOf(chat('127.0.0.1', 9, routeThrough({ proxy })).connection)).toBe('proxy-failed')
  })
})

test('nothing goes out when nobody knows which proxy to take', async () => {
  const port = await echo()
  const route: Route = { ...directRoute, findProxy: () => Promise.reject(new Error('no settings')) }
  expect(await reasonOf(chat('127.0.0.1', port, route).connection)).toBe('proxy-failed')
})

test('each target is asked for by its scheme, and may have a proxy of its own', async () => {
  const port = await echo()
  const asked: unknown[] = []
  const route: Route = {
    ...directRoute,
    findProxy: (target) => {
      asked.push(target)
      return Promise.resolve(null)
    },
  }
  ;(await chat('127.0.0.1', port, route).connection).close()
  await expect(
    httpRequest(new URL('https://127.0.0.1:1/'), {
      method: 'GET',
      headers: {},
      route,
      timeoutMs: 1_000,
      maxBytes: 1,
    }),
  ).rejects.toMatchObject({ reason: 'server-unreachable' })
  expect(asked).toEqual([
    { scheme: 'msnp', host: '127.0.0.1', port },
    { scheme: 'https', host: '127.0.0.1', port: 1 },
  ])
})
