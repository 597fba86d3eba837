import { useState } from 'react'
import type { Account } from '../../app/account.ts'
import type { Conversation, ConversationId } from '../../app/conversation.ts'
import type { Settings } from '../../app/settings.ts'
import { useReplica } from '../store.ts'
import { t } from '../strings/strings.ts'
import { accountMarkOf, type AccountMarkLook } from '../ui/account-marks.ts'
import { papers } from '../ui/papers.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { useColorScheme } from '../ui/use-color-scheme.ts'
import { Composer } from './composer.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import './conversation.css'
import { MessageLog } from './message-log.tsx'
import { noNotes, NotesContext } from '../log/names.ts'
import { namesOf, peopleOf } from './people.ts'
import { OwnPicture, Pictures } from './pictures.tsx'
import { PresenceNote } from './presence-note.tsx'
import { StatusStrip } from './status-strip.tsx'
import { useCloseByEscape } from './use-close-by-escape.ts'
import { useMarkRead } from './use-mark-read.ts'
import { useShake } from './use-shake.ts'
import { useTextSizeKeys } from '../ui/use-text-size-keys.ts'
import { useWindowTitle } from './use-window-title.ts'

/** The window of one conversation. */
export function ConversationWindow({ conversationId }: { readonly conversationId: ConversationId }) {
  const conversation = useReplica((state) => state.conversations[conversationId])
  const account = useReplica((state) => conversation && state.accounts[conversation.accountId])
  const settings = useReplica((state) => state.settings)
  const accounts = useReplica((state) => state.accounts)
  const networks = useReplica((state) => state.networks)
  if (conversation === undefined) return <p className="conversation-gone">{t('conversation.gone')}</p>
  const mark = accountMarkOf(accounts, networks, conversation.accountId)
  return <Talk conversation={conversation} account={account} settings={settings} mark={mark} />
}

interface Props {
  readonly conversation: Conversation
  /** Undefined when the account was closed while the window stayed. */
  readonly account: Account | undefined
  readonly settings: Settings
  /** Which account it is, where several are in use. */
  readonly mark: AccountMarkLook | null
}

function Talk({ conversation, account, settings, mark }: Props) {
  const people = peopleOf(account, conversation)
  const name = namesOf(people) || t('program.name')
  const paper = papers[useColorScheme(settings.theme)]
  const [problem, setProblem] = useState<string | null>(null)
  const nudged = useShake(conversation.entries, settings.shakeOnNudge)
  const title = { name: oneLine(name), account: mark?.label ?? '' }
  useWindowTitle(mark === null ? t('conversation.title', title) : t('conversation.title-of', title))
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
        mark={mark}
        onProblem={setProblem}
      />
      <div className="conversation-body">
        <Pictures people={people} />
        <section className="log-card">
          <PresenceNote {...{ conversation, account, people }} emoticons={settings.emoticons} />
          <NotesContext value={account?.contactNotes ?? noNotes}>
            <MessageLog
              conversationId={conversation.id}
              entries={conversation.entries}
              paper={paper}
              emoticons={settings.emoticons}
              name={name}
            />
          </NotesContext>
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
