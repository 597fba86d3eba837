import type { ContactImportSummary } from '../../app/ipc.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import '../ui/short-text.css'
import './import-summary-dialog.css'

interface Props {
  readonly summary: ContactImportSummary
  readonly onClose: () => void
}

/** What an import did: how many are new, how many were there, and who could not be added, and why. */
export function ImportSummaryDialog({ summary, onClose }: Props) {
  const { added, alreadyThere, refused } = summary
  const nothing = added + alreadyThere + refused.length === 0
  return (
    <Dialog
      title={t('transfer.title')}
      onClose={onClose}
      onSubmit={onClose}
      buttons={
        <Button type="submit" look="primary">
          {t('action.ok')}
        </Button>
      }
    >
      {nothing && <p>{t('transfer.nothing')}</p>}
      {added > 0 && <p>{t('transfer.added', { count: added })}</p>}
      {alreadyThere > 0 && <p>{t('transfer.already-there', { count: alreadyThere })}</p>}
      {refused.length > 0 && (
        <>
          <h3>{t('transfer.refused', { count: refused.length })}</h3>
          <ul className="refused" tabIndex={0} aria-label={t('transfer.refused', { count: refused.length })}>
            {refused.map(({ address, reason }) => (
              <li key={address} className="short-names">
                <bdi>{address}</bdi>
                <p>{reasonSentence(reason)}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
