import type { Network } from '../../app/networks.ts'
import type { fetchTicket } from '../net/ticket.ts'
import type { Clock } from '../protocol/clock.ts'
import type { SettingsStorage } from '../storage/settings.ts'
import type { Secrets } from './secrets.ts'
import type { OpenConnection } from './session-link.ts'
import type { Store } from './store.ts'

/** Everything that the messenger needs of its surroundings. */
export interface MessengerOptions {
  readonly store: Store
  readonly clock: Clock
  /** An id that was never used before. */
  randomId(): string
  readonly openConnection: OpenConnection
  readonly fetchTicket: typeof fetchTicket
  readonly settings: SettingsStorage
  readonly secrets: Secrets
  /** Called before connecting: it may start the network, and answers with the record to use. */
  prepareNetwork(network: Network): Promise<Network>
  /** The networks that every user sees, before those that the user entered. */
  readonly presets?: readonly Network[]
  /** For faults of the program; the text holds no secret. */
  log?(message: string, error: unknown): void
}
