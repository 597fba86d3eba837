import { addressKey } from '../../app/contact.ts'
import type { Conversation, ConversationId } from '../../app/conversation.ts'
import type { Event } from '../../app/events.ts'
import type { State } from '../../app/state.ts'

/**
 * Conversations whose window must be seen because of lines of the user: one did not arrive, or nobody knows; or somebody is
 * back for whom a line waits. A waiting line for a group is shown at once, since nothing else leads there.
 */
export function conversationsToShow(event: Event, state: State, before: State): readonly ConversationId[] {
  if (event.type === 'contacts-changed') {
    const conversations = Object.values(state.conversations)
    return conversations
      .filter(({ accountId }) => accountId === event.accountId)
      .filter((conversation) => hasWaiting(conversation) && isBack(conversation, state, before))
      .map(({ id }) => id)
  }
  if (event.type !== 'delivery-changed') return []
  const conversation = state.conversations[event.conversationId]
  return conversation !== undefined && isTrouble(event, conversation) ? [conversation.id] : []
}

function isTrouble({ delivery }: Extract<Event, { type: 'delivery-changed' }>, { group }: Conversation) {
  return (
    delivery.state === 'failed' || delivery.state === 'uncertain' || (group && delivery.state === 'waiting')
  )
}

const hasWaiting = ({ entries }: Conversation): boolean =>
  entries.some((entry) => entry.kind !== 'notice' && entry.delivery.state === 'waiting')

function isBack(
  { accountId, group, participants: [other] }: Conversation,
  state: State,
  before: State,
): boolean {
  if (group || other === undefined) return false
  const presenceIn = ({ accounts }: State) =>
    accounts[accountId]?.contacts[addressKey(other.address)]?.presence ?? 'offline'
  return presenceIn(before) === 'offline' && presenceIn(state) !== 'offline'
}
