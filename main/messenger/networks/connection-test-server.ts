import { lookup as lookupName } from 'node:dns'
import { isIP } from 'node:net'
import { bare, type Lookup } from '../../net/private-addresses.ts'
import type { Connection } from '../../net/connection.ts'
import type { Proxy } from '../../net/route.ts'
import { findDialects, type Dialect } from '../../protocol/dialects.ts'
import { ClosedError, TimeoutError } from '../../protocol/errors.ts'
import { agreeOnDialect, identifyClient } from '../../protocol/sign-in.ts'
import { Transactions } from '../../protocol/transactions.ts'
import { command, fromNotificationServer } from '../../protocol/wire/command.ts'
import { ProtocolError } from '../../protocol/wire/errors.ts'
import type { ConnectionTestOptions, Finding } from './connection-test.ts'
import { Refusal } from '../reasons.ts'

/** How long a step may take. */
const timeoutMs = 15_000

/** Whose name `CVR` announces: nobody's, since nobody signs in. */
const nobody = 'connection-test@example.com'

/** Most addresses of a server that are shown. */
const maxAddresses = 3

/** Turns the server's name into addresses. Nothing to do for an address, or where a proxy does it. */
export async function resolveName(
  host: string,
  proxy: Proxy | null,
  { clock, signal, lookup = lookupName }: Pick<ConnectionTestOptions, 'clock' | 'signal' | 'lookup'>,
): Promise<Finding<object>> {
  if (proxy !== null || isIP(bare(host)) !== 0) return { value: {}, detail: null }
  const addresses = await inTime(addressesOf(host, lookup), clock, signal)
  return { value: {}, detail: addresses.slice(0, maxAddresses).join(', ') }
}

const addressesOf = (host: string, lookup: Lookup): Promise<string[]> =>
  new Promise((resolve, reject) =>
    lookup(host, { all: true }, (error, found) => {
      if (error !== null || found.length === 0) reject(new Refusal('host-unknown'))
      else resolve(found.map(({ address }) => address))
    }),
  )

/** Rejects when something takes too long, or is not wanted any more. */
function inTime<T>(
  promise: Promise<T>,
  clock: ConnectionTestOptions['clock'],
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new Refusal('cancelled'))
    const cancel = clock.after(timeoutMs, () => reject(new TimeoutError('no answer in time')))
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort)
    promise.then(resolve, reject).finally(() => {
      cancel()
      signal.removeEventListener('abort', onAbort)
    })
  })
}

/** A connection to a notification server that is being looked at. */
export interface ServerTrial {
  readonly transactions: Transactions
  /** Why the connection ended, once it has. */
  readonly ended: () => Refusal
  /** Says good-bye, and closes. */
  readonly close: () => void
}

/** Opens a connection to the notification server. */
export async function connect(
  { network, route, openConnection, clock, signal, lookup }: ConnectionTestOptions,
  proxy: Proxy | null,
): Promise<Finding<ServerTrial>> {
  let connection: Connection | null = null
  let ended = new Refusal('server-closed')
  const transactions = new Transactions({ clock, send: (sent) => connection?.send(sent) })
  const { host, port } = network.notificationServer
  connection = await openConnection({
    host,
    port,
    route,
    grammar: fromNotificationServer,
    connectTimeoutMs: timeoutMs,
    signal,
    lookup,
    onCommands: (commands) => commands.forEach((each) => transactions.receive(each)),
    onClose: (error) => {
      if (error !== null)
        ended = new Refusal(error instanceof ProtocolError ? 'not-a-messenger-server' : 'connection-lost')
      transactions.close()
    },
  })
  const { remoteAddress } = connection
  const close = (): void => {
    connection?.send(command('OUT'))
    connection?.close()
  }
  const detail = proxy === null ? `${remoteAddress}:${port}` : `${proxy.host}:${proxy.port}`
  return { value: { transactions, ended: () => ended, close }, detail }
}

/** Agrees on a dialect, and says which client this is. */
export async function greet(
  { transactions, ended }: ServerTrial,
  { network, clock, signal }: ConnectionTestOptions,
): Promise<Finding<Dialect>> {
  const session = {
    address: nobody,
    offered: findDialects(network.dialects),
    clientVersion: network.clientVersion,
    request: (verb: string, params: readonly string[]) => transactions.request(verb, params, { timeoutMs }),
    agreeOn: () => undefined,
  }
  const said = async (): Promise<Dialect> => {
    const dialect = await agreeOnDialect(session)
    await identifyClient(session, dialect)
    return dialect
  }
  try {
    const dialect = await inTime(said(), clock, signal)
    return { value: dialect, detail: dialect.name }
  } catch (error) {
    throw error instanceof ClosedError ? ended() : error
  }
}
