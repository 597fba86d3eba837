import { useState, type ReactNode } from 'react'
import type { Conversation } from '../../app/conversation.ts'
import type { HistoryScope, HistoryTask } from '../../app/history.ts'
import type { Entry } from '../../app/message.ts'
import type { Settings } from '../../app/settings.ts'
import { linesOf } from '../keeping/count.ts'
import { DeleteHistoryDialog } from '../keeping/delete-history-dialog.tsx'
import { isNotKept, keepTalk } from '../keeping/keep-talk.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { oneLine } from '../ui/plain-text.tsx'
import type { PastHere } from './use-past.ts'

interface Options {
  readonly conversation: Conversation
  readonly past: PastHere
  readonly settings: Settings
  readonly task: HistoryTask | null
  readonly name: string
  readonly onSaid: (sentence: string | null) => void
}

interface Asked {
  readonly scope: HistoryScope
  readonly question: string
  readonly title?: string
  readonly leave?: string
}

/** What is kept of a conversation: whether it is, and the deletion of a line or of everything, after a question. */
export function useKeeping({ conversation, past, settings, task, name, onSaid }: Options) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const { accountId, historyId } = conversation

  const deleteLine = (entry: Entry) => {
    setAsked({
      scope: { kind: 'lines', accountId, historyId: past.historyIdOf(entry), entryIds: [entry.id] },
      question: t('history.delete-question.lines', { name: oneLine(name), lines: linesOf(1) }),
    })
  }
  const keep = async (keeps: boolean) => {
    const result = await keepTalk(settings.historyNotKept, conversation, keeps)
    if (!result.ok) return onSaid(reasonSentence(result.reason, result.detail))
    if (keeps) return
    setAsked({
      scope: { kind: 'conversation', accountId, historyId },
      title: t('history.not-kept-title'),
      question: t('conversation.not-kept-question', { name: oneLine(name) }),
      leave: t('history.keep-those'),
    })
  }
  const close = (deleted: number | null) => {
    setAsked((now) => (now === asked ? null : now))
    if (deleted !== null && asked?.scope.kind === 'lines') past.remove(asked.scope.entryIds)
  }
  const dialog: ReactNode = asked !== null && <DeleteHistoryDialog {...asked} task={task} onClose={close} />
  return { isNotKept: isNotKept(settings.historyNotKept, conversation), deleteLine, keep, dialog }
}

/** What is kept of a conversation, and how to change that. */
export type Keeping = ReturnType<typeof useKeeping>
