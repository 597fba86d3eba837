import type { Account } from '../../app/account.ts'
import type { Settings } from '../../app/settings.ts'
import { call } from '../bridge.ts'
import { t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import type { MenuSection, Submenu } from '../ui/menu-items.ts'
import type { OpenDialog } from './dialogs.tsx'
import type { Actions } from './use-actions.ts'

const orders = ['group', 'status', 'name', 'last-talk'] as const
const offlineWays = ['grouped', 'in-place', 'hidden'] as const

interface Given {
  readonly account: Account
  readonly settings: Settings
  readonly actions: Actions
  readonly onDialog: (dialog: OpenDialog) => void
}

/** The window's menu. What needs the network is off while there is none. */
export function mainMenu({ account, settings, actions, onDialog }: Given): readonly MenuSection[] {
  const disabled = account.connection.state !== 'signed-in'
  return [
    {
      items: [
        {
          kind: 'action',
          label: t('contact.add'),
          icon: <Icon name="add-person" />,
          disabled,
          onChoose: () => onDialog({ kind: 'add', groupId: null }),
        },
        {
          kind: 'action',
          label: t('group.new'),
          icon: <Icon name="group" />,
          disabled,
          onChoose: () => onDialog({ kind: 'new-group', contact: null, from: null }),
        },
      ],
    },
    { items: [orderMenu(settings, actions), offlineMenu(settings, actions)] },
    {
      items: [
        {
          kind: 'action',
          label: t('contact-list.menu.privacy'),
          icon: <Icon name="shield" />,
          disabled,
          onChoose: () => onDialog({ kind: 'privacy' }),
        },
        ...(account.features.places
          ? [
              {
                kind: 'action' as const,
                label: t('contact-list.menu.places'),
                icon: <Icon name="computer" />,
                disabled,
                onChoose: () => onDialog({ kind: 'places' }),
              },
            ]
          : []),
        {
          kind: 'action',
          label: t('transfer.import'),
          icon: <Icon name="import" />,
          disabled: disabled || account.contactImport !== null,
          onChoose: actions.importContacts,
        },
        {
          kind: 'action',
          label: t('transfer.export'),
          icon: <Icon name="export" />,
          onChoose: actions.exportContacts,
        },
      ],
    },
    {
      items: [
        {
          kind: 'action',
          label: t('contact.history'),
          icon: <Icon name="history" />,
          onChoose: () => actions.showHistory(null),
        },
        {
          kind: 'action',
          label: t('contact-list.menu.settings'),
          icon: <Icon name="settings" />,
          onChoose: () => void call('showSettings', 'general'),
        },
      ],
    },
    {
      items: [
        {
          kind: 'action',
          label: t('accounts.another'),
          icon: <Icon name="account" />,
          onChoose: () => void call('showSignIn'),
        },
        {
          kind: 'action',
          label: t('accounts.sign-out'),
          icon: <Icon name="sign-out" />,
          onChoose: actions.signOut,
        },
      ],
    },
  ]
}

const orderMenu = ({ contactOrder }: Settings, { changeSettings }: Actions): Submenu => ({
  kind: 'submenu',
  label: t('contact-list.menu.order'),
  icon: <Icon name="list" />,
  sections: [
    {
      items: orders.map((each) => ({
        kind: 'choice',
        label: t(`contact-list.menu.order.${each}`),
        checked: each === contactOrder,
        onChoose: () => changeSettings({ contactOrder: each }),
      })),
    },
  ],
})

const offlineMenu = ({ offlineContacts }: Settings, { changeSettings }: Actions): Submenu => ({
  kind: 'submenu',
  label: t('contact-list.menu.offline'),
  icon: <Icon name="eye" />,
  sections: [
    {
      items: offlineWays.map((each) => ({
        kind: 'choice',
        label: t(`contact-list.menu.offline.${each}`),
        checked: each === offlineContacts,
        onChoose: () => changeSettings({ offlineContacts: each }),
      })),
    },
  ],
})
