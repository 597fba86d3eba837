import { describe, expect, test } from 'vitest'
import { openConnection } from '../../main/net/connection.ts'
import { directRoute, type Route } from '../../main/net/route.ts'
import {
  command,
  fromNotificationServer,
  fromSwitchboard,
  type Command,
} from '../../main/protocol/wire/command.ts'
import { routeThrough, startSocksProxy } from '../support/proxies.ts'
import { fingerprint, later, startSite, type Asked } from './sites.ts'

/** What a gateway answers: its header, and the bytes. */
interface Answer {
  readonly session?: string
  readonly body?: string
  readonly status?: number
}

/** A gateway that follows a script, and that notices two requests at once. */
async function startGateway(
  answers: (asked: Asked, number: number) => Answer | Promise<Answer>,
  kind: 'http' | 'https' = 'http',
) {
  let atOnce = 0
  let most = 0
  const site = await startSite(kind, (asked, response) => {
    most = Math.max(most, ++atOnce)
    void Promise.resolve(answers(asked, site.asked.length)).then(
      ({ session = 'SessionID=1.1', body = '', status = 200 }) => {
        atOnce--
        response.writeHead(status, session === '' ? {} : { 'X-MSN-Messenger': session }).end(body)
      },
    )
  })
  return { ...site, gatewayUrl: `${site.url.href}gateway/gateway.dll`, most: () => most }
}

async function connect(gatewayUrl: string, more: object = {}) {
  const commands: Command[] = []
  const closed = Promise.withResolvers<Error | null>()
  let wake = (): void => undefined
  const connection = await openConnection({
    host: 'messenger.example.com',
    port: 1863,
    grammar: fromNotificationServer,
    route: directRoute,
    gatewayUrl,
    onCommands: (came) => {
      commands.push(...came)
      wake()
    },
    onClose: closed.resolve,
    ...more,
  })
  later(() => {
    connection.close()
    return closed.promise
  })
  const heard = async (count: number): Promise<readonly Command[]> => {
    while (commands.length < count) await new Promise<void>((resolve) => (wake = resolve))
    return commands
  }
  return { connection, heard, closed: closed.promise }
}

describe('a connection inside of HTTP', () => {
  test('opens with the first command, then sends and asks by the latest session', async () => {
    const gateway = await startGateway((_asked, number) => ({
      session: `SessionID=${number}.0; GW-IP=127.0.0.1`,
      body: ['VER 1 MSNP12\r\nCV', 'R 2 1 1 1 a b\r\n', '', 'OUT SSD\r\n'][number - 1] ?? '',
    }))
    const { connection, heard } = await connect(gateway.gatewayUrl)
    expect(gateway.asked).toHaveLength(0)
    connection.send(command('VER', 1, 'MSNP12'))
    expect(await heard(1)).toMatchObject([{ verb: 'VER' }])
    connection.send(command('CVR', 2, 'x'))
    expect(await heard(3)).toMatchObject([{}, { verb: 'CVR' }, { verb: 'OUT', params: ['SSD'] }])
    expect(gateway.asked.slice(0, 4)).toMatchObject([
      {
        method: 'POST',
        url: '/gateway/gateway.dll?Action=open&Server=NS&IP=messenger.example.com',
        body: 'VER 1 MSNP12\r\n',
      },
      { url: '/gateway/gateway.dll?SessionID=1.0', body: 'CVR 2 x\r\n' },
      { url: '/gateway/gateway.dll?Action=poll&SessionID=2.0', body: '' },
      { url: '/gateway/gateway.dll?Action=poll&SessionID=3.0', body: '' },
    ])
    expect(gateway.asked[0]!.headers['content-type']).toBe('application/x-msn-messenger')
    expect(gateway.most()).toBe(1)
  })

  test('asks for a switchboard when it is to one', async () => {
    const gateway = await startGateway(() => ({ body: 'USR 1 OK a b\r\n' }))
    const more = { kind: 'switchboard', grammar: fromSwitchboard, host: '[2001:db8::1]' }
    const { connection, heard } = await connect(gateway.gatewayUrl, more)
    connection.send(command('USR', 1, 'a', 'b'))
    await heard(1)
    const query = new URL(gateway.asked[0]!.url, 'http://x').searchParams
    expect([query.get('Server'), query.get('IP')]).toEqual(['SB', '2001:db8::1'])
  })

  test('never makes two requests at once, and what is written meanwhile goes together', async () => {
    const first = Promise.withResolvers<void>()
    const arrived = Promise.withResolvers<void>()
    const gateway = await startGateway(async (_asked, number) => {
      if (number > 1) return {}
      arrived.resolve()
      await first.promise
      return { body: 'VER 1 MSNP12\r\n' }
    })
    const { connection, heard } = await connect(gateway.gatewayUrl)
    connection.send(command('VER', 1, 'MSNP12'))
    await arrived.promise
    for (const number of [2, 3, 4]) connection.send(command('PNG', number))
    first.resolve()
    await heard(1)
    await expect.poll(() => gateway.asked.length).toBeGreaterThan(1)
    expect(gateway.asked[1]!.body).toBe('PNG 2\r\nPNG 3\r\nPNG 4\r\n')
    expect(gateway.most()).toBe(1)
  })

  test('ends when the gateway says so, after the last words', async () => {
    const gateway = await startGateway(() => ({ session: 'SessionID=1; Session=close', body: 'OUT OTH\r\n' }))
    const { connection, heard, closed } = await connect(gateway.gatewayUrl)
    connection.send(command('VER', 1, 'MSNP12'))
    expect(await heard(1)).toMatchObject([{ verb: 'OUT' }])
    expect(await closed).toBeNull()
    expect(gateway.asked).toHaveLength(1)
  })

  test('sends what is left when it is closed, and asks no more', async () => {
    const gateway = await startGateway(() => ({}))
    const { connection, closed } = await connect(gateway.gatewayUrl)
    connection.send(command('VER', 1, 'MSNP12'))
    connection.send(command('OUT'))
    connection.close()
    expect(await closed).toBeNull()
    expect(gateway.asked.map(({ body }) => body).join('')).toBe('VER 1 MSNP12\r\nOUT\r\n')
  })

  test.each([
    [{ status: 404, session: '' }, 'server-unreachable'],
    [{ status: 500 }, 'server-unreachable'],
    [{ session: '' }, 'server-unreachable'],
    [{ session: 'GW-IP=1.2.3.4' }, 'server-unreachable'],
  ])('does not come about when the gateway answers %j', async (answer, reason) => {
    const gateway = await startGateway(() => answer)
    const { connection, closed } = await connect(gateway.gatewayUrl)
    connection.send(command('VER', 1, 'MSNP12'))
    expect(await closed).toMatchObject({ name: 'ConnectionError', reason })
  })

  test('nor when nobody is there, or nobody who can be trusted', async () => {
    const nobody = await connect('http://127.0.0.1:1/gateway/gateway.dll')
    nobody.connection.send(command('VER', 1, 'MSNP12'))
    expect(await nobody.closed).toMatchObject({ reason: 'server-unreachable' })
    const gateway = await startGateway(() => ({}), 'https')
    const stranger = await connect(gateway.gatewayUrl)
    stranger.connection.send(command('VER', 1, 'MSNP12'))
    expect(await stranger.closed).toMatchObject({ reason: 'certificate-untrusted' })
    expect(gateway.asked).toHaveLength(0)
  })

  test.each([[{ status: 400, session: '' }], [{ status: 502 }]])(
    'is lost when the session is: %j',
    async (answer) => {
      const gateway = await startGateway((_asked, number) => (number === 1 ? {} : answer))
      const { connection, closed } = await connect(gateway.gatewayUrl)
      connection.send(command('VER', 1, 'MSNP12'))
      expect(await closed).toMatchObject({ reason: 'connection-lost' })
    },
  )

  test('is given up when its answers are no commands', async () => {
    const gateway = await startGateway(() => ({ body: '<html>captive portal</html>\r\n' }))
    const { connection, closed } = await connect(gateway.gatewayUrl)
    connection.send(command('VER', 1, 'MSNP12'))
    expect(await closed).toMatchObject({ name: 'ProtocolError' })
  })

  test('travels by https and through a proxy', async () => {
    const gateway = await startGateway(() => ({ body: 'VER 1 MSNP12\r\n' }), 'https')
    const proxy = await startSocksProxy({ names: { 'gateway.example.com': '127.0.0.1' } })
    later(() => proxy.close())
    const route: Route = { ...routeThrough(proxy), pinnedCertificate: fingerprint }
    const { connection, heard } = await connect(
      `https://gateway.example.com:${gateway.port}/gateway/gateway.dll`,
      { route },
    )
    connection.send(command('VER', 1, 'MSNP12'))
    await heard(1)
    expect(proxy.asked[0]).toBe(`gateway.example.com:${gateway.port}`)
  })
})

