import { connect, type Socket } from 'node:net'
import type { Deadline } from './deadline.ts'
import { ConnectionError } from './errors.ts'
import { bare, isPrivate, publicLookup, refusal, type Lookup } from './private-addresses.ts'
import type { Proxy, Route } from './route.ts'
import { tunnelByConnect } from './connect-tunnel.ts'
import { tunnelBySocks } from './socks-tunnel.ts'

/** Where a socket leads, and how. */
export interface SocketTarget {
  readonly scheme: 'http' | 'https' | 'msnp'
  readonly host: string
  readonly port: number
  readonly route: Route
  /** How names are resolved; Node's own unless a test says otherwise. */
  readonly lookup?: Lookup | undefined
}

/**
 * Opens a TCP connection to a target: straight, or through the proxy that the route names.
 * @throws ConnectionError
 */
export async function openSocket(target: SocketTarget, deadline: Deadline): Promise<Socket> {
  try {
    const { scheme, host, port, route } = target
    deadline.signal.throwIfAborted()
    if (route.refusePrivate && isPrivate(host)) throw refusal()
    const proxy = await deadline.unlessOver(findProxy(route, { scheme, host: bare(host), port }))
    return proxy === null
      ? await connectDirectly(target, deadline)
      : await connectThrough(proxy, target, deadline)
  } catch (error) {
    throw deadline.explain(error, 'server-unreachable')
  }
}

async function findProxy(route: Route, target: Parameters<Route['findProxy']>[0]): Promise<Proxy | null> {
  try {
    return await route.findProxy(target)
  } catch (error) {
    throw new ConnectionError('proxy-failed', 'nobody knows the proxy', error)
  }
}

function connectDirectly({ host, port, route, lookup }: SocketTarget, { signal }: Deadline): Promise<Socket> {
  const options = { host: bare(host), port, noDelay: true }
  if (route.refusePrivate) return connected(connect({ ...options, lookup: publicLookup(lookup) }), signal)
  return connected(connect(options), signal)
}

/** Resolves once the socket is connected; destroys it when it does not come about. */
export function connected(socket: Socket, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      stopWaiting()
      socket.on('error', () => undefined).destroy()
      reject(error instanceof Error ? error : new Error('no connection'))
    }
    const onAbort = (): void => fail(signal.reason)
    const stopWaiting = (): void => {
      socket.off('error', fail)
      signal.removeEventListener('abort', onAbort)
    }
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort)
    socket.once('error', fail)
    socket.once('connect', () => {
      stopWaiting()
      resolve(socket)
    })
  })
}

async function connectThrough(proxy: Proxy, target: SocketTarget, deadline: Deadline): Promise<Socket> {
  const socket = await connectToProxy(proxy, deadline)
  const ignore = (): void => undefined
  socket.on('error', ignore)
  try {
    const tunnel = proxy.kind === 'socks5' ? tunnelBySocks : tunnelByConnect
    const { host, port } = target
    await deadline.unlessOver(tunnel(socket, proxy, { host: bare(host), port }))
    socket.off('error', ignore)
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  }
}

async function connectToProxy({ host, port }: Proxy, { signal }: Deadline): Promise<Socket> {
  try {
    return await connected(connect({ host: bare(host), port, noDelay: true }), signal)
  } catch (error) {
    throw new ConnectionError('proxy-failed', 'the proxy cannot be reached', error)
  }
}
