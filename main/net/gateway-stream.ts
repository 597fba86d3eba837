import { isIP } from 'node:net'
import { Duplex } from 'node:stream'
import { systemClock } from './clock.ts'
import { ConnectionError, connectionError, type ConnectionReason } from './errors.ts'
import { parseSession, type GatewaySession } from './gateway-session.ts'
import { exchange, type HttpAnswer } from './http-request.ts'
import { bare, isPrivateHost, type Lookup } from './private-addresses.ts'
import { routeFrom, type Route } from './route.ts'

/** What a gateway stream needs. */
export interface GatewayOptions {
  readonly url: URL
  readonly kind: 'notification-server' | 'switchboard'
  /** The server that the gateway is to connect us to. */
  readonly host: string
  readonly route: Route
  readonly lookup?: Lookup | undefined
  readonly clock?: { after(milliseconds: number, run: () => void): () => void }
}

/** How long to wait before asking whether there is something new: soon after something happened, then less often. */
const firstPollMs = 250
const slowestPollMs = 2_500

const requestTimeoutMs = 30_000
const maxAnswerBytes = 4 * 1024 * 1024

/**
 * A byte stream that travels in HTTP requests (docs/protocol.md#http-gateway): what is written goes out as the body of a
 * POST, what the server has to say comes back in its answer, and when there is nothing to write the stream asks. One
 * request at a time. A request that fails ends it, because nobody knows what arrived.
 */
export class GatewayStream extends Duplex {
  readonly #options: GatewayOptions
  readonly #abort = new AbortController()
  #url: URL
  #route: Route
  #sessionId = ''
  #pollMs = firstPollMs
  /** The request that is under way. */
  #current: Promise<void> = Promise.resolve()
  #cancelPoll: () => void = () => undefined

  constructor(options: GatewayOptions) {
    super({ allowHalfOpen: false })
    this.#options = options
    this.#url = options.url
    this.#route = options.route
  }

  override _read(): void {
    // What comes is pushed when it comes; the stream reads nothing of its own accord.
  }

  override _write(piece: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(piece).then(() => done(), done)
  }

  override _writev(
    pieces: readonly { readonly chunk: Buffer }[],
    done: (error?: Error | null) => void,
  ): void {
    this.#send(Buffer.concat(pieces.map(({ chunk }) => chunk))).then(() => done(), done)
  }

  /** The other side is not told: a session that nobody asks about ends by itself. */
  override _final(done: (error?: Error | null) => void): void {
    this.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#cancelPoll()
    this.#abort.abort()
    done(error)
  }

  /** Waits for the request under way, then makes its own. */
  #send(body: Uint8Array): Promise<void> {
    this.#cancelPoll()
    const next = this.#current.then(() => this.#request(body))
    this.#current = next.catch(() => undefined)
    return next
  }

  async #request(body: Uint8Array): Promise<void> {
    if (this.destroyed || this.readableEnded) throw new ConnectionError('connection-lost', 'closed')
    const opening = this.#sessionId === ''
    const answer = await this.#post(body).catch((error: unknown) => {
      throw failure(error, opening)
    })
    const session = readSession(answer, opening)
    if (session.sessionId !== '') this.#sessionId = session.sessionId
    await this.#follow(session.host)
    if (this.destroyed || this.writableFinished) return
    this.#pollMs =
      body.length + answer.body.length > 0 ? firstPollMs : Math.min(2 * this.#pollMs, slowestPollMs)
    if (answer.body.length > 0) this.push(answer.body)
    if (session.over) this.push(null)
    else this.#pollLater()
  }

  #pollLater(): void {
    this.#cancelPoll()
    if (this.writableFinished || this.destroyed) return
    const clock = this.#options.clock ?? systemClock
    this.#cancelPoll = clock.after(this.#pollMs, () => {
      this.#send(new Uint8Array(0)).catch((error: unknown) => this.destroy(failure(error, false)))
    })
  }

  #post(body: Uint8Array): Promise<HttpAnswer> {
    const { kind, host, lookup } = this.#options
    const url = new URL(this.#url)
    const first = { Action: 'open', Server: kind === 'switchboard' ? 'SB' : 'NS', IP: bare(host) }
    const later = { ...(body.length === 0 ? { Action: 'poll' } : {}), SessionID: this.#sessionId }
    url.search = new URLSearchParams(this.#sessionId === '' ? first : later).toString()
    return exchange(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-msn-messenger' },
      body,
      route: this.#route,
      signal: this.#abort.signal,
      timeoutMs: requestTimeoutMs,
      maxBytes: maxAnswerBytes,
      lookup,
    })
  }

  /**
   * Goes on where the gateway says, but for an address of a private network that a public one names, and, because no
   * certificate is for an address, for any address where the gateway is asked by https.
   */
  async #follow(host: string): Promise<void> {
    const { hostname, protocol } = this.#url
    if (host === '' || bare(host).toLowerCase() === bare(hostname)) return
    if (protocol === 'https:' && isIP(bare(host)) !== 0) return
    const route = await routeFrom(this.#route, hostname, this.#options.lookup)
    if (route.refusePrivate && (await isPrivateHost(host, this.#options.lookup))) return
    const url = new URL(this.#url)
    url.hostname = isIP(bare(host)) === 6 ? `[${bare(host)}]` : host
    this.#url = url
    this.#route = route
  }
}

/** @throws ConnectionError when there is no session (any more). */
function readSession({ status, headers }: HttpAnswer, opening: boolean): GatewaySession {
  const session = parseSession([headers['x-msn-messenger'] ?? ''].flat().join(';'))
  if (status !== 200 || (opening && session.sessionId === '' && !session.over)) {
    const reason = opening ? 'server-unreachable' : 'connection-lost'
    throw new ConnectionError(reason, `the gateway answers ${status} without a session`)
  }
  return session
}

/** Once there was a session, what is told is that it is lost. */
function failure(error: unknown, opening: boolean): ConnectionError {
  const known = connectionError(error, 'connection-lost')
  return opening || !lost.has(known.reason)
    ? known
    : new ConnectionError('connection-lost', known.message, known.cause)
}

const lost: ReadonlySet<ConnectionReason> = new Set(['server-unreachable', 'host-unknown', 'timed-out'])
