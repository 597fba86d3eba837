import { expect, test } from 'vitest'
import { SessionLink, type ProtocolSession } from '../../main/messenger/session-link.ts'
import type { Connection } from '../../main/net/connection.ts'
import { directRoute } from '../../main/net/route.ts'
import { ClosedError } from '../../main/protocol/errors.ts'
import { command, fromSwitchboard, type Command } from '../../main/protocol/wire/command.ts'

/** A connection in the hands of a test: it comes about late, and heeds no signal. */
class HandConnection implements Connection {
  readonly remoteAddress = '192.0.2.1'
  readonly sent: Command[] = []
  closed = 0
  send = (sent: Command): void => void this.sent.push(sent)
  close = (): void => void this.closed++
}

class CountingSession implements ProtocolSession {
  readonly received: string[] = []
  endings = 0
  receive = ({ verb }: Command): void => void this.received.push(verb)
  connectionClosed = (): void => void this.endings++
}

function setUp() {
  const connection = new HandConnection()
  const session = new CountingSession()
  const abort = new AbortController()
  const lost: (Error | null)[] = []
  let send: (command: Command) => void = () => undefined
  let callbacks = { onCommands: (_: readonly Command[]) => {}, onClose: (_: Error | null) => {} }
  let connected = (): void => undefined
  const opening = SessionLink.open({
    openConnection: (options) => {
      callbacks = options
      return new Promise((resolve) => (connected = () => resolve(connection)))
    },
    kind: 'switchboard',
    host: 'example.com',
    port: 1863,
    route: directRoute,
    gatewayUrl: undefined,
    grammar: fromSwitchboard,
    signal: abort.signal,
    create: (sending) => {
      send = sending
      return session
    },
    onLost: (error) => lost.push(error),
  })
  return {
    connection,
    session,
    abort,
    lost,
    opening,
    connected: () => connected(),
    send: () => send,
    callbacks: () => callbacks,
  }
}

test('a link that was aborted while it connected is closed, even if nobody heeded the signal', async () => {
  const { connection, session, abort, opening, connected } = setUp()
  abort.abort()
  connected()
  await expect(opening).rejects.toThrow(ClosedError)
  expect([connection.closed, session.endings]).toEqual([1, 1])
})

test('a link that is aborted later ends both, once', async () => {
  const { connection, session, abort, lost, opening, connected, callbacks } = setUp()
  connected()
  const link = await opening
  expect(link.open).toBe(true)
  abort.abort()
  callbacks().onClose(null)
  link.close()
  expect([connection.closed, session.endings, lost]).toEqual([1, 1, [null]])
  expect(link.open).toBe(false)
})

test('a link that we close is not reported as lost, and what comes or is sent afterwards is dropped', async () => {
  const { connection, session, lost, opening, connected, send, callbacks } = setUp()
  connected()
  const link = await opening
  send()(command('PNG'))
  link.close()
  callbacks().onCommands([command('QNG')])
  callbacks().onClose(null)
  send()(command('PNG'))
  expect([connection.sent.length, session.received, session.endings, lost]).toEqual([1, [], 1, []])
})

test('a connection that breaks is reported with its error, after the session heard of it', async () => {
  const { session, lost, opening, connected, callbacks } = setUp()
  connected()
  await opening
  const error = new Error('broken')
  callbacks().onCommands([command('JOI'), command('BYE')])
  callbacks().onClose(error)
  expect([session.received, session.endings, lost]).toEqual([['JOI', 'BYE'], 1, [error]])
})
