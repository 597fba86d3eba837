import { addressKey } from '../../../app/contact.ts'
import { ProtocolError } from '../wire/errors.ts'

/** Somebody, as a line of a notification server names him. */
export interface NamedPerson {
  /** In lower case, without a place. */
  readonly address: string
  /** The number of the network that he uses. */
  readonly network: number
  /** The words that follow. */
  readonly rest: readonly string[]
}

/**
 * How a family of dialects names people in `ILN`, `NLN`, `FLN` and `UBX`.
 * @throws ProtocolError when there is no address.
 */
export type AddressForm = (words: readonly string[]) => NamedPerson

/** The network of everybody whose line names none: Messenger. */
const ownNetwork = 1

/** `address`: dialects 8 to 13. */
export const addressAlone: AddressForm = ([address, ...rest]) => named(address, ownNetwork, rest)

/** The numbers that networks have; another number in this place is a name. */
const networks = new Set(['1', '2', '4', '8', '9', '10', '13', '14', '16', '32'])

/** `address network`: dialects 14 to 17. Some servers leave the network out. */
export const addressThenNetwork: AddressForm = ([address, network, ...rest]) =>
  network !== undefined && networks.has(network)
    ? named(address, Number(network), rest)
    : named(address, ownNetwork, network === undefined ? rest : [network, ...rest])

/** `network:address`, and `;via=…` where a group of people is the reason: dialect 18. */
export const networkBeforeAddress: AddressForm = ([word, ...rest]) => {
  const match = /^(\d{1,3}):(.*)$/.exec(word ?? '')
  return match === null ? named(word, ownNetwork, rest) : named(match[2], Number(match[1]), rest)
}

function named(address: string | undefined, network: number, rest: readonly string[]): NamedPerson {
  if (address === undefined) throw new ProtocolError('a line without an address')
  return { address: addressKey(address), network, rest }
}
