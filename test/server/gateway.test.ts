import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { openConnection, type Connection } from '../../main/net/connection.ts'
import { directRoute } from '../../main/net/route.ts'
import {
  command,
  fromNotificationServer,
  fromSwitchboard,
  payloadCommand,
  type Command,
} from '../../main/protocol/wire/command.ts'
import { fetchTicket, skipUntil, startNetwork, type TestNetwork } from './test-network.ts'

/** A client of the gateway that knows nothing but HTTP. */
class RawGatewayClient {
  sessionId = ''
  header = ''
  readonly #url: string
  readonly #server: 'NS' | 'SB'
  #said = ''

  constructor(network: TestNetwork, server: 'NS' | 'SB' = 'NS') {
    this.#url = `http://127.0.0.1:${network.httpPort}/gateway/gateway.dll`
    this.#server = server
  }

  /** Sends bytes, or asks when there are none. */
  async send(body: string): Promise<number> {
    const query =
      this.sessionId === ''
        ? `Action=open&Server=${this.#server}&IP=127.0.0.1`
        : `${body === '' ? 'Action=poll&' : ''}SessionID=${this.sessionId}`
    const answer = await fetch(`${this.#url}?${query}`, { method: 'POST', body })
    this.#said += Buffer.from(await answer.arrayBuffer()).toString('utf8')
    if (answer.status !== 200) return answer.status
    this.header = answer.headers.get('x-msn-messenger') ?? ''
    this.sessionId = /SessionID=([^;]+)/.exec(this.header)![1]!
    return answer.status
  }

