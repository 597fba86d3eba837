import type { Contact } from '../../../app/contact.ts'
import type { Conversation } from '../../../app/conversation.ts'
import type { Event } from '../../../app/events.ts'
import { historyKey } from '../../../app/history.ts'
import type { Author, Entry } from '../../../app/message.ts'
import type { Settings } from '../../../app/settings.ts'
import type { State } from '../../../app/state.ts'
import type { NewLine, Settlement } from '../../storage/history/history.ts'

/** What an event means for the history. */
export interface Keepable {
  readonly lines: readonly NewLine[]
  readonly settlements: readonly Settlement[]
}

const nothing: Keepable = { lines: [], settlements: [] }

/** Whether the user wants a conversation kept. */
export const isKept = (
  { keepHistory, historyNotKept }: Settings,
  { accountId, historyId }: Pick<Conversation, 'accountId' | 'historyId'>,
): boolean => keepHistory && !historyNotKept.includes(historyKey(accountId, historyId))

/** What an event of the store leaves in the history. What becomes of a line is told also where new lines are not kept. */
export function keepableOf(event: Event, state: State): Keepable {
  if (event.type === 'entry-added')
    return linesOf([event.entry], state.conversations[event.conversationId], state)
  if (event.type === 'conversation-opened')
    return linesOf(event.conversation.entries, state.conversations[event.conversation.id], state)
  if (event.type === 'delivery-changed') return { lines: [], settlements: [event] }
  return nothing
}

/** A line that is shown again after a restart is known already; then its outcome counts. */
function linesOf(
  entries: readonly Entry[],
  conversation: Conversation | undefined,
  { settings, accounts }: State,
): Keepable {
  if (conversation === undefined || entries.length === 0) return nothing
  const settlements = entries.flatMap((entry) =>
    entry.kind !== 'notice' && entry.mine ? [{ entryId: entry.id, delivery: entry.delivery }] : [],
  )
  if (!isKept(settings, conversation)) return { lines: [], settlements }
  const { accountId, historyId, group } = conversation
  const people = peopleOf(conversation, accounts[accountId]?.contacts ?? {})
  return { lines: entries.map((entry) => ({ accountId, historyId, group, people, entry })), settlements }
}

/** The others, by the names that they have now. */
const peopleOf = (
  { participants }: Conversation,
  contacts: Readonly<Record<string, Contact>>,
): readonly Author[] =>
  participants.map(({ address, name }) => ({ address, name: contacts[address]?.name || name }))
