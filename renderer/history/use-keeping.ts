import { useState } from 'react'
import { linesOf } from '../keeping/count.ts'
import { isNotKept, keepTalk } from '../keeping/keep-talk.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { oneLine } from '../ui/plain-text.tsx'
import type { OpenDialog } from './dialogs.tsx'
import type { TalkId } from './reading.ts'
import type { NamedTalk } from './talks.ts'

/** Which conversations are kept, and the change of that. */
export function useKeeping(notKept: readonly string[], onDialog: (dialog: OpenDialog) => void) {
  const [problem, setProblem] = useState<string | null>(null)

  /** Keeps the conversation from now on, or not; then asks what is to become of what is there. */
  const keep = async (talk: NamedTalk, keeps: boolean) => {
    const result = await keepTalk(notKept, talk, keeps)
    setProblem(result.ok ? null : reasonSentence(result.reason, result.detail))
    if (result.ok && !keeps && talk.lines > 0) onDialog(questionFor(talk))
  }
  return { isNotKept: (talk: TalkId) => isNotKept(notKept, talk), keep, problem }
}

function questionFor({ accountId, historyId, name, lines }: NamedTalk): OpenDialog {
  return {
    kind: 'delete',
    scope: { kind: 'conversation', accountId, historyId },
    title: t('history.not-kept-title'),
    question: t('history.not-kept-question', { name: oneLine(name), lines: linesOf(lines) }),
    leave: t('history.keep-those'),
  }
}
