import type { AccountId } from '../../app/account.ts'
import type { HistoryImportSummary, HistoryScope, HistoryTask } from '../../app/history.ts'
import type { Network } from '../../app/networks.ts'
import { DeleteHistoryDialog } from '../keeping/delete-history-dialog.tsx'
import { ExportHistoryDialog } from '../keeping/export-history-dialog.tsx'
import { ImportHistoryDialog } from '../keeping/import-history-dialog.tsx'
import { HistoryImportSummaryDialog } from '../keeping/import-summary-dialog.tsx'
import { GoToDateDialog } from './go-to-date-dialog.tsx'
import type { NamedTalk } from './talks.ts'

/** The dialog that is open. */
export type OpenDialog =
  | {
      readonly kind: 'delete'
      readonly scope: HistoryScope
      readonly question: string
      readonly title?: string
      readonly leave?: string
    }
  | { readonly kind: 'export'; readonly scope: HistoryScope; readonly what: string }
  | { readonly kind: 'import' }
  | { readonly kind: 'imported'; readonly summary: HistoryImportSummary }
  | { readonly kind: 'date'; readonly talk: NamedTalk }

interface Props {
  readonly open: OpenDialog
  readonly accountIds: readonly AccountId[]
  readonly networks: readonly Network[]
  readonly task: HistoryTask | null
  /** It was closed, or ended: another one may have been opened meanwhile. With what is shown then. */
  readonly onEnd: (then?: OpenDialog) => void
  readonly onDeleted: (scope: HistoryScope, count: number) => void
  readonly onExported: () => void
  readonly onImported: () => void
  readonly onDate: (talk: NamedTalk, at: number) => void
}

/** Whichever dialog is open. */
export function Dialogs(props: Props) {
  const { open, accountIds, networks, task, onEnd, onDeleted, onExported, onImported, onDate } = props
  const close = () => onEnd()
  switch (open.kind) {
    case 'delete': {
      const { kind, ...rest } = open
      return (
        <DeleteHistoryDialog
          key={kind}
          {...rest}
          task={task}
          onClose={(count) => {
            close()
            if (count !== null) onDeleted(open.scope, count)
          }}
        />
      )
    }
    case 'export':
      return (
        <ExportHistoryDialog
          scope={open.scope}
          what={open.what}
          task={task}
          onClose={(exported) => {
            close()
            if (exported) onExported()
          }}
        />
      )
    case 'import':
      return (
        <ImportHistoryDialog
          accountIds={accountIds}
          networks={networks}
          task={task}
          onClose={(summary) => {
            onEnd(summary === null ? undefined : { kind: 'imported', summary })
            onImported()
          }}
        />
      )
    case 'imported':
      return <HistoryImportSummaryDialog summary={open.summary} onClose={close} />
    case 'date':
      return (
        <GoToDateDialog
          firstAt={open.talk.firstAt}
          lastAt={open.talk.lastAt}
          onClose={close}
          onGo={(at) => {
            close()
            onDate(open.talk, at)
          }}
        />
      )
  }
}
