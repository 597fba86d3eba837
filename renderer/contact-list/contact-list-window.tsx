import type { AccountId } from '../../app/account.ts'
import { call } from '../bridge.ts'
import { useReplica } from '../store.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { ContactList } from './contact-list.tsx'

/** The window of one account's contact list. */
export function ContactListWindow({ accountId }: { readonly accountId: AccountId }) {
  const accounts = useReplica((state) => state.accounts)
  const networks = useReplica((state) => state.networks)
  const settings = useReplica((state) => state.settings)
  const problem = useReplica((state) => state.historyProblem)
  const account = accounts[accountId]
  if (account !== undefined) return <ContactList {...{ account, accounts, networks, settings, problem }} />
  return (
    <main className="list-window list-nobody">
      <p>{t('contact-list.not-there')}</p>
      <Button onClick={() => void call('showSignIn')}>{t('accounts.sign-in')}</Button>
    </main>
  )
}
