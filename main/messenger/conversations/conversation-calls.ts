import type { ConversationId } from '../../../app/conversation.ts'
import type { MessengerCalls } from '../../../app/ipc.ts'
import type { CallRunner } from '../calls.ts'
import type { Conversations } from './conversations.ts'
import type { Lines } from './lines.ts'
import { Refusal } from '../reasons.ts'
import type { Store } from '../store.ts'
import type { Talk } from './talk.ts'

/** The calls about conversations. */
export type ConversationCalls = Pick<
  MessengerCalls,
  | 'openConversation'
  | 'inviteToConversation'
  | 'closeConversation'
  | 'sendMessage'
  | 'retryMessage'
  | 'discardMessage'
  | 'keepDraft'
  | 'readDraft'
  | 'sendNudge'
  | 'reportTyping'
  | 'markRead'
>

/** What these calls need. */
export interface ConversationCallsOptions {
  readonly calls: CallRunner
  readonly store: Store
  readonly conversations: Conversations
  readonly lines: Lines
}

/** Talking to people. */
export function conversationCalls(options: ConversationCallsOptions): ConversationCalls {
  const { calls, store, conversations, lines } = options
  const talkOf = (id: ConversationId): Talk => {
    const talk = conversations.talks.get(id)
    if (talk === null) throw new Refusal('not-available')
    return talk
  }
  return {
    /** Also without a connection: what was said stays readable. */
    openConversation: (accountId, address) =>
      calls.attempt(() => {
        if (store.state.accounts[accountId] === undefined) throw new Refusal('not-signed-in')
        return conversations.open(accountId, address).id
      }),
    inviteToConversation: (id, address) => calls.do(() => conversations.invite(talkOf(id), address)),
    closeConversation: (id) => calls.do(() => conversations.close(talkOf(id))),
    sendMessage: (id, text, format) => calls.attempt(() => lines.sendText(talkOf(id), text, format)),
    retryMessage: (id, entryId) => calls.do(() => talkOf(id).sendAgain(entryId)),
    discardMessage: (id, entryId) =>
      calls.attempt(() => {
        const line = talkOf(id).lines.discard(entryId)
        return line.kind === 'text' ? line.text : ''
      }),
    keepDraft: (id, text) => calls.do(() => lines.keepDraft(talkOf(id), text)),
    readDraft: (id) => calls.attempt(() => lines.draft(talkOf(id))),
    sendNudge: (id) => calls.do(() => lines.sendNudge(talkOf(id))),
    reportTyping: (id) =>
      calls.do(() => {
        const talk = talkOf(id)
        talk.typingNotices.report(conversations.reachable(talk))
      }),
    markRead: (id) =>
      calls.do(() => {
        const unread = store.state.conversations[id]?.unread ?? 0
        if (unread > 0) store.publish({ type: 'conversation-read', conversationId: id })
      }),
  }
}
