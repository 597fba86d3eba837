import type { Account } from '../../app/account.ts'
import type { Contact } from '../../app/contact.ts'
import type { Conversation } from '../../app/conversation.ts'

/**
 * What happens to what is sent now: `here`, the only other one is said to be there; `unknown` in a group and where nobody
 * knows; `kept`, the only other one is said to be offline, and the network keeps it; `offline`, the same where the network
 * keeps nothing; `unconnected` while the account is not signed in.
 */
export type Reach = 'here' | 'unknown' | 'kept' | 'offline' | 'unconnected'

/** What happens to what is sent in a conversation now. */
export function reachOf(
  account: Account | undefined,
  { group }: Conversation,
  people: readonly Contact[],
): Reach {
  if (account?.connection.state !== 'signed-in') return 'unconnected'
  const [person] = people
  if (group || person?.lists.forward !== true) return 'unknown'
  if (person.presence !== 'offline') return 'here'
  return account.features.offlineMessages ? 'kept' : 'offline'
}

/** Whether what did not arrive can be sent now. */
export const canSend = (reach: Reach): boolean => reach !== 'offline' && reach !== 'unconnected'
