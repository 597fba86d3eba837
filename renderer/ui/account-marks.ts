import type { Account, AccountId } from '../../app/account.ts'
import type { Network } from '../../app/networks.ts'
import { t } from '../strings/strings.ts'

/** What tells one account from the others wherever several are in use. */
export interface AccountMarkLook {
  /** The first letter of the address. */
  readonly initial: string
  /** 0 to 7: one of the colours of `account-mark.css`. */
  readonly color: number
  /** The address and the network's name. Data from others. */
  readonly label: string
}

/** So many colours there are. */
export const markColors = 8

/** A network's name as the windows show it; the program's own ones in the user's language. */
export const networkName = (networks: readonly Network[], networkId: string): string =>
  networkId === 'local'
    ? t('network.local')
    : (networks.find(({ id }) => id === networkId)?.name ?? networkId)

/**
 * The mark of an account, or null where it is the only one in use and needs none. Every window comes to the same
 * colour: each account, in the order of their sign-ins, takes the one of its id or the next that is free.
 */
export function accountMarkOf(
  accounts: Readonly<Record<AccountId, Account>>,
  networks: readonly Network[],
  accountId: AccountId,
): AccountMarkLook | null {
  const account = accounts[accountId]
  const others = Object.values(accounts).filter(({ id }) => id !== accountId)
  if (account === undefined || !others.some(({ connection }) => connection.state !== 'signed-out'))
    return null
  return {
    initial: (Array.from(account.address)[0] ?? '?').toUpperCase(),
    color: colorsOf(Object.keys(accounts)).get(accountId) ?? 0,
    label: t('account.on-network', {
      address: account.address,
      network: networkName(networks, account.networkId),
    }),
  }
}

/** A colour for each account: no two have the same while there are colours left. */
export function colorsOf(accountIds: readonly AccountId[]): ReadonlyMap<AccountId, number> {
  const colors = new Map<AccountId, number>()
  for (const id of accountIds) {
    const taken = new Set(colors.values())
    let color = numberOf(id)
    while (taken.size < markColors && taken.has(color)) color = (color + 1) % markColors
    colors.set(id, color)
  }
  return colors
}

/** The same small number for the same account, on every computer. */
function numberOf(accountId: AccountId): number {
  let number = 7
  for (const character of accountId) number = (number * 31 + character.charCodeAt(0)) % 1_000_003
  return number % markColors
}
