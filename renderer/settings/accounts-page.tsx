import { useState } from 'react'
import type { Account, AccountId, RememberedAccount } from '../../app/account.ts'
import type { Network } from '../../app/networks.ts'
import { call } from '../bridge.ts'
import { ForgetAccountDialog } from '../keeping/forget-account-dialog.tsx'
import { reasonSentence, t } from '../strings/strings.ts'
import { networkName } from '../ui/account-marks.ts'
import { Alert } from '../ui/alert.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { PlainText } from '../ui/plain-text.tsx'
import { Section } from './section.tsx'

interface Props {
  readonly remembered: readonly RememberedAccount[]
  readonly accounts: Readonly<Record<AccountId, Account>>
  readonly networks: readonly Network[]
}

/** The accounts that this computer remembers, and what of them. */
export function AccountsPage({ remembered, accounts, networks }: Props) {
  const [forgetting, setForgetting] = useState<RememberedAccount | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const labelOf = ({ address, networkId }: RememberedAccount) =>
    t('account.on-network', { address, network: networkName(networks, networkId) })
  const forget = async (account: RememberedAccount, options: { readonly history: boolean }) => {
    setForgetting(null)
    const result = await call('forgetAccount', account.id, options)
    setProblem(result.ok ? null : reasonSentence(result.reason, result.detail))
  }
  return (
    <Section heading={t('settings.accounts')}>
      {problem !== null && <Alert>{problem}</Alert>}
      {remembered.length === 0 && <p>{t('settings.accounts-none')}</p>}
      <ul className="settings-list">
        {remembered.map((account) => {
          const inUse = isInUse(accounts[account.id])
          const label = labelOf(account)
          return (
            <li key={account.id}>
              <Avatar address={account.address} size={2.5} />
              <div className="settings-words">
                <PlainText text={account.address} className="settings-name" />
                <small>
                  {[networkName(networks, account.networkId), ...factsOf(account, inUse)].join(' · ')}
                </small>
              </div>
              <div className="settings-actions">
                {inUse && (
                  <Button
                    aria-label={t('settings.account-show-this', { account: label })}
                    onClick={() => void call('showContactList', account.id)}
                  >
                    {t('settings.account-show')}
                  </Button>
                )}
                <Button
                  aria-label={t('settings.forget-this', { account: label })}
                  onClick={() => setForgetting(account)}
                >
                  {t('settings.forget')}
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
      {remembered.length > 0 && <p className="settings-note">{t('settings.account-note')}</p>}
      <Button className="settings-button" onClick={() => void call('showSignIn')}>
        {t('settings.another-account')}
      </Button>
      {forgetting !== null && (
        <ForgetAccountDialog
          account={labelOf(forgetting)}
          onForget={(options) => void forget(forgetting, options)}
          onClose={() => setForgetting(null)}
        />
      )}
    </Section>
  )
}

const isInUse = (account: Account | undefined): boolean =>
  account?.connection.state === 'signed-in' || account?.connection.state === 'reconnecting'

const factsOf = (account: RememberedAccount, inUse: boolean): readonly string[] => [
  ...(inUse ? [t('settings.account-in-use')] : []),
  t(account.passwordRemembered ? 'settings.account-password' : 'settings.account-no-password'),
  ...(account.signInAutomatically ? [t('settings.account-automatic')] : []),
]
