import type { Account, AccountId } from '../../app/account.ts'
import { shownName } from '../../app/contact.ts'
import type { Network } from '../../app/networks.ts'
import { accountLabel } from '../keeping/accounts.ts'
import { t } from '../strings/strings.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { oneLine, PlainText } from '../ui/plain-text.tsx'
import { changeSettings } from './change-settings.ts'

interface Props {
  /** As `historyKey` names conversations. */
  readonly notKept: readonly string[]
  readonly accounts: Readonly<Record<AccountId, Account>>
  readonly networks: readonly Network[]
}

/** The conversations that are not kept; each can be kept again. */
export function NotKeptList({ notKept, accounts, networks }: Props) {
  if (notKept.length === 0) return <p className="settings-note">{t('settings.history.not-kept-none')}</p>
  return (
    <ul className="settings-list">
      {notKept.map((key) => {
        const { accountId, historyId } = partsOfKey(key)
        const name = nameOf(accounts[accountId], historyId)
        return (
          <li key={key}>
            {isGroup(historyId) ? <Icon name="people" /> : <Avatar address={historyId} size={2.5} />}
            <div className="settings-words">
              <PlainText text={name} className="settings-name" />
              <small>
                {t('settings.history.on-account', { account: accountLabel(networks, accountId) })}
              </small>
            </div>
            <div className="settings-actions">
              <Button
                aria-label={t('settings.history.keep-again-this', { name: oneLine(name) })}
                onClick={() => changeSettings({ historyNotKept: notKept.filter((each) => each !== key) })}
              >
                {t('settings.history.keep-again')}
              </Button>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

const isGroup = (historyId: string): boolean => historyId.startsWith('group:')

function partsOfKey(key: string): { readonly accountId: AccountId; readonly historyId: string } {
  const at = key.indexOf('>')
  return { accountId: key.slice(0, at), historyId: key.slice(at + 1) }
}

function nameOf(account: Account | undefined, historyId: string): string {
  if (isGroup(historyId)) return t('history.group-of-nobody')
  return shownName(account?.contacts[historyId]?.name ?? historyId, account?.contactNotes[historyId])
}
