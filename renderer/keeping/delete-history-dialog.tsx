import { useState } from 'react'
import type { HistoryScope, HistoryTask } from '../../app/history.ts'
import { call } from '../bridge.ts'
import { t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { workSentence } from './history-sentence.ts'
import { HistoryTaskStrip } from './history-task-strip.tsx'
import { scopeOfCall } from './scope.ts'

interface Props {
  readonly scope: HistoryScope
  /** What is lost. */
  readonly question: string
  /** Other words than those for the scope: above, and on the button that deletes nothing. */
  readonly title?: string
  readonly leave?: string
  readonly task: HistoryTask | null
  /** With how many lines were deleted, or null when nothing was. */
  readonly onClose: (deleted: number | null) => void
}

/** Asks before something of the history is deleted, says what is lost, and deletes it. */
export function DeleteHistoryDialog({ scope, question, title, leave, task, onClose }: Props) {
  const kind = scope.kind === 'lines' && scope.entryIds.length === 1 ? 'line' : scope.kind
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const remove = async () => {
    if (busy) return
    setBusy(true)
    const result = await call('deleteHistory', scopeOfCall(scope))
    setBusy(false)
    if (result.ok) onClose(result.value)
    else setProblem(workSentence(result))
  }
  return (
    <Dialog
      title={title ?? t(`history.delete-title.${kind}`)}
      onClose={() => onClose(null)}
      onSubmit={() => void remove()}
      buttons={
        <>
          <Button onClick={() => onClose(null)}>
            {busy ? t('action.close') : (leave ?? t('action.cancel'))}
          </Button>
          <Button type="submit" look="danger" disabled={busy}>
            {t(busy ? 'history.deleting' : 'history.delete-for-good')}
          </Button>
        </>
      }
    >
      <p>{question}</p>
      {busy && <HistoryTaskStrip task={task} />}
      {problem !== null && <Alert>{problem}</Alert>}
    </Dialog>
  )
}
