import type { Account, AccountId, RememberedAccount } from '../../app/account.ts'
import type { Network } from '../../app/networks.ts'
import { t } from '../strings/strings.ts'
import { colorsOf, networkName, type AccountMarkLook } from '../ui/account-marks.ts'

/** An account's address and the id of its network, as its id says them. */
export function partsOf(accountId: AccountId): { readonly networkId: string; readonly address: string } {
  const slash = accountId.indexOf('/')
  return { networkId: accountId.slice(0, slash), address: accountId.slice(slash + 1) }
}

/** An account that may not be in use, as users know it. */
export function accountLabel(networks: readonly Network[], accountId: AccountId): string {
  const { networkId, address } = partsOf(accountId)
  return t('account.on-network', { address, network: networkName(networks, networkId) })
}

/** Marks for these accounts, in use or not; none where there is only one. Those in use have the colours they always have. */
export function marksOf(
  accountIds: readonly AccountId[],
  accounts: Readonly<Record<AccountId, Account>>,
  networks: readonly Network[],
): ReadonlyMap<AccountId, AccountMarkLook> {
  if (accountIds.length < 2) return new Map()
  const colors = colorsOf([...new Set([...Object.keys(accounts), ...accountIds])])
  return new Map(
    accountIds.map((id) => [
      id,
      {
        initial: (Array.from(partsOf(id).address)[0] ?? '?').toUpperCase(),
        color: colors.get(id) ?? 0,
        label: accountLabel(networks, id),
      },
    ]),
  )
}

/** Accounts that something can be imported for: in use, remembered, or with a history. */
export const knownAccounts = (
  accounts: Readonly<Record<AccountId, Account>>,
  remembered: readonly RememberedAccount[],
  others: readonly AccountId[] = [],
): readonly AccountId[] => [
  ...new Set([...Object.keys(accounts), ...remembered.map(({ id }) => id), ...others]),
]
