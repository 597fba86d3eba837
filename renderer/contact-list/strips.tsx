import type { Account, ImportProgress } from '../../app/account.ts'
import type { ContactImportSummary } from '../../app/ipc.ts'
import type { Settings } from '../../app/settings.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { oneLine } from '../ui/plain-text.tsx'
import { ImportSummaryDialog } from './import-summary-dialog.tsx'
import './strips.css'
import type { Actions } from './use-actions.ts'

interface Props {
  readonly account: Account
  readonly networkName: string
  readonly settings: Settings
  readonly actions: Actions
}

/** What the window has to say above the list: failures, news, an import under way, and once that chats are plain. */
export function Strips({ account, networkName, settings, actions }: Props) {
  const { notice, imported } = actions
  return (
    <>
      <FailureAlert actions={actions} />
      {notice !== null && (
        <div className="strip">
          <p role="status">{notice}</p>
          <CloseButton onClick={actions.clear} />
        </div>
      )}
      {account.contactImport !== null && (
        <ImportStrip progress={account.contactImport} onCancel={actions.cancelImport} />
      )}
      {!settings.toldOfPlainText && isPublic(account) && (
        <div className="strip">
          <Icon name="eye" />
          <p>{t('plain-text.text', { network: oneLine(networkName) })}</p>
          <Button onClick={() => actions.changeSettings({ toldOfPlainText: true })}>{t('action.ok')}</Button>
        </div>
      )}
      <ImportResult imported={imported} onClose={actions.clear} />
    </>
  )
}

/** What failed last: in the window or, where a dialog stays open over it, in that. */
export const FailureAlert = ({ actions }: { readonly actions: Pick<Actions, 'failure' | 'clear'> }) =>
  actions.failure !== null && (
    <Alert after={<CloseButton onClick={actions.clear} />}>
      {reasonSentence(actions.failure.reason, actions.failure.detail)}
    </Alert>
  )

/** Somebody else's network, and the user is in. */
const isPublic = ({ networkId, connection }: Account): boolean =>
  networkId !== 'local' && connection.state === 'signed-in'

const CloseButton = ({ onClick }: { readonly onClick: () => void }) => (
  <IconButton label={t('action.close')} onClick={onClick}>
    <Icon name="close" />
  </IconButton>
)

interface ImportProps {
  readonly progress: ImportProgress
  readonly onCancel: () => void
}

function ImportStrip({ progress, onCancel }: ImportProps) {
  const words = t('transfer.importing', { done: progress.done, total: progress.total })
  return (
    <div className="strip">
      <div className="strip-progress">
        <p>{words}</p>
        <progress aria-label={words} value={progress.done} max={Math.max(progress.total, 1)} />
      </div>
      <Button onClick={onCancel}>{t('action.cancel')}</Button>
    </div>
  )
}

interface ResultProps {
  readonly imported: ContactImportSummary | null
  readonly onClose: () => void
}

const ImportResult = ({ imported, onClose }: ResultProps) =>
  imported === null ? null : <ImportSummaryDialog summary={imported} onClose={onClose} />
