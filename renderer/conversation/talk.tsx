import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import type { Account } from '../../app/account.ts'
import type { Conversation } from '../../app/conversation.ts'
import type { HistoryTask } from '../../app/history.ts'
import type { Settings } from '../../app/settings.ts'
import { call } from '../bridge.ts'
import { noNotes, NotesContext } from '../log/names.ts'
import { t } from '../strings/strings.ts'
import type { AccountMarkLook } from '../ui/account-marks.ts'
import { papers } from '../ui/papers.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { useColorScheme } from '../ui/use-color-scheme.ts'
import { useHistoryKey } from '../ui/use-history-key.ts'
import { useTextSizeKeys } from '../ui/use-text-size-keys.ts'
import { Composer, type ComposerHandle } from './composer.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import './conversation.css'
import { lineActions } from './line-actions.ts'
import { MessageLog, type LogHandle } from './message-log.tsx'
import { namesOf, peopleOf } from './people.ts'
import { OwnPicture, Pictures } from './pictures.tsx'
import { PresenceNote } from './presence-note.tsx'
import { reachOf } from './reach.ts'
import { StatusStrip } from './status-strip.tsx'
import { useCloseByEscape } from './use-close-by-escape.ts'
import { useKeeping } from './use-keeping.tsx'
import { useMarkRead } from './use-mark-read.ts'
import { usePast } from './use-past.ts'
import { useShake } from './use-shake.ts'
import { useWindowTitle } from './use-window-title.ts'
import { WaitingBanner } from './waiting-banner.tsx'

/** How long a sentence about something done stays. */
const saidMs = 4000

interface Props {
  readonly conversation: Conversation
  /** Undefined when the account was closed while the window stayed. */
  readonly account: Account | undefined
  readonly settings: Settings
  /** Which account it is, where several are in use. */
  readonly mark: AccountMarkLook | null
  /** The piece of work on the history that is going on. */
  readonly task: HistoryTask | null
}

/** A conversation: who it is with, what was said, and where one writes. */
export function Talk({ conversation, account, settings, mark, task }: Props) {
  const { id, accountId, historyId, entries } = conversation
  const { emoticons, showLastTalk } = settings
  const people = peopleOf(account, conversation)
  const name = namesOf(people) || t('program.name')
  const reach = reachOf(account, conversation, people)
  const paper = papers[useColorScheme(settings.theme)]
  const [problem, setProblem] = useState<string | null>(null)
  const log = useRef<LogHandle>(null)
  const composer = useRef<ComposerHandle>(null)
  const past = usePast(conversation, { showLastTalk, task })
  const keeping = useKeeping({ conversation, past, settings, task, name, onSaid: setProblem })
  const historyIdOf = useRef(past.historyIdOf)
  useEffect(() => {
    historyIdOf.current = past.historyIdOf
  })
  const actions = useMemo(
    () =>
      lineActions({
        conversation: { id, accountId },
        historyIdOf: (entry) => historyIdOf.current(entry),
        giveBack: (text) => composer.current?.giveBack(text),
        onDone: () => composer.current?.focus(),
      }),
    [id, accountId],
  )
  /** Says for a while what was done; who is writing is said in the same place. */
  const sayBriefly = (sentence: string) => {
    setProblem(sentence)
    window.setTimeout(() => setProblem((now) => (now === sentence ? null : now)), saidMs)
  }
  const showHistory = () => void call('showHistory', { accountId, historyId })
  const nudged = useShake(entries, settings.shakeOnNudge)
  const title = { name: oneLine(name), account: mark?.label ?? '' }
  useWindowTitle(mark === null ? t('conversation.title', title) : t('conversation.title-of', title))
  useMarkRead(conversation)
  useTextSizeKeys(settings.textSize)
  useHistoryKey(showHistory)
  const onEscape = useCloseByEscape(problem, setProblem)
  return (
    <main
      className="conversation"
      data-nudged={nudged ?? undefined}
      style={{ '--paper': paper } as CSSProperties}
    >
      <ConversationHeader
        {...{ conversation, account, people, settings, mark, keeping }}
        onHistory={showHistory}
        onProblem={setProblem}
      />
      <div className="conversation-body">
        <Pictures people={people} />
        <section className="log-card">
          <PresenceNote {...{ conversation, account, people, emoticons }} />
          <NotesContext value={account?.contactNotes ?? noNotes}>
            <MessageLog
              {...{ conversation, past, paper, emoticons, name, reach, actions }}
              ref={log}
              onDelete={keeping.deleteLine}
              onHistory={showHistory}
              onSaid={sayBriefly}
            />
          </NotesContext>
          <WaitingBanner {...{ entries, name, reach, actions }} />
          <StatusStrip {...{ conversation, account, problem, emoticons }} />
        </section>
        <OwnPicture conversation={conversation} account={account} />
        <Composer
          {...{ conversation, account, settings, paper, name, reach, onEscape }}
          ref={composer}
          onProblem={setProblem}
          onPage={(step) => log.current?.page(step)}
        />
      </div>
      {keeping.dialog}
    </main>
  )
}
