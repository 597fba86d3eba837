import type { AccountId } from '../../app/account.ts'
import type { HistoryScope } from '../../app/history.ts'
import { linesOf } from '../keeping/count.ts'
import { t } from '../strings/strings.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import type { MenuAction, MenuSection } from '../ui/menu-items.ts'
import { oneLine } from '../ui/plain-text.tsx'
import type { OpenDialog } from './dialogs.tsx'
import type { NamedTalk } from './talks.ts'

const action = (label: string, icon: IconName, onChoose: () => void): MenuAction => ({
  kind: 'action',
  label,
  icon: <Icon name={icon} />,
  onChoose,
})

interface TalkMenu {
  readonly talk: NamedTalk
  readonly notKept: boolean
  /** Writes to the other; null where that cannot be. */
  readonly onWrite: (() => void) | null
  readonly onKeep: (keep: boolean) => void
  readonly onDialog: (dialog: OpenDialog) => void
}

/** What can be done with a whole conversation. */
export function talkMenu({ talk, notKept, onWrite, onKeep, onDialog }: TalkMenu): readonly MenuSection[] {
  const { accountId, historyId, lines } = talk
  const name = oneLine(talk.name)
  const scope: HistoryScope = { kind: 'conversation', accountId, historyId }
  const what = t('history.export-what.conversation', { name })
  const question = t('history.delete-question.conversation', { name, lines: linesOf(lines) })
  const exporting = action(t('history.export-talk'), 'export', () =>
    onDialog({ kind: 'export', scope, what }),
  )
  const deleting = action(t('history.delete-talk'), 'delete', () =>
    onDialog({ kind: 'delete', scope, question }),
  )
  return [
    ...(onWrite === null ? [] : [{ items: [action(t('history.write', { name }), 'message', onWrite)] }]),
    {
      items: [
        {
          kind: 'switch',
          label: t('history.not-kept'),
          checked: notKept,
          onChoose: () => onKeep(notKept),
        },
      ],
    },
    {
      items: [
        { ...exporting, disabled: lines === 0 },
        { ...deleting, disabled: lines === 0, danger: true },
      ],
    },
  ]
}

interface MainMenu {
  /** The account that the list is limited to, with its name for the user; null for all. */
  readonly account: { readonly id: AccountId; readonly label: string } | null
  readonly empty: boolean
  readonly onDialog: (dialog: OpenDialog) => void
  readonly onSettings: () => void
}

/** What can be done with everything, or with all of one account. */
export function mainMenu({ account, empty, onDialog, onSettings }: MainMenu): readonly MenuSection[] {
  const all: HistoryScope = { kind: 'all' }
  const ofAccount =
    account === null
      ? null
      : { scope: { kind: 'account', accountId: account.id } as const, account: oneLine(account.label) }
  const exports = [
    ...(ofAccount === null
      ? []
      : [
          action(t('history.export-account', ofAccount), 'export', () =>
            onDialog({
              kind: 'export',
              scope: ofAccount.scope,
              what: t('history.export-what.account', ofAccount),
            }),
          ),
        ]),
    action(t('history.export-all'), 'export', () =>
      onDialog({ kind: 'export', scope: all, what: t('history.export-what.all') }),
    ),
  ]
  const deletions = [
    ...(ofAccount === null
      ? []
      : [
          action(t('history.delete-account', ofAccount), 'delete', () =>
            onDialog({
              kind: 'delete',
              scope: ofAccount.scope,
              question: t('history.delete-question.account', ofAccount),
            }),
          ),
        ]),
    action(t('history.delete-all'), 'delete', () =>
      onDialog({ kind: 'delete', scope: all, question: t('history.delete-question.all') }),
    ),
  ]
  return [
    {
      items: [
        action(t('history.import'), 'import', () => onDialog({ kind: 'import' })),
        ...exports.map((each) => ({ ...each, disabled: empty })),
      ],
    },
    { items: [action(t('contact-list.menu.settings'), 'settings', onSettings)] },
    { items: deletions.map((each) => ({ ...each, disabled: empty, danger: true })) },
  ]
}
