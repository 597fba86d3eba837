import type { Command } from '../protocol/wire/command.ts'
import type { Histories } from './address-book/history.ts'
import type { Account } from './directory/account.ts'
import type { Clock } from './clock.ts'
import type { DialectForms } from './dialects/dialect-forms.ts'
import type { GatewaySessions } from './http/gateway.ts'
import type { Limits } from './limits.ts'
import type { Network } from './network.ts'
import type { LockKeys } from './offline-messages/lock-keys.ts'
import type { OfflineStore } from './offline-messages/offline-store.ts'
import type { Room } from './room.ts'
import type { Tickets } from './signing-in/tickets.ts'

/** What a ticket of the SOAP service stands for, and with what somebody signed in. */
export interface Token {
  readonly account: Account
  /** One of the log-in page, which then is good for as long as the session; empty for one of the SOAP service. */
  readonly ticket: string
  /** 24 bytes that only the server and whoever asked for the ticket know. */
  readonly secret: Uint8Array
}

/** What a switchboard cookie lets somebody do: come into a room as this person. */
export interface Admission {
  readonly account: Account
  /** The place's machine GUID; null where a person can only be at one place. */
  readonly place: string | null
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
  /** The dialects that are spoken here, best first. */
  readonly dialects: readonly DialectForms[]
  /** Verbs that get no answer, so that clients can be seen waiting. */
  readonly silentVerbs: ReadonlySet<string>
  /** Whether the address book answers with what changed alone; some servers never do. */
  readonly deltas: boolean
  /** Whether what is said in an empty room is acknowledged all the same, as some servers do. */
  readonly acknowledgesEmptyRooms: boolean
  /** A message on a switchboard that holds one of these is refused. */
  readonly refusedTexts: readonly string[]
  readonly offlineMessages: OfflineStore
  readonly lockKeys: LockKeys
  /** When contacts, groups and memberships changed. */
  readonly histories: Histories
  /** Tickets of the log-in page, shown to the notification server. */
  readonly tickets: Tickets<Account>
  /** Tickets of the SOAP service: shown to the notification server and to the address book. */
  readonly tokens: Tickets<Token>
  /** Switchboard cookies, good for one use. */
  readonly cookies: Tickets<Admission>
  /** Clients who come by HTTP. */
  readonly gatewaySessions: GatewaySessions
  /** Port of the notification server and the switchboards. */
  msnpPort(): number
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
