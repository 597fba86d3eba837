import { maxEntries, type Conversation, type ConversationId } from './conversation.ts'
import type { Event } from './events.ts'
import type { Entry } from './message.ts'

type Conversations = Readonly<Record<ConversationId, Conversation>>

type ConversationEvent = Extract<
  Event,
  {
    type:
      | 'conversation-opened'
      | 'conversation-closed'
      | 'participant-joined'
      | 'participant-left'
      | 'became-group'
      | 'entry-added'
      | 'delivery-changed'
      | 'typing-changed'
      | 'conversation-read'
      | 'entries-removed'
  }
>

/** The part of `reduce` that concerns conversations; events of unknown ones change nothing. */
export function reduceConversation(conversations: Conversations, event: ConversationEvent): Conversations {
  if (event.type === 'conversation-opened') {
    return { ...conversations, [event.conversation.id]: event.conversation }
  }
  const conversation = conversations[event.conversationId]
  if (conversation === undefined) return conversations
  if (event.type === 'conversation-closed') {
    const { [event.conversationId]: _closed, ...rest } = conversations
    return rest
  }
  return { ...conversations, [event.conversationId]: changed(conversation, event) }
}

function changed(
  conversation: Conversation,
  event: Exclude<ConversationEvent, { type: 'conversation-opened' | 'conversation-closed' }>,
): Conversation {
  switch (event.type) {
    case 'participant-joined':
      return { ...conversation, participants: [...others(conversation, event.who.address), event.who] }
    case 'participant-left':
      return {
        ...conversation,
        participants: conversation.group ? others(conversation, event.address) : conversation.participants,
        typing: conversation.typing.filter((address) => address !== event.address),
      }
    case 'became-group':
      return { ...conversation, group: true, historyId: event.historyId }
    case 'entry-added':
      return withEntry(conversation, event.entry)
    case 'delivery-changed':
      return {
        ...conversation,
        entries: conversation.entries.map((entry) =>
          entry.id === event.entryId && entry.kind !== 'notice'
            ? { ...entry, delivery: event.delivery }
            : entry,
        ),
      }
    case 'typing-changed': {
      const rest = conversation.typing.filter((address) => address !== event.address)
      return { ...conversation, typing: event.typing ? [...rest, event.address] : rest }
    }
    case 'conversation-read':
      return { ...conversation, unread: 0 }
    case 'entries-removed': {
      const { entryIds } = event
      const entries =
        entryIds === null ? [] : conversation.entries.filter((entry) => !entryIds.includes(entry.id))
      return { ...conversation, entries }
    }
  }
}

const others = (conversation: Conversation, address: string) =>
  conversation.participants.filter((participant) => participant.address !== address)

/** A line of somebody else is unread until a window says otherwise, and ends that person's typing. */
function withEntry(conversation: Conversation, entry: Entry): Conversation {
  const entries = [...conversation.entries, entry].slice(-maxEntries)
  if (entry.kind === 'notice' || entry.mine) return { ...conversation, entries }
  return {
    ...conversation,
    entries,
    lastReceivedAt: entry.at,
    unread: conversation.unread + 1,
    typing: conversation.typing.filter((address) => address !== entry.author.address),
  }
}
