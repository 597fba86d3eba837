import type { ConversationId } from '../../app/conversation.ts'
import { useReplica } from '../store.ts'
import { t } from '../strings/strings.ts'
import { accountMarkOf } from '../ui/account-marks.ts'
import { Talk } from './talk.tsx'

/** The window of one conversation. */
export function ConversationWindow({ conversationId }: { readonly conversationId: ConversationId }) {
  const conversation = useReplica((state) => state.conversations[conversationId])
  const account = useReplica((state) => conversation && state.accounts[conversation.accountId])
  const settings = useReplica((state) => state.settings)
  const accounts = useReplica((state) => state.accounts)
  const networks = useReplica((state) => state.networks)
  const task = useReplica((state) => state.historyTask)
  if (conversation === undefined) return <p className="conversation-gone">{t('conversation.gone')}</p>
  const mark = accountMarkOf(accounts, networks, conversation.accountId)
  return <Talk {...{ conversation, account, settings, mark, task }} />
}
