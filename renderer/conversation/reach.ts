import type { Account } from '../../app/account.ts'
import type { Contact } from '../../app/contact.ts'
import type { Conversation } from '../../app/conversation.ts'

/**
 * What happens to what is sent now: `here`, somebody gets it, also where nobody knows better; `kept`, the only other one is
 * said to be offline, and the network keeps it; `offline`, the same where the network keeps nothing; `unconnected` while the
 * account is not signed in.
 */
export type Reach = 'here' | 'kept' | 'offline' | 'unconnected'

/** What happens to what is sent in a conversation now. */
export function reachOf(
  account: Account | undefined,
  { group }: Conversation,
  people: readonly Contact[],
): Reach {
  if (account?.connection.state !== 'signed-in') return 'unconnected'
  const [person] = people
  if (group || person?.lists.forward !== true || person.presence !== 'offline') return 'here'
  return account.features.offlineMessages ? 'kept' : 'offline'
}

/** Whether what did not arrive can be sent now. */
export const canSend = (reach: Reach): boolean => reach === 'here' || reach === 'kept'
