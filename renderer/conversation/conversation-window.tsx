import { useState } from 'react'
import type { Account } from '../../app/account.ts'
import type { Conversation, ConversationId } from '../../app/conversation.ts'
import type { Settings } from '../../app/settings.ts'
import { useReplica } from '../store.ts'
import { t } from '../strings/strings.ts'
import { papers } from '../ui/papers.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { useColorScheme } from '../ui/use-color-scheme.ts'
import { Composer } from './composer.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import './conversation.css'
import { MessageLog } from './message-log.tsx'
import { namesOf, peopleOf } from './people.ts'
import { OwnPicture, Pictures } from './pictures.tsx'
import { PresenceNote } from './presence-note.tsx'
import { StatusStrip } from './status-strip.tsx'
import { useCloseByEscape } from './use-close-by-escape.ts'
import { useMarkRead } from './use-mark-read.ts'
import { useShake } from './use-shake.ts'
import { useTextSizeKeys } from './use-text-size-keys.ts'
import { useWindowTitle } from './use-window-title.ts'

/** The window of one conversation. */
export function ConversationWindow({ conversationId }: { readonly conversationId: ConversationId }) {
  const conversation = useReplica((state) => state.conversations[conversationId])
  const account = useReplica((state) => conversation && state.accounts[conversation.accountId])
  const settings = useReplica((state) => state.settings)
  if (conversation === undefined) return <p className="conversation-gone">{t('conversation.gone')}</p>
  return <Talk conversation={conversation} account={account} settings={settings} />
}

interface Props {
  readonly conversation: Conversation
  /** Undefined when the account was closed while the window stayed. */
  readonly account: Account | undefined
  readonly settings: Settings
}

function Talk({ conversation, account, settings }: Props) {
  const people = peopleOf(account, conversation)
  const name = namesOf(people) || t('program.name')
  const paper = papers[useColorScheme(settings.theme)]
  const [problem, setProblem] = useState<string | null>(null)
  const nudged = useShake(conversation.entries, settings.shakeOnNudge)
  useWindowTitle(t('conversation.title', { name: oneLine(name) }))
  useMarkRead(conversation)
  useTextSizeKeys(settings.textSize)
  const onEscape = useCloseByEscape(problem, setProblem)
  return (
    <main
      className="conversation"
      data-nudged={nudged ?? undefined}
      style={{ '--paper': paper } as React.CSSProperties}
    >
      <ConversationHeader
        conversation={conversation}
        account={account}
        people={people}
        settings={settings}
        onProblem={setProblem}
      />
      <div className="conversation-body">
        <Pictures people={people} />
        <section className="log-card">
          <PresenceNote {...{ conversation, account, people }} emoticons={settings.emoticons} />
          <MessageLog
            conversationId={conversation.id}
            entries={conversation.entries}
            paper={paper}
            emoticons={settings.emoticons}
            name={name}
          />
          <StatusStrip
            conversation={conversation}
            account={account}
            problem={problem}
            emoticons={settings.emoticons}
          />
        </section>
        <OwnPicture conversation={conversation} account={account} />
        <Composer
          conversation={conversation}
          account={account}
          settings={settings}
          paper={paper}
          name={name}
          onProblem={setProblem}
          onEscape={onEscape}
        />
      </div>
    </main>
  )
}
