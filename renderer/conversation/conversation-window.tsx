import type { ConversationId } from '../../app/conversation.ts'

/** The window of one conversation. */
export function ConversationWindow({ conversationId }: { readonly conversationId: ConversationId }) {
  return <p>{conversationId}</p>
}
