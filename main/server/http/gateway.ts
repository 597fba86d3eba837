import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { serveClient } from '../client-connection.ts'
import type { Clock } from '../clock.ts'
import { GatewaySocket } from './gateway-socket.ts'
import { finish, hostOf, readBody, refuseLength } from './http-page.ts'
import type { Limits } from '../limits.ts'
import type { ServerContext } from '../server-context.ts'

/** Largest request; what a client sends at once is far smaller. */
const maxBodyBytes = 64 * 1024

interface Entry {
  readonly id: string
  readonly socket: GatewaySocket
  /** Whether a request of it is being answered. */
  busy: boolean
  cancelEnd: () => void
}

/** The sessions of the HTTP gateway; each ends some time after its last request. */
export class GatewaySessions {
  readonly #clock: Clock
  readonly #limits: Limits
  readonly #entries = new Map<string, Entry>()

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock
    this.#limits = limits
  }

  /** A session for a client; null when there are too many, in all or of this address. */
  open(remoteAddress: string, remotePort: number): Entry | null {
    const { maxGatewaySessions, maxGatewaySessionsPerAddress } = this.#limits
    const same = [...this.#entries.values()].filter(({ socket }) => socket.remoteAddress === remoteAddress)
    if (this.#entries.size >= maxGatewaySessions || same.length >= maxGatewaySessionsPerAddress) return null
    const id = `${randomBytes(8).toString('hex')}.${randomBytes(8).toString('hex')}`
    const socket = new GatewaySocket(remoteAddress, remotePort)
    const entry: Entry = { id, socket, busy: false, cancelEnd: () => undefined }
    this.#entries.set(id, entry)
    return entry
  }

  get(id: string): Entry | undefined {
    return this.#entries.get(id)
  }

  /** Waits for the next request for as long as one may take. */
  waitForNext(entry: Entry): void {
    entry.cancelEnd()
    entry.cancelEnd = this.#clock.after(this.#limits.gatewaySilenceMs, () => this.end(entry))
  }

  end(entry: Entry): void {
    entry.cancelEnd()
    this.#entries.delete(entry.id)
    entry.socket.destroy()
  }

  /** Ends them all, what still waits for its client included. */
  close(): void {
    for (const entry of [...this.#entries.values()]) this.end(entry)
  }
}

/**
 * The messenger's bytes inside of HTTP (docs/protocol.md#http-gateway): `POST /gateway/gateway.dll?Action=open&Server=NS`,
 * then `?SessionID=…`, or `?Action=poll&SessionID=…` to ask. The answer's body is what the server has to say.
 */
export async function answerGateway(
  server: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { gatewaySessions } = server
  const query = queryOf(request)
  const entry =
    query.get('action')?.toLowerCase() === 'open'
      ? openSession(server, request)
      : gatewaySessions.get(query.get('sessionid') ?? '')
  if (entry === null) return finish(response, 503, 'Too many sessions.')
  if (entry === undefined || entry.busy) return finish(response, 400, 'There is no such session.')
  entry.busy = true
  entry.cancelEnd()
  try {
    const body = await readBody(request, maxBodyBytes)
    if (body === null) return refuseLength(response)
    entry.socket.receive(body)
    // What the command is answered with at once goes into this answer.
    await nextTurn()
    answer(entry, request, response)
  } finally {
    entry.busy = false
    if (entry.socket.ended) gatewaySessions.end(entry)
    else gatewaySessions.waitForNext(entry)
  }
}

function openSession(server: ServerContext, request: IncomingMessage): Entry | null {
  const { remoteAddress = '', remotePort = 0 } = request.socket
  const entry = server.gatewaySessions.open(remoteAddress, remotePort)
  if (entry === null) return null
  const { hostname } = new URL(`http://${hostOf(request)}`)
  serveClient(server, entry.socket, `${hostname}:${server.msnpPort()}`, () => undefined)
  return entry
}

/** S: X-MSN-Messenger: SessionID=…; GW-IP=…[; Session=close]: where to go on, and whether. */
function answer({ id, socket }: Entry, request: IncomingMessage, response: ServerResponse): void {
  const { hostname } = new URL(`http://${hostOf(request)}`)
  const end = socket.ended ? '; Session=close' : ''
  response.setHeader('X-MSN-Messenger', `SessionID=${id}; GW-IP=${hostname}${end}`)
  response.setHeader('Content-Type', 'application/x-msn-messenger')
  response.setHeader('Cache-Control', 'no-store')
  response.end(socket.collect())
}

/** Names in lower case: clients write them in their own ways. */
function queryOf(request: IncomingMessage): ReadonlyMap<string, string> {
  const query = new URLSearchParams((request.url ?? '').split('?')[1] ?? '')
  return new Map([...query].map(([name, value]) => [name.toLowerCase(), value]))
}
