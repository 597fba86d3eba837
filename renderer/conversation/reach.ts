import type { Account } from '../../app/account.ts'
import type { Contact } from '../../app/contact.ts'
import type { Conversation } from '../../app/conversation.ts'

/**
 * Whether somebody gets what is sent now: `here` also where nobody knows better, `offline` where the only other one is said to
 * be, `unconnected` while the account is not signed in.
 */
export type Reach = 'here' | 'offline' | 'unconnected'

/** Whether somebody gets what is sent in a conversation now. */
export function reachOf(
  account: Account | undefined,
  { group }: Conversation,
  people: readonly Contact[],
): Reach {
  if (account?.connection.state !== 'signed-in') return 'unconnected'
  const [person] = people
  return !group && person?.lists.forward === true && person.presence === 'offline' ? 'offline' : 'here'
}
