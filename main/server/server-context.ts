import type { Command } from '../protocol/wire/command.ts'
import type { Account } from './account.ts'
import type { Clock } from './clock.ts'
import type { DialectForms } from './dialect-forms.ts'
import type { Limits } from './limits.ts'
import type { Network } from './network.ts'
import type { Room } from './room.ts'
import type { Tickets } from './tickets.ts'

/** What a switchboard cookie lets somebody do: come into a room as this person. */
export interface Admission {
  readonly account: Account
  readonly forms: DialectForms
  readonly room: Room
  /** Whether the person was called (ANS) or opens the room themselves (USR). */
  readonly called: boolean
}

/** What every session of one server shares. */
export interface ServerContext {
  readonly network: Network
  readonly clock: Clock
  readonly limits: Limits
  /** Log-in tickets: given out over HTTP, shown to the notification server. */
  readonly tickets: Tickets<Account>
  /** Switchboard cookies, good for one use. */
  readonly cookies: Tickets<Admission>
  openRoom(): Room
  log(line: string): void
}

/** One accepted connection, as sessions use it. */
export interface Client {
  send(command: Command): void
  /** Sends what is left, then closes. */
  close(): void
  readonly remoteAddress: string
  readonly remotePort: number
  /** Where this client reaches the server: what it is told to connect to for a switchboard. */
  readonly serverAddress: string
}

/** What a connection's commands are given to. */
export interface Session {
  receive(command: Command): void
  /** The connection is gone, whoever closed it. */
  closed(): void
}
