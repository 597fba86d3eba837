import type { HistoryImportSummary } from '../../app/history.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import '../ui/short-text.css'
import { countOf } from './count.ts'
import './keeping.css'

interface Props {
  readonly summary: HistoryImportSummary
  readonly onClose: () => void
}

/** What an import of logs did: how many lines are new, how many were there, and which files could not be read, and why. */
export function HistoryImportSummaryDialog({ summary, onClose }: Props) {
  const { added, alreadyThere, refused, cancelled } = summary
  const refusedTitle = t('history.import-refused', { count: countOf(refused.length) })
  return (
    <Dialog
      title={t(cancelled ? 'history.import-cancelled' : 'history.imported')}
      onClose={onClose}
      onSubmit={onClose}
      buttons={
        <Button type="submit" look="primary">
          {t('action.ok')}
        </Button>
      }
    >
      {added + alreadyThere + refused.length === 0 && <p>{t('history.import-nothing')}</p>}
      {added > 0 && <p>{t('history.import-added', { count: countOf(added) })}</p>}
      {alreadyThere > 0 && <p>{t('history.import-already-there', { count: countOf(alreadyThere) })}</p>}
      {refused.length > 0 && (
        <>
          <h3>{refusedTitle}</h3>
          <ul className="refused-files" tabIndex={0} aria-label={refusedTitle}>
            {refused.map(({ file, reason }, index) => (
              <li key={index} className="short-names">
                <bdi>{file}</bdi>
                <p>{reasonSentence(reason)}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
