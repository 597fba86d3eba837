import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Command, Grammar } from '../protocol/wire/command.ts'
import { ProtocolError } from '../protocol/wire/errors.ts'
import { CommandReader } from '../protocol/wire/reader.ts'
import { encodeCommand } from '../protocol/wire/writer.ts'
import { Deadline } from './deadline.ts'
import { ConnectionError, connectionError } from './errors.ts'
import { GatewayStream } from './gateway-stream.ts'
import { openSocket } from './open-socket.ts'
import type { Lookup } from './private-addresses.ts'
import type { Route } from './route.ts'

/** One connection that carries commands: over TCP, or inside of HTTP. */
export interface Connection {
  /**
   * Sends a command; after the connection closed it is ignored, because the close is reported anyway.
   * @throws TypeError when a word of the command cannot stand on the wire.
   */
  send(command: Command): void
  /** Sends what is left and closes. What the peer still sends is not delivered; `onClose(null)` follows. */
  close(): void
  readonly remoteAddress: string
}

/** What a connection tells its owner. */
export interface ConnectionCallbacks {
  /** Everything that one piece of the stream completed, in order. An error thrown here closes the connection. */
  onCommands(commands: readonly Command[]): void
  /**
   * Called once, never before the connection was handed out. Null when either side closed in good order; a
   * ProtocolError when the peer broke the protocol; a ConnectionError when the connection broke.
   */
  onClose(error: Error | null): void
}

const connectTimeoutMs = 30_000
const keepAliveMs = 60_000

/** A peer that does not read is given up; real traffic stays far below. See docs/protocol.md#limits. */
const maxUnsentBytes = 4 * 1024 * 1024

/** How long the peer may take to close after we did. */
const closeTimeoutMs = 2_000

/** What `openConnection` needs. */
export interface OpenOptions extends ConnectionCallbacks {
  readonly host: string
  readonly port: number
  /** What the peer may send. */
  readonly grammar: Grammar
  readonly route: Route
  /** With it the commands travel by HTTP; empty or left out for TCP. See docs/protocol.md#http-gateway. */
  readonly gatewayUrl?: string | undefined
  /** What a gateway is to connect us to; a notification server if left out. */
  readonly kind?: 'notification-server' | 'switchboard'
  readonly connectTimeoutMs?: number
  /** Aborts the attempt to connect, not the connection. */
  readonly signal?: AbortSignal | undefined
  readonly lookup?: Lookup | undefined
}

/**
 * Connects to a server. By HTTP nothing is sent before the first command is, so that a gateway that cannot be reached is
 * told by `onClose`.
 * @throws ConnectionError (as a rejection) when it does not come about in time; `reason` says why.
 */
export async function openConnection(options: OpenOptions): Promise<Connection> {
  const { host, port, grammar, signal, lookup, route, gatewayUrl = '' } = options
  if (signal?.aborted === true) throw new ConnectionError('cancelled', 'cancelled')
  if (gatewayUrl !== '') {
    const { kind = 'notification-server' } = options
    const stream = new GatewayStream({ url: new URL(gatewayUrl), kind, host, route, lookup })
    return new StreamConnection(stream, host, options, () => grammar)
  }
  const deadline = new Deadline(options.connectTimeoutMs ?? connectTimeoutMs, signal)
  const socket = await openSocket({ scheme: 'msnp', host, port, route, lookup }, deadline)
  socket.setKeepAlive(true, keepAliveMs)
  return new StreamConnection(socket, socket.remoteAddress ?? '', options, () => grammar)
}

/**
 * Takes over a socket that a server accepted, or what stands for one. What the peer may send is decided by the first command's verb, such
 * as VER or USR; for null the connection is closed as broken.
 */
export function acceptConnection(
  stream: Duplex & { readonly remoteAddress?: string | undefined },
  options: ConnectionCallbacks & { chooseGrammar(verb: string): Grammar | null },
): Connection {
  if (stream instanceof Socket) stream.setNoDelay(true).setKeepAlive(true, keepAliveMs)
  return new StreamConnection(stream, stream.remoteAddress ?? '', options, (verb) =>
    options.chooseGrammar(verb),
  )
}

class StreamConnection implements Connection {
  readonly remoteAddress: string
  readonly #stream: Duplex
  readonly #callbacks: ConnectionCallbacks
  readonly #chooseGrammar: (verb: string) => Grammar | null
  #reader: CommandReader | null = null
  /** The first bytes, until they show a verb. */
  #head: Uint8Array = new Uint8Array(0)
  #closing = false
  #error: Error | null = null

  constructor(
    stream: Duplex,
    remoteAddress: string,
    callbacks: ConnectionCallbacks,
    chooseGrammar: (verb: string) => Grammar | null,
  ) {
    this.#stream = stream
    this.#callbacks = callbacks
    this.#chooseGrammar = chooseGrammar
    this.remoteAddress = remoteAddress
    stream.on('data', (piece: Uint8Array) => this.#onData(piece))
    stream.on('error', (error) => {
      if (!this.#closing) this.#error = connectionError(error, 'connection-lost')
    })
    stream.on('close', () => this.#callbacks.onClose(this.#error))
  }

  send(command: Command): void {
    const bytes = encodeCommand(command)
    if (this.#closing || !this.#stream.writable) return
    this.#stream.write(bytes)
    if (this.#stream.writableLength > maxUnsentBytes) {
      this.#break(new ConnectionError('connection-lost', 'the peer does not read'))
    }
  }

  close(): void {
    if (this.#closing) return
    this.#closing = true
    this.#stream.end()
    const timer = setTimeout(() => this.#stream.destroy(), closeTimeoutMs)
    this.#stream.once('close', () => clearTimeout(timer))
  }

  #onData(piece: Uint8Array): void {
    if (this.#closing) return
    this.#stream.cork()
    try {
      this.#read(piece)
    } catch (error) {
      this.#break(error instanceof Error ? error : new Error(String(error)))
    } finally {
      this.#stream.uncork()
    }
  }

  #read(piece: Uint8Array): void {
    this.#reader ??= this.#chooseReader(piece)
    if (this.#reader === null) return
    this.#reader.push(this.#head.length === 0 ? piece : Buffer.concat([this.#head, piece]))
    this.#head = new Uint8Array(0)
    const commands: Command[] = []
    let broken: ProtocolError | null = null
    try {
      for (let next = this.#reader.next(); next !== null; next = this.#reader.next()) commands.push(next)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      broken = error
    }
    if (commands.length > 0) this.#callbacks.onCommands(commands)
    if (broken !== null) throw broken
  }

  /** Decides once three letters are there; empty lines before them do not count. Null: too few bytes, all kept. */
  #chooseReader(piece: Uint8Array): CommandReader | null {
    const start = Buffer.concat([this.#head, piece])
      .toString('latin1')
      .replace(/^[\r\n]+/, '')
    if (start.length < 3) {
      this.#head = Buffer.from(start, 'latin1')
      return null
    }
    const grammar = this.#chooseGrammar(start.slice(0, 3).toUpperCase())
    if (grammar === null)
      throw new ProtocolError('a connection that begins with something else than it should')
    return new CommandReader(grammar)
  }

  /** Closes at once, with the error as the reason. */
  #break(error: Error): void {
    this.#closing = true
    this.#error ??= error
    this.#stream.destroy()
  }
}
