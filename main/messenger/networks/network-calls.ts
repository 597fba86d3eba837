import type { MessengerCalls } from '../../../app/ipc.ts'
import type { Network } from '../../../app/networks.ts'
import type { Route } from '../../net/route.ts'
import type { AccountMemory } from '../accounts/account-memory.ts'
import type { CallRunner } from '../calls.ts'
import { testConnection } from './connection-test.ts'
import type { NetworkList } from './network-list.ts'
import type { MessengerOptions } from '../options.ts'
import { routeTo } from '../accounts/routes.ts'

/** The calls about the networks that the program knows. */
export type NetworkCalls = Pick<
  MessengerCalls,
  'saveNetwork' | 'removeNetwork' | 'testConnection' | 'closeConnectionTest'
>

/** What these calls need. */
export interface NetworkCallsOptions {
  readonly calls: CallRunner
  readonly messenger: MessengerOptions
  readonly networks: NetworkList
  readonly memory: AccountMemory
  readonly findProxy: Route['findProxy']
}

/** Keeps networks, and tests the way to one; a second test ends the first. */
export function networkCalls(options: NetworkCallsOptions): NetworkCalls {
  const { calls, messenger, networks, memory, findProxy } = options
  let current: AbortController | null = null

  const run = async (network: Network): Promise<void> => {
    current?.abort()
    const own = new AbortController()
    current = own
    const prepared = await messenger.prepareNetwork(networks.checked(network))
    await testConnection({
      network: prepared,
      route: routeTo(prepared, findProxy),
      openConnection: messenger.openConnection,
      clock: messenger.clock,
      signal: own.signal,
      onChange: (test) => {
        if (current === own) messenger.store.publish({ type: 'connection-test-changed', test })
      },
    })
  }

  return {
    saveNetwork: (network) => calls.do(() => memory.saveNetwork(network)),
    removeNetwork: (id) => calls.do(() => memory.removeNetwork(id)),
    testConnection: (network) => calls.do(() => run(network)),
    closeConnectionTest: () =>
      calls.do(() => {
        current?.abort()
        current = null
        messenger.store.publish({ type: 'connection-test-changed', test: null })
      }),
  }
}
