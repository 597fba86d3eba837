import { useState } from 'react'
import type { Account, AccountId, RememberedAccount } from '../../app/account.ts'
import type { HistoryImportSummary, HistoryProblem, HistoryTask } from '../../app/history.ts'
import type { Network } from '../../app/networks.ts'
import type { Settings } from '../../app/settings.ts'
import { call } from '../bridge.ts'
import { knownAccounts } from '../keeping/accounts.ts'
import { countOf } from '../keeping/count.ts'
import { DeleteHistoryDialog } from '../keeping/delete-history-dialog.tsx'
import { ExportHistoryDialog } from '../keeping/export-history-dialog.tsx'
import { HistoryProblemAlert } from '../keeping/history-problem-alert.tsx'
import { HistoryTaskStrip } from '../keeping/history-task-strip.tsx'
import { ImportHistoryDialog } from '../keeping/import-history-dialog.tsx'
import { HistoryImportSummaryDialog } from '../keeping/import-summary-dialog.tsx'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/text-field.tsx'
import { changeSettings } from './change-settings.ts'
import { NotKeptList } from './not-kept-list.tsx'
import { Section } from './section.tsx'

interface Props {
  readonly settings: Settings
  readonly accounts: Readonly<Record<AccountId, Account>>
  readonly remembered: readonly RememberedAccount[]
  readonly networks: readonly Network[]
  readonly task: HistoryTask | null
  readonly problem: HistoryProblem | null
}

type OpenDialog = 'import' | 'export' | 'delete' | HistoryImportSummary

/** What of conversations is kept on this computer, and what can be done with what was. */
export function HistoryPage({ settings, accounts, remembered, networks, task, problem }: Props) {
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const [said, setSaid] = useState('')
  const show = (next: OpenDialog) => () => {
    setSaid('')
    setDialog(next)
  }
  /** A dialog that was closed while its work went on leaves another one that was opened since alone. */
  const end = (ended: OpenDialog, then: OpenDialog | null = null) =>
    setDialog((now) => (now === ended || now === null ? then : now))
  return (
    <>
      <HistoryProblemAlert problem={problem} />
      <Section heading={t('settings.page.history')}>
        <CheckField
          label={t('settings.history.keep')}
          checked={settings.keepHistory}
          onChange={(event) => changeSettings({ keepHistory: event.target.checked })}
        />
        <p className="settings-note">{t('settings.history.keep-note')}</p>
        <CheckField
          label={t('settings.history.last-talk')}
          checked={settings.showLastTalk}
          onChange={(event) => changeSettings({ showLastTalk: event.target.checked })}
        />
      </Section>
      <Section heading={t('settings.history.what-is-there')}>
        <div className="settings-line">
          <Button look="primary" onClick={() => void call('showHistory', {})}>
            {t('settings.history.open')}
          </Button>
          <Button onClick={show('import')}>{t('history.import')}</Button>
          <Button onClick={show('export')}>{t('history.export-all')}</Button>
          <Button look="danger" onClick={show('delete')}>
            {t('history.delete-all')}
          </Button>
        </div>
        {dialog === null && <HistoryTaskStrip task={task} />}
        <p role="status">{said}</p>
      </Section>
      <Section heading={t('settings.history.not-kept')}>
        <NotKeptList notKept={settings.historyNotKept} accounts={accounts} networks={networks} />
      </Section>
      {dialog === 'import' && (
        <ImportHistoryDialog
          accountIds={knownAccounts(accounts, remembered)}
          networks={networks}
          task={task}
          onClose={(summary) => end('import', summary)}
        />
      )}
      {dialog === 'export' && (
        <ExportHistoryDialog
          scope={{ kind: 'all' }}
          what={t('history.export-what.all')}
          task={task}
          onClose={(exported) => {
            end('export')
            if (exported) setSaid(t('history.exported'))
          }}
        />
      )}
      {dialog === 'delete' && (
        <DeleteHistoryDialog
          scope={{ kind: 'all' }}
          question={t('history.delete-question.all')}
          task={task}
          onClose={(count) => {
            end('delete')
            if (count !== null) setSaid(deletedSentence(count))
          }}
        />
      )}
      {typeof dialog === 'object' && dialog !== null && (
        <HistoryImportSummaryDialog summary={dialog} onClose={() => setDialog(null)} />
      )}
    </>
  )
}

const deletedSentence = (count: number): string =>
  count === 1 ? t('history.deleted-one') : t('history.deleted', { count: countOf(count) })
