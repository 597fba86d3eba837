import type { Account, AccountId } from '../../app/account.ts'
import type { Network } from '../../app/networks.ts'
import { call } from '../bridge.ts'
import { t } from '../strings/strings.ts'
import { AccountMark } from '../ui/account-mark.tsx'
import { accountMarkOf, networkName } from '../ui/account-marks.ts'
import { Icon } from '../ui/icon.tsx'
import type { MenuSection } from '../ui/menu-items.ts'
import { MenuButton } from '../ui/menu.tsx'
import { oneLine, PlainText } from '../ui/plain-text.tsx'
import './account-bar.css'

interface Props {
  readonly account: Account
  readonly accounts: Readonly<Record<AccountId, Account>>
  readonly networks: readonly Network[]
  readonly onSignOut: () => void
}

/** Which account on which network this is, and the way to the others. */
export function AccountBar({ account, accounts, networks, onSignOut }: Props) {
  const labelOf = ({ address, networkId }: Account) =>
    oneLine(t('account.on-network', { address, network: networkName(networks, networkId) }))
  const mark = accountMarkOf(accounts, networks, account.id)
  const others = Object.values(accounts).filter(({ id }) => id !== account.id)
  const sections: readonly MenuSection[] = [
    ...(others.length > 0
      ? [
          {
            label: t('accounts.others'),
            items: others.map((other) => ({
              kind: 'action' as const,
              label: labelOf(other),
              icon: <MarkOf id={other.id} {...{ accounts, networks }} />,
              onChoose: () => void call('showContactList', other.id),
            })),
          },
        ]
      : []),
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
          onChoose: onSignOut,
        },
      ],
    },
  ]
  return (
    <div className="account-bar">
      <MenuButton
        className="account-button"
        align="start"
        label={t(mark === null ? 'accounts.this' : 'accounts.this-of-several', { account: labelOf(account) })}
        sections={sections}
      >
        {mark !== null && <AccountMark mark={mark} />}
        <PlainText className="account-address" text={account.address} />
        <PlainText className="account-network" text={networkName(networks, account.networkId)} />
        <Icon name="chevron-down" />
      </MenuButton>
    </div>
  )
}

type MarkProps = Pick<Props, 'accounts' | 'networks'> & { readonly id: AccountId }

function MarkOf({ id, accounts, networks }: MarkProps) {
  const mark = accountMarkOf(accounts, networks, id)
  return mark === null ? null : <AccountMark mark={mark} />
}
