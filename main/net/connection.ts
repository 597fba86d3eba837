import { connect, type Socket } from 'node:net'
import type { Command, Grammar } from '../protocol/wire/command.ts'
import { ProtocolError } from '../protocol/wire/errors.ts'
import { CommandReader } from '../protocol/wire/reader.ts'
import { encodeCommand } from '../protocol/wire/writer.ts'
import { ConnectionError, connectionError } from './errors.ts'

/** One TCP connection that carries commands. */
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

/**
 * Connects to a server.
 * @throws ConnectionError (as a rejection) when it does not come about in time; `reason` says why.
 */
export function openConnection(
  options: ConnectionCallbacks & {
    readonly host: string
    readonly port: number
    /** What the peer may send. */
    readonly grammar: Grammar
    readonly connectTimeoutMs?: number
    /** Aborts the attempt to connect, not the connection. */
    readonly signal?: AbortSignal | undefined
  },
): Promise<Connection> {
  const { host, port, grammar, signal } = options
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(new ConnectionError('cancelled', 'cancelled'))
    const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port, noDelay: true })
    const fail = (error: ConnectionError): void => {
      stopWaiting()
      socket.on('error', () => undefined).destroy()
      reject(error)
    }
    const onError = (error: Error): void => fail(connectionError(error, 'server-unreachable'))
    const onAbort = (): void => fail(new ConnectionError('cancelled', 'cancelled'))
    const timer = setTimeout(
      () => fail(new ConnectionError('timed-out', 'no connection in time')),
      options.connectTimeoutMs ?? connectTimeoutMs,
    )
    const stopWaiting = (): void => {
      clearTimeout(timer)
      socket.off('error', onError)
      signal?.removeEventListener('abort', onAbort)
    }
    signal?.addEventListener('abort', onAbort)
    socket.once('error', onError)
    socket.once('connect', () => {
      stopWaiting()
      resolve(new SocketConnection(socket, options, () => grammar))
    })
  })
}

/**
 * Takes over a socket that a server accepted. What the peer may send is decided by the first command's verb, such
 * as VER or USR; for null the connection is closed as broken.
 */
export function acceptConnection(
  socket: Socket,
  options: ConnectionCallbacks & { chooseGrammar(verb: string): Grammar | null },
): Connection {
  socket.setNoDelay(true)
  return new SocketConnection(socket, options, (verb) => options.chooseGrammar(verb))
}

class SocketConnection implements Connection {
  readonly remoteAddress: string
  readonly #socket: Socket
  readonly #callbacks: ConnectionCallbacks
  readonly #chooseGrammar: (verb: string) => Grammar | null
  #reader: CommandReader | null = null
  /** The first bytes, until they show a verb. */
  #head: Uint8Array = new Uint8Array(0)
  #closing = false
  #error: Error | null = null

  constructor(
    socket: Socket,
    callbacks: ConnectionCallbacks,
    chooseGrammar: (verb: string) => Grammar | null,
  ) {
    this.#socket = socket
    this.#callbacks = callbacks
    this.#chooseGrammar = chooseGrammar
    this.remoteAddress = socket.remoteAddress ?? ''
    socket.setKeepAlive(true, keepAliveMs)
    socket.on('data', (piece) => this.#onData(piece))
    socket.on('error', (error) => {
      if (!this.#closing) this.#error = connectionError(error, 'connection-lost')
    })
    socket.on('close', () => this.#callbacks.onClose(this.#error))
  }

  send(command: Command): void {
    const bytes = encodeCommand(command)
    if (this.#closing || !this.#socket.writable) return
    this.#socket.write(bytes)
    if (this.#socket.writableLength > maxUnsentBytes) {
      this.#break(new ConnectionError('connection-lost', 'the peer does not read'))
    }
  }

  close(): void {
    if (this.#closing) return
    this.#closing = true
    this.#socket.end()
    const timer = setTimeout(() => this.#socket.destroy(), closeTimeoutMs)
    this.#socket.once('close', () => clearTimeout(timer))
  }

  #onData(piece: Uint8Array): void {
    if (this.#closing) return
    this.#socket.cork()
    try {
      this.#read(piece)
    } catch (error) {
      this.#break(error instanceof Error ? error : new Error(String(error)))
    } finally {
      this.#socket.uncork()
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
    this.#socket.destroy()
  }
}
