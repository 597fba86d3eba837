import type { AccountId } from '../../app/account.ts'

/** The window of one account's contact list. */
export function ContactListWindow({ accountId }: { readonly accountId: AccountId }) {
  return <p>{accountId}</p>
}
