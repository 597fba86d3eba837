import { useState } from 'react'
import type { ExportFormat, HistoryScope, HistoryTask } from '../../app/history.ts'
import { call } from '../bridge.ts'
import { t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { workSentence } from './history-sentence.ts'
import { HistoryTaskStrip } from './history-task-strip.tsx'
import { scopeOfCall } from './scope.ts'

interface Props {
  readonly scope: HistoryScope
  /** What is exported. */
  readonly what: string
  readonly task: HistoryTask | null
  /** With whether something was written. */
  readonly onClose: (exported: boolean) => void
}

const formats: readonly ExportFormat[] = ['html', 'text', 'json']

/** Asks for the kind of file; where to, the system's own dialog asks.  */
export function ExportHistoryDialog({ scope, what, task, onClose }: Props) {
  const [format, setFormat] = useState<ExportFormat>('html')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const write = async () => {
    if (busy) return
    setBusy(true)
    const result = await call('exportHistory', scopeOfCall(scope), format)
    setBusy(false)
    if (!result.ok && result.reason !== 'cancelled') setProblem(workSentence(result))
    else onClose(result.ok && result.value)
  }
  return (
    <Dialog
      title={t('history.export-title')}
      onClose={() => onClose(false)}
      onSubmit={() => void write()}
      buttons={
        <>
          <Button onClick={() => onClose(false)}>{t(busy ? 'action.close' : 'action.cancel')}</Button>
          <Button type="submit" look="primary" disabled={busy}>
            {t('history.export.choose')}
          </Button>
        </>
      }
    >
      <p>{what}</p>
      <ChoiceField
        label={t('history.export-format')}
        value={format}
        onChange={setFormat}
        choices={formats.map((value) => ({
          value,
          label: t(`history.export.${value}`),
          hint: t(`history.export.${value}-hint`),
        }))}
      />
      <p className="field-hint">{t('history.export-plain')}</p>
      {busy && <HistoryTaskStrip task={task} />}
      {problem !== null && <Alert>{problem}</Alert>}
    </Dialog>
  )
}
