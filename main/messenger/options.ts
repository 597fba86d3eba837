import type { Network } from '../../app/networks.ts'
import type { Route } from '../net/route.ts'
import type { Clock } from '../protocol/clock.ts'
import type { Services } from '../protocol/services.ts'
import type { Storage } from '../storage/storage.ts'
import type { NetworkServicesOptions } from './accounts/network-services.ts'
import type { Secrets } from './accounts/secrets.ts'
import type { HistoryHome } from './history/history-home.ts'
import type { OpenConnection } from './session-link.ts'
import type { Store } from './store.ts'

/** Everything that the messenger needs of its surroundings, what it keeps among it. */
export interface MessengerOptions extends Storage {
  readonly store: Store
  readonly clock: Clock
  /** Where everything is kept that was said; the messenger closes it. */
  readonly history: HistoryHome
  /** Runs something once what happens at the moment is over. */
  soon(run: () => void): void
  /** The user's language, such as `en-US`. */
  readonly locale: string
  /** An id that was never used before. */
  randomId(): string
  /** From 0 up to, not including, 1. */
  random(): number
  readonly openConnection: OpenConnection
  /** What the system says of proxies; the settings may say something else. */
  readonly findSystemProxy: Route['findProxy']
  /** The HTTP services of a network, for one sign-in. */
  createServices(options: NetworkServicesOptions): Services
  readonly secrets: Secrets
  /** Called before connecting: it may start the network, and answers with the record to use. */
  prepareNetwork(network: Network): Promise<Network>
  /** The networks that every user sees, before those that the user entered. */
  readonly presets?: readonly Network[]
  /** How other places of an account call this one, such as the computer's name. */
  readonly placeName: string
  /** For faults of the program; the text holds no secret. */
  log?(message: string, error: unknown): void
}
