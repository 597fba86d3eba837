import { useState } from 'react'
import type { AccountId } from '../../app/account.ts'
import type { ImportPlace } from '../../app/history-calls.ts'
import type { HistoryImportSummary, HistoryTask } from '../../app/history.ts'
import type { Network } from '../../app/networks.ts'
import { call } from '../bridge.ts'
import { t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/text-field.tsx'
import { accountLabel } from './accounts.ts'
import { workSentence } from './history-sentence.ts'
import { HistoryTaskStrip } from './history-task-strip.tsx'
import './keeping.css'

interface Props {
  /** Whose history it can become; the first is proposed. */
  readonly accountIds: readonly AccountId[]
  readonly networks: readonly Network[]
  readonly task: HistoryTask | null
  /** With what was done, or null when nothing was. */
  readonly onClose: (summary: HistoryImportSummary | null) => void
}

const kinds = ['msn', 'amsn', 'pidgin', 'papilio'] as const

/** Says which logs can be imported and where they usually are, and asks whose they are; the system's dialog asks where. */
export function ImportHistoryDialog({ accountIds, networks, task, onClose }: Props) {
  const [chosen, setChosen] = useState(accountIds[0])
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const read = async (place: ImportPlace) => {
    if (busy || chosen === undefined) return
    setBusy(true)
    setProblem(null)
    const result = await call('importHistory', chosen, place)
    setBusy(false)
    if (!result.ok) setProblem(workSentence(result))
    else if (result.value !== null) onClose(result.value)
  }
  return (
    <Dialog
      title={t('history.import-title')}
      onClose={() => onClose(null)}
      onSubmit={() => void read('folder')}
      buttons={
        <>
          <Button onClick={() => onClose(null)}>{t(busy ? 'action.close' : 'action.cancel')}</Button>
          <Button disabled={busy || chosen === undefined} onClick={() => void read('files')}>
            {t('history.import.choose-files')}
          </Button>
          <Button type="submit" look="primary" disabled={busy || chosen === undefined}>
            {t('history.import.choose-folder')}
          </Button>
        </>
      }
    >
      {chosen === undefined ? (
        <p>{t('history.import-nobody')}</p>
      ) : (
        <SelectField
          label={t('history.import-account')}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          {accountIds.map((id) => (
            <option key={id} value={id}>
              {accountLabel(networks, id)}
            </option>
          ))}
        </SelectField>
      )}
      <div>
        <h3 className="import-kinds">{t('history.import-kinds')}</h3>
        <ul className="kinds">
          {kinds.map((kind) => (
            <li key={kind}>{t(`history.import.${kind}`)}</li>
          ))}
        </ul>
      </div>
      <p className="field-hint">{t('history.import-safe')}</p>
      {busy && <HistoryTaskStrip task={task} />}
      {problem !== null && <Alert>{problem}</Alert>}
    </Dialog>
  )
}
