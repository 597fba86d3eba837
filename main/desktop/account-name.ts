import type { Account } from '../../app/account.ts'
import type { State } from '../../app/state.ts'
import type { Strings } from './strings.ts'

/** An account's address and network: the same address may exist on two. */
export function accountName({ networks }: State, { address, networkId }: Account, strings: Strings): string {
  const network = networks.find(({ id }) => id === networkId)?.name ?? networkId
  return strings.onNetwork(address, networkId === 'local' ? strings.localNetwork : network)
}
