import type { Clock } from '../clock.ts'
import { echo } from './echo.ts'
import { guide } from './guide.ts'
import type { Network } from '../network.ts'
import { Robot } from './robot.ts'

/** Everybody who belongs to the network itself. */
const characters = [guide, echo]

/** Nobody else may sign in with an address of this domain. */
export const ownDomain = '@papilio.example'

/**
 * Signs the network's own contacts in: robots that answer, so that nobody finds an empty list. Every account that is
 * made from now on has them as contacts; whoever removes them is rid of them.
 */
export function startContactsWhoAnswer(network: Network, clock: Clock): void {
  const { directory } = network
  const robots = new Set(characters.map(({ address }) => address))
  for (const character of characters) {
    const account = directory.find(character.address) ?? directory.create(character.address)
    if (account === null) continue
    const { friendlyName, personalMessage } = character
    Object.assign(account, { friendlyName, personalMessage, password: null, admitsUnlisted: true })
    const robot = new Robot({ network, account, character, clock, robots })
    network.signIn(robot)
    network.statusChanged(robot)
  }
  directory.firstContacts = [...robots]
}
