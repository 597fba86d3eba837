import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { acceptConnection, openConnection, type Connection } from '../../main/net/connection.ts'
import { ConnectionError } from '../../main/net/errors.ts'
import { directRoute } from '../../main/net/route.ts'
import {
  command,
  fromNotificationServer,
  payloadCommand,
  toNotificationServer,
  toSwitchboard,
  type Command,
} from '../../main/protocol/wire/command.ts'
import { ProtocolError } from '../../main/protocol/wire/errors.ts'

const servers: Server[] = []
const sockets: Socket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))))
})

/** A server of bare sockets; `next` waits for the next client. */
async function startServer(onSocket: (socket: Socket) => void = () => undefined) {
  const arrived: Socket[] = []
  const waiting: ((socket: Socket) => void)[] = []
  const server = createServer({ allowHalfOpen: false }, (socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    onSocket(socket)
    const first = waiting.shift()
    if (first === undefined) arrived.push(socket)
    else first(socket)
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const next = (): Promise<Socket> => {
    const socket = arrived.shift()
    return socket === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(socket)
  }
  return { port, next }
}

/** What a connection told its owner, and promises for what it will tell. */
function ears() {
  const batches: (readonly Command[])[] = []
  const closed = Promise.withResolvers<Error | null>()
  let wanted = 0
  let reached = (): void => undefined
  const callbacks = {
    onCommands: (commands: readonly Command[]) => {
      batches.push(commands)
      if (batches.flat().length >= wanted) reached()
    },
    onClose: (error: Error | null) => closed.resolve(error),
  }
  const heard = (count: number): Promise<readonly Command[]> =>
    new Promise((resolve) => {
      wanted = count
      reached = () => resolve(batches.flat())
      if (batches.flat().length >= count) reached()
    })
  return { batches, callbacks, closed: closed.promise, heard }
}

async function connected(options: { onCommands?: (commands: readonly Command[]) => void } = {}) {
  const server = await startServer()
  const ear = ears()
  const connection = await openConnection({
    host: '127.0.0.1',
    port: server.port,
    grammar: fromNotificationServer,
    route: directRoute,
    ...ear.callbacks,
    ...options,
  })
  return { connection, peer: await server.next(), ...ear }
}

const text = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let received = ''
    socket.on('data', (piece) => (received += piece.toString('latin1')))
    socket.on('close', () => resolve(received))
  })

