import type { Network } from '../../app/networks.ts'
import { publicNetworks } from '../../app/public-networks.ts'

/** The record as it came with the program; undefined for networks of the user's own. */
export const presetOf = (networkId: string): Network | undefined =>
  publicNetworks.find(({ id }) => id === networkId)

/** Whether the user made the network, so that its certificate may be pinned and the network removed. */
export const isOwn = ({ id }: Pick<Network, 'id'>): boolean => id !== 'local' && presetOf(id) === undefined

/** Whether a preset is not as it came any more. */
export function isChanged(network: Network): boolean {
  const preset = presetOf(network.id)
  return preset !== undefined && !sameAddresses(network, preset)
}

/** Whether two records lead to the same places in the same way, whenever they were checked. */
export const sameAddresses = (one: Network, other: Network): boolean => textOf(one) === textOf(other)

const textOf = ({
  name,
  notificationServer,
  signIn,
  addressBook,
  offlineMessages,
  ...rest
}: Network): string =>
  JSON.stringify([
    name,
    notificationServer.host.toLowerCase(),
    notificationServer.port,
    signIn.nexusUrl,
    signIn.loginUrl,
    signIn.tokenUrl,
    addressBook.contactsUrl,
    addressBook.membershipUrl,
    offlineMessages.readUrl,
    offlineMessages.sendUrl,
    rest.gatewayUrl,
    rest.dialects,
    rest.clientVersion,
    rest.acknowledges,
    rest.pinnedCertificate,
  ])

/** An id for a network of the user's own that is not taken: after its server, so that it is the same when made again. */
export function ownIdFor(host: string, networks: readonly Network[]): string {
  const words = host.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const base = `custom-${words}`.slice(0, 28).replace(/-+$/, '')
  const taken = new Set(networks.map(({ id }) => id))
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!taken.has(id)) return id
  }
}
