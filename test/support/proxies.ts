import type { Socket } from 'node:net'
import type { Proxy, Route } from '../../main/net/route.ts'
import { directRoute } from '../../main/net/route.ts'
import { connectTo, startLinks, take, type Links } from './links.ts'

/** What a proxy of a test does. */
export interface ProxyOptions {
  /** Asked of everybody, when given. */
  readonly username?: string
  readonly password?: string
  /** Where names lead that nobody else knows. */
  readonly names?: Readonly<Record<string, string>>
  /** What is answered instead of a tunnel: a code of RFC 1928, or a status of HTTP. */
  readonly refusal?: number
  /** The type of the address in SOCKS answers. */
  readonly answers?: 'IPv4' | 'IPv6' | 'name'
  readonly port?: number
}

/** A proxy that runs for a test. */
export interface TestProxy extends Links {
  readonly proxy: Proxy
  /** What clients asked for, such as `messenger.example.com:1863`. */
  readonly asked: readonly string[]
}

/** A route on which everything goes through a proxy. */
export const routeThrough = ({ proxy }: Pick<TestProxy, 'proxy'>): Route => ({
  ...directRoute,
  findProxy: () => Promise.resolve(proxy),
})

/** Starts a SOCKS5 proxy (RFC 1928, RFC 1929). */
export const startSocksProxy = (options: ProxyOptions = {}): Promise<TestProxy> =>
  start('socks5', options, async (client, ask) => {
    await greet(client, options)
    const target = await socksTarget(client)
    ask(target)
    const code = options.refusal ?? 0
    const socket = code === 0 ? await reach(target, options).catch(() => null) : null
    client.write(socksAnswer(code === 0 && socket === null ? 5 : code, options.answers ?? 'IPv4'))
    if (socket === null) client.end()
    return socket
  })

/** Starts an HTTP proxy that only knows CONNECT. */
export const startHttpProxy = (options: ProxyOptions = {}): Promise<TestProxy> =>
  start('http', options, async (client, ask) => {
    const head = await readHead(client)
    const target = /^CONNECT (\S+) HTTP\/1\.1\r\n/.exec(head)?.[1]
    const deny = (status: string): null => {
      client.end(
        `HTTP/1.1 ${status}\r\nContent-Length: 2\r\nProxy-Authenticate: Basic realm="test"\r\n\r\nno`,
      )
      return null
    }
    if (target === undefined) return deny('405 Method Not Allowed')
    ask(target)
    if (
      options.username !== undefined &&
      /^proxy-authorization: Basic (\S+)\r$/im.exec(head)?.[1] !== basic(options)
    )
      return deny('407 Proxy Authentication Required')
    if (options.refusal !== undefined) return deny(`${options.refusal} No`)
    const socket = await reach(target, options).catch(() => null)
    if (socket === null) return deny('502 Bad Gateway')
    client.write('HTTP/1.1 200 Connection established\r\n\r\n')
    return socket
  })

async function start(
  kind: Proxy['kind'],
  { username = '', password = '', port }: ProxyOptions,
  lead: (client: Socket, ask: (target: string) => void) => Promise<Socket | null>,
): Promise<TestProxy> {
  const asked: string[] = []
  const links = await startLinks((client) => lead(client, (target) => asked.push(target)), port)
  const proxy: Proxy = { kind, host: links.host, port: links.port, username, password }
  return Object.assign(Object.create(links) as Links, { proxy, asked })
}

function reach(target: string, { names = {} }: ProxyOptions): Promise<Socket> {
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(target) ?? []
  return connectTo(names[host] ?? host, Number(port))
}

/** The methods that the client offers: 0 nothing, 2 name and password. */
async function greet(client: Socket, { username, password = '' }: ProxyOptions): Promise<void> {
  const [version, count = 0] = await take(client, 2)
  const methods = await take(client, count)
  const wanted = username === undefined ? 0 : 2
  if (version !== 5 || !methods.includes(wanted)) {
    client.end(Uint8Array.of(5, 0xff))
    throw new Error('refused')
  }
  client.write(Uint8Array.of(5, wanted))
  if (username === undefined) return
  const name = await field(client, 1)
  const word = await field(client, 0)
  const isRight = name === username && word === password
  client.write(Uint8Array.of(1, isRight ? 0 : 1))
  if (!isRight) throw new Error('refused')
}

/** A text behind its length, after so many other bytes. */
async function field(client: Socket, skipped: number): Promise<string> {
  const length = (await take(client, skipped + 1))[skipped] ?? 0
  return length === 0 ? '' : (await take(client, length)).toString('utf8')
}

async function socksTarget(client: Socket): Promise<string> {
  const type = (await take(client, 4))[3]
  const host =
    type === 3
      ? await field(client, 0)
      : type === 1
        ? (await take(client, 4)).join('.')
        : `[${(await take(client, 16)).toString('hex').match(/.{4}/g)?.join(':')}]`
  return `${host}:${(await take(client, 2)).readUInt16BE()}`
}

const socksAnswer = (code: number, type: 'IPv4' | 'IPv6' | 'name'): Uint8Array => {
  const addresses = {
    IPv4: [1, 192, 0, 2, 1],
    IPv6: [4, ...Buffer.from('20010db8000000000000000000000001', 'hex')],
    name: [3, 5, ...Buffer.from('proxy')],
  }
  return Uint8Array.from([5, code, 0, ...addresses[type], 0x12, 0x34])
}

async function readHead(client: Socket): Promise<string> {
  let head = ''
  while (!head.endsWith('\r\n\r\n')) head += (await take(client, 1)).toString('latin1')
  return head
}

const basic = ({ username, password = '' }: ProxyOptions): string =>
  Buffer.from(`${username}:${password}`).toString('base64')