describe('a connection that we open', () => {
  test('carries commands both ways, however the stream is cut', async () => {
    const { connection, peer, heard } = await connected()
    const received = text(peer)
    connection.send(command('PNG'))
    connection.send(payloadCommand('UUX', [7], Buffer.from('abc')))
    const bytes = 'QNG 50\r\nUBX bob@example.com 3\r\na\r\nNLN NLN bob@example.com Bob 0\r\n'
    for (const byte of bytes) {
      peer.write(byte)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await heard(3)).toEqual([
      command('QNG', '50'),
      payloadCommand('UBX', ['bob@example.com'], Uint8Array.from(Buffer.from('a\r\n'))),
      command('NLN', 'NLN', 'bob@example.com', 'Bob', '0'),
    ])
    connection.close()
    expect(await received).toBe('PNG\r\nUUX 7 3\r\nabc')
    expect(connection.remoteAddress).toBe('127.0.0.1')
  })

  test('hands over what came in one piece as one batch', async () => {
    const { peer, heard, batches } = await connected()
    peer.write('QNG 1\r\nQNG 2\r\nQNG 3\r\nQN')
    await heard(3)
    expect(batches).toHaveLength(1)
    peer.write('G 4\r\n')
    await heard(4)
    expect(batches).toHaveLength(2)
  })

  test('closes with a null when either side closes', async () => {
    const theirs = await connected()
    theirs.peer.end('OUT SSD\r\n')
    expect(await theirs.closed).toBeNull()
    expect(theirs.batches.flat()).toEqual([command('OUT', 'SSD')])

    const ours = await connected()
    const received = text(ours.peer)
    ours.connection.send(command('OUT'))
    ours.connection.close()
    ours.connection.close()
    expect(await ours.closed).toBeNull()
    expect(await received).toBe('OUT\r\n')
  })

  test('ignores what is sent after it closed, and hears nothing any more', async () => {
    const { connection, peer, closed, batches } = await connected()
    connection.close()
    connection.send(command('PNG'))
    peer.write('QNG 50\r\n')
    expect(await closed).toBeNull()
    connection.send(command('PNG'))
    expect(batches).toEqual([])
  })

  test('never sends a word that would be two', async () => {
    const { connection } = await connected()
    expect(() => connection.send(command('PRP', '1', 'MFN', 'a b'))).toThrow(TypeError)
  })

  test.each([
    ['junk', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['a line without an end', 'x'.repeat(70_000)],
    ['a payload that is too large', 'MSG Hotmail Hotmail 99999999\r\n'],
    ['random bytes', Buffer.from([0, 255, 10, 13, 10, 1, 2])],
  ])('closes with a ProtocolError at %s, after what came before', async (_what, bytes) => {
    const { peer, closed, batches } = await connected()
    peer.write(Buffer.concat([Buffer.from('QNG 50\r\n'), Buffer.from(bytes)]))
    expect(await closed).toBeInstanceOf(ProtocolError)
    expect(batches.flat()[0]).toEqual(command('QNG', '50'))
  })

  test('closes with what its owner throws', async () => {
    const { peer, closed } = await connected({
      onCommands: () => {
        throw new ProtocolError('RNG with too few words')
      },
    })
    peer.write('RNG\r\n')
    expect(await closed).toEqual(new ProtocolError('RNG with too few words'))
  })

  test('closes with a ConnectionError when it breaks', async () => {
    const { peer, closed } = await connected()
    peer.resetAndDestroy()
    expect(await closed).toMatchObject({ name: 'ConnectionError', reason: 'connection-lost' })
  })

  test('gives up a peer that does not read', async () => {
    const { connection, peer, closed } = await connected()
    peer.pause()
    const large = payloadCommand('UUX', [1], new Uint8Array(1024 * 1024))
    for (let count = 0; count < 64; count++) connection.send(large)
    expect(await closed).toMatchObject({ reason: 'connection-lost' })
  })

  test('does not wait for ever for the peer to close', async () => {
    const server = await startServer((socket) => (socket.allowHalfOpen = true))
    const ear = ears()
    const connection = await openConnection({
      host: '127.0.0.1',
      port: server.port,
      grammar: fromNotificationServer,
      route: directRoute,
      ...ear.callbacks,
    })
    await server.next()
    connection.close()
    expect(await ear.closed).toBeNull()
  })
})

describe('a connection that cannot be opened', () => {
  const { callbacks } = ears()
  const to = (
    host: string,
    port: number,
    more: { connectTimeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<Connection> =>
    openConnection({ host, port, grammar: fromNotificationServer, route: directRoute, ...callbacks, ...more })

  test('because nobody listens', async () => {
    const { port } = await startServer()
    await new Promise((done) => servers.pop()!.close(done))
    await expect(to('127.0.0.1', port)).rejects.toMatchObject({
      name: 'ConnectionError',
      reason: 'server-unreachable',
    })
  })

  test('because the host does not exist', async () => {
    await expect(to('no-such-host.invalid', 1863)).rejects.toMatchObject({ reason: 'host-unknown' })
  })

  test('because nobody answers in time', async () => {
    // TEST-NET-1: reserved, and nowhere reachable.
    await expect(to('192.0.2.1', 1863, { connectTimeoutMs: 50 })).rejects.toBeInstanceOf(ConnectionError)
  })

  test('because it was cancelled', async () => {
    const { port } = await startServer()
    const abort = new AbortController()
    const opening = to('127.0.0.1', port, { signal: abort.signal })
    abort.abort()
    await expect(opening).rejects.toMatchObject({ reason: 'cancelled' })
    await expect(to('127.0.0.1', port, { signal: abort.signal })).rejects.toMatchObject({
      reason: 'cancelled',
    })
  })
})

describe('a connection that we accept', () => {
  async function accepting(bytes: string, pieces: number) {
    const ear = ears()
    const verbs: string[] = []
    const { port, next } = await startServer((socket) => {
      acceptConnection(socket, {
        chooseGrammar(verb) {
          verbs.push(verb)
          return verb === 'VER'
            ? toNotificationServer
            : verb === 'USR' || verb === 'ANS'
              ? toSwitchboard
              : null
        },
        ...ear.callbacks,
      })
    })
    const client = connect(port, '127.0.0.1')
    client.on('error', () => undefined)
    sockets.push(client)
    await next()
    for (let at = 0; at < bytes.length; at += pieces) {
      client.write(bytes.slice(at, at + pieces))
      await new Promise((resolve) => setImmediate(resolve))
    }
    return { client, verbs, ...ear }
  }

  test.each([1, 2, 3, 5, 1000])('knows by the first verb what it is, in pieces of %d', async (pieces) => {
    // UUX has a payload on a notification connection, MSG on a switchboard.
    const notification = await accepting('VER 1 MSNP12 CVR0\r\nUUX 2 2\r\nhiMSG 3 A 2\r\n', pieces)
    expect(await notification.heard(3)).toEqual([
      command('VER', '1', 'MSNP12', 'CVR0'),
      payloadCommand('UUX', ['2'], Uint8Array.from(Buffer.from('hi'))),
      command('MSG', '3', 'A', '2'),
    ])
    const switchboard = await accepting(
      '\r\n\nusr 1 alice@example.com 1.2\r\nMSG 3 A 2\r\nhiUUX 2 2\r\n',
      pieces,
    )
    expect(await switchboard.heard(3)).toEqual([
      command('USR', '1', 'alice@example.com', '1.2'),
      payloadCommand('MSG', ['3', 'A'], Uint8Array.from(Buffer.from('hi'))),
      command('UUX', '2', '2'),
    ])
    expect([...notification.verbs, ...switchboard.verbs]).toEqual(['VER', 'USR'])
  })

  test.each(['GET / HTTP/1.1\r\n\r\n', 'PNG\r\n', '\u0000\u0001\u0002\u0003'])(
    'is closed when it begins with %j',
    async (bytes) => {
      const { closed, batches } = await accepting(bytes, 1000)
      expect(await closed).toBeInstanceOf(ProtocolError)
      expect(batches).toEqual([])
    },
  )

  test('closes in good order when the client says nothing', async () => {
    const { client, closed } = await accepting('VE', 1)
    client.end()
    expect(await closed).toBeNull()
  })
})