describe('where the gateway sends one', () => {
  const lookup = (
    host: string,
    _options: unknown,
    callback: (error: null, addresses: object[]) => void,
  ): void => callback(null, [{ address: host.endsWith('.inside') ? '10.0.0.1' : '203.0.113.5', family: 4 }])

  /** Hosts that were asked, each through a proxy that leads to the gateway. */
  async function hostsAsked(kind: 'http' | 'https', named: string): Promise<readonly string[]> {
    const gateway = await startGateway(
      (_asked, number) => ({ session: `SessionID=1; GW-IP=${named}`, body: `QNG ${number}\r\n` }),
      kind,
    )
    const bare = named.replace(/[[\]]/g, '')
    const proxy = await startSocksProxy({
      names: { 'gateway.example.com': '127.0.0.1', [bare]: '127.0.0.1' },
    })
    later(() => proxy.close())
    const route: Route = { ...routeThrough(proxy), pinnedCertificate: fingerprint }
    const url = `${kind}://gateway.example.com:${gateway.port}/gateway/gateway.dll`
    const { connection, heard } = await connect(url, { route, lookup })
    connection.send(command('PNG'))
    await heard(2)
    return proxy.asked.slice(0, 2).map((target) => target.replace(/:\d+$/, ''))
  }

  test.each([
    ['http', '203.0.113.9', '203.0.113.9'],
    ['http', 'second.example.com', 'second.example.com'],
    ['http', '192.168.0.7', 'gateway.example.com'],
    ['http', '127.0.0.1', 'gateway.example.com'],
    ['http', 'printer.inside', 'gateway.example.com'],
    ['https', 'second.example.com', 'second.example.com'],
    ['https', '203.0.113.9', 'gateway.example.com'],
  ] as const)('by %s to %s: the next request goes to %s', async (kind, named, next) => {
    expect(await hostsAsked(kind, named)).toEqual(['gateway.example.com', next])
  })
})

test('a gateway is not asked for when there is none', async () => {
  const opened = openConnection({
    host: '127.0.0.1',
    port: 1,
    grammar: fromNotificationServer,
    route: directRoute,
    gatewayUrl: '',
    onCommands: () => undefined,
    onClose: () => undefined,
  })
  await expect(opened).rejects.toMatchObject({ reason: 'server-unreachable' })
})