  /** Asks until a line has come that fits; the words of that line. */
  async until(wanted: RegExp): Promise<readonly string[]> {
    const deadline = Date.now() + 5_000
    for (;;) {
      const found = wanted.exec(this.#said)
      if (found !== null) {
        this.#said = this.#said.slice(found.index + found[0].length)
        return found[0].trim().split(' ')
      }
      if (Date.now() > deadline) throw new Error(`${wanted} did not come; there was: ${this.#said}`)
      await this.send('')
    }
  }
}

async function signIn(network: TestNetwork, name: string): Promise<RawGatewayClient> {
  const client = new RawGatewayClient(network)
  const address = `${name}@example.com`
  await client.send('VER 1 MSNP12 CVR0\r\n')
  await client.until(/VER 1 MSNP12\r\n/)
  await client.send(
    `CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.5.0324 MSMSGS ${address}\r\nUSR 3 TWN I ${address}\r\n`,
  )
  await client.until(/USR 3 TWN S \S+\r\n/)
  await client.send(`USR 4 TWN S ${await fetchTicket(network.httpPort, address)}\r\n`)
  await client.until(/USR 4 OK \S+ 1 0\r\n/)
  await client.send('SYN 5 0 0\r\nCHG 6 NLN 0\r\n')
  await client.until(/CHG 6 NLN 0\r\n/)
  return client
}

test('two people sign in and talk, each by HTTP alone', async () => {
  const network = await startNetwork()
  const [alice, bob] = [await signIn(network, 'alice'), await signIn(network, 'bob')]
  await alice.until(/NLN NLN bob@example\.com \S+ 0\r\n/)

  await alice.send('XFR 7 SB\r\n')
  const [, , , place, , cookie] = await alice.until(/XFR 7 SB \S+ CKI \S+\r\n/)
  expect(place).toBe(`127.0.0.1:${network.port}`)
  const room = new RawGatewayClient(network, 'SB')
  await room.send(`USR 1 alice@example.com ${cookie}\r\nCAL 2 bob@example.com\r\n`)
  const [, , , session] = await room.until(/CAL 2 RINGING \S+\r\n/)

  const [, ringing, , , key] = await bob.until(/RNG \S+ \S+ CKI \S+ alice@example\.com \S+\r\n/)
  expect(ringing).toBe(session)
  const bobs = new RawGatewayClient(network, 'SB')
  await bobs.send(`ANS 1 bob@example.com ${key} ${ringing}\r\n`)
  await bobs.until(/ANS 1 OK\r\n/)
  await room.until(/JOI bob@example\.com \S+ 0\r\n/)
  const text = 'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nGrüße'
  await room.send(`MSG 3 A ${Buffer.byteLength(text)}\r\n${text}`)
  await room.until(/ACK 3\r\n/)
  await bobs.until(/MSG alice@example\.com Alice \d+\r\nMIME-Version: 1\.0\r\n[^]*Grüße/)

  await room.send('OUT\r\n')
  expect(room.header).toMatch(/^SessionID=\S+; GW-IP=127\.0\.0\.1; Session=close$/)
  await bobs.until(/BYE alice@example\.com\r\n/)
  expect(await room.send('')).toBe(400)
})

describe('a session of the gateway', () => {
  test('ends a minute after its last request, and the person goes offline', async () => {
    const network = await startNetwork({ limits: { challengeMs: 600_000 } })
    const [alice, bob] = [await signIn(network, 'alice'), await network.online('bob', 'MSNP12')]
    network.clock.advance(59_000)
    expect(await alice.send('')).toBe(200)
    network.clock.advance(59_000)
    expect(await alice.send('')).toBe(200)
    network.clock.advance(60_000)
    expect(await alice.send('')).toBe(400)
    await skipUntil(bob, /^FLN alice@example\.com/)
  })

  test('is known to nobody who was not told it', async () => {
    const network = await startNetwork()
    const ask = (query: string, method = 'POST') =>
      fetch(`http://127.0.0.1:${network.httpPort}/gateway/gateway.dll${query}`, { method })
    expect((await ask('?SessionID=1.1')).status).toBe(400)
    expect((await ask('?Action=poll')).status).toBe(400)
    expect((await ask('')).status).toBe(400)
    expect((await ask('?Action=open&Server=NS&IP=x', 'GET')).status).toBe(404)
    const [one, other] = [new RawGatewayClient(network), new RawGatewayClient(network)]
    await one.send('')
    await other.send('')
    expect(one.sessionId).toMatch(/^[0-9a-f]{16}\.[0-9a-f]{16}$/)
    expect(other.sessionId).not.toBe(one.sessionId)
  })

  test('ends when what it sends is no command', async () => {
    const network = await startNetwork()
    const client = new RawGatewayClient(network)
    await client.send('GET / HTTP/1.1\r\n')
    expect(client.header).toContain('Session=close')
    expect(await client.send('')).toBe(400)
  })

  test.each(['localhost:99999', '[:::]', 'a b'])('can be opened as %s, which is no host', async (host) => {
    const network = await startNetwork({ limits: { maxGatewaySessionsPerAddress: 2 } })
    const opened = await new Promise<string | undefined>((resolve, reject) => {
      const url = `http://127.0.0.1:${network.httpPort}/gateway/gateway.dll?Action=open&Server=NS&IP=x`
      request(url, { method: 'POST', headers: { host } }, (response) => {
        response.resume()
        resolve(response.headers['x-msn-messenger']?.toString())
      })
        .on('error', reject)
        .end()
    })
    expect(opened).toMatch(/^SessionID=\S+; GW-IP=127\.0\.0\.1$/)
  })

  test('takes no request that is too large', async () => {
    const network = await startNetwork()
    const client = new RawGatewayClient(network)
    await client.send('VER 1 MSNP12\r\n')
    expect(await client.send('x'.repeat(70_000))).toBe(413)
  })

  test('is one of so many, and its place is free when it is over', async () => {
    const network = await startNetwork({ limits: { maxGatewaySessions: 3, maxGatewaySessionsPerAddress: 2 } })
    const clients = [1, 2, 3].map(() => new RawGatewayClient(network))
    expect([await clients[0]!.send(''), await clients[1]!.send(''), await clients[2]!.send('')]).toEqual([
      200, 200, 503,
    ])
    network.clock.advance(60_000)
    expect(await clients[2]!.send('')).toBe(200)
  })
})

/** A connection of ours, and what it hears. */
async function connect(network: TestNetwork, kind: 'notification-server' | 'switchboard') {
  const heard: Command[] = []
  let wake = (): void => undefined
  const connection: Connection = await openConnection({
    host: '127.0.0.1',
    port: network.port,
    kind,
    grammar: kind === 'switchboard' ? fromSwitchboard : fromNotificationServer,
    route: directRoute,
    gatewayUrl: `http://127.0.0.1:${network.httpPort}/gateway/gateway.dll`,
    onCommands: (commands) => {
      heard.push(...commands)
      wake()
    },
    onClose: () => undefined,
  })
  const next = async (verb: string): Promise<Command> => {
    for (;;) {
      const at = heard.findIndex((each) => each.verb === verb)
      if (at >= 0) return heard.splice(0, at + 1)[at]!
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  return { connection, next }
}

test('our own connection signs in and talks through it to somebody on TCP', async () => {
  const network = await startNetwork()
  const bob = await network.online('bob', 'MSNP12')
  const { connection, next } = await connect(network, 'notification-server')
  connection.send(command('VER', 1, 'MSNP12'))
  expect(await next('VER')).toMatchObject({ params: ['1', 'MSNP12'] })
  connection.send(command('USR', 2, 'TWN', 'I', 'alice@example.com'))
  await next('USR')
  connection.send(command('USR', 3, 'TWN', 'S', await fetchTicket(network.httpPort, 'alice@example.com')))
  expect((await next('USR')).params.slice(0, 2)).toEqual(['3', 'OK'])
  connection.send(command('SYN', 4, 0, 0))
  connection.send(command('CHG', 5, 'NLN', 0))
  expect((await next('ILN')).params).toContain('bob@example.com')
  connection.send(command('XFR', 6, 'SB'))
  const cookie = (await next('XFR')).params.at(-1)!

  const room = await connect(network, 'switchboard')
  room.connection.send(command('USR', 1, 'alice@example.com', cookie))
  await room.next('USR')
  room.connection.send(command('CAL', 2, 'bob@example.com'))
  const [, session, , , key] = (await skipUntil(bob, /^RNG /)).split(' ')
  const answering = await network.open()
  answering.send(`ANS 1 bob@example.com ${key} ${session}`)
  await answering.expect('IRO 1 1 1 alice@example.com Alice 0', 'ANS 1 OK')
  await room.next('JOI')
  const text = 'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nhello'
  room.connection.send(payloadCommand('MSG', [3, 'N'], Buffer.from(text)))
  await answering.expectPayload(`MSG alice@example.com Alice ${text.length}`, text)
  answering.send(`MSG 2 N ${text.length}`, text)
  expect(Buffer.from((await room.next('MSG')).payload!).toString()).toBe(text)
  room.connection.close()
  connection.close()
})
