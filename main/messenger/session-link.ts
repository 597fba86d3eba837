import type { Connection, openConnection } from '../net/connection.ts'
import type { Route } from '../net/route.ts'
import { ClosedError } from '../protocol/errors.ts'
import type { Command, Grammar } from '../protocol/wire/command.ts'

/** Opens a TCP connection that carries commands. */
export type OpenConnection = typeof openConnection

/** Our half of a protocol: what lives on a connection. */
export interface ProtocolSession {
  /** @throws ProtocolError */
  receive(command: Command): void
  connectionClosed(): void
}

/** What a link needs. */
export interface SessionLinkOptions<S extends ProtocolSession> {
  readonly openConnection: OpenConnection
  readonly kind: 'notification-server' | 'switchboard'
  readonly host: string
  readonly port: number
  readonly grammar: Grammar
  readonly route: Route
  /** The HTTP gateway that the bytes go through; undefined for TCP. */
  readonly gatewayUrl: string | undefined
  /** Closes the link, at whatever point it is. */
  readonly signal: AbortSignal
  /** Makes the session; what it sends before the connection stands is lost. */
  create(send: (command: Command) => void): S
  /** The connection ended from the other side, broke or was aborted; never after `close`. */
  onLost(error: Error | null): void
}

/** A protocol session and the connection that it lives on, which end together. */
export class SessionLink<S extends ProtocolSession> {
  readonly session: S
  readonly #options: SessionLinkOptions<S>
  readonly #onAbort = (): void => {
    this.#connection?.close()
    this.#lost(null)
  }
  #connection: Connection | null = null
  #ended = false

  private constructor(options: SessionLinkOptions<S>) {
    this.#options = options
    this.session = options.create((command) => {
      if (!this.#ended) this.#connection?.send(command)
    })
  }

  /** @throws ConnectionError (as a rejection) when no connection comes about. */
  static async open<S extends ProtocolSession>(options: SessionLinkOptions<S>): Promise<SessionLink<S>> {
    const link = new SessionLink(options)
    const { openConnection, kind, host, port, grammar, route, gatewayUrl, signal } = options
    link.#connection = await openConnection({
      ...{ kind, host, port, grammar, route, signal },
      ...(gatewayUrl !== undefined && { gatewayUrl }),
      onCommands: (commands) => link.#receive(commands),
      onClose: (error) => link.#lost(error),
    })
    if (signal.aborted) {
      link.close()
      throw new ClosedError('closed while connecting')
    }
    signal.addEventListener('abort', link.#onAbort)
    return link
  }

  get open(): boolean {
    return this.#connection !== null && !this.#ended
  }

  /** Ends both; what the session still waits for rejects. */
  close(): void {
    if (!this.#end()) return
    this.#connection?.close()
    this.session.connectionClosed()
  }

  /** What the session throws goes on to the connection, which closes for it. */
  #receive(commands: readonly Command[]): void {
    for (const command of commands) if (!this.#ended) this.session.receive(command)
  }

  #lost(error: Error | null): void {
    if (!this.#end()) return
    this.session.connectionClosed()
    this.#options.onLost(error)
  }

  #end(): boolean {
    if (this.#ended) return false
    this.#ended = true
    this.#options.signal.removeEventListener('abort', this.#onAbort)
    return true
  }
}
