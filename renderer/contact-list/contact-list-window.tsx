import type { AccountId } from '../../app/account.ts'
import { call } from '../bridge.ts'
import { useReplica } from '../store.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { ContactList } from './contact-list.tsx'

/** The window of one account's contact list. */
export function ContactListWindow({ accountId }: { readonly accountId: AccountId }) {
  const account = useReplica((state) => state.accounts[accountId])
  const settings = useReplica((state) => state.settings)
  if (account !== undefined) return <ContactList account={account} settings={settings} />
  return (
    <main className="list-window list-nobody">
      <p>{t('contact-list.not-there')}</p>
      <Button onClick={() => void call('showSignIn')}>{t('contact-list.sign-in')}</Button>
    </main>
  )
}
