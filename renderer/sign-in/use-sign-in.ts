import { useState } from 'react'
import { accountIdOf, type Account, type AccountId } from '../../app/account.ts'
import type { CallArgs } from '../../app/ipc.ts'
import type { Reason } from '../../app/reasons.ts'
import { call } from '../bridge.ts'

/** An account that is not signed in, and why. */
export interface AccountFailure {
  readonly accountId: AccountId
  readonly address: string
  readonly networkId: string
  readonly reason: Reason
  readonly detail?: string | undefined
}

/** What the window itself has asked for, and how its last attempt ended. */
export interface SignIn {
  /** The account being signed in, until the call is answered. */
  readonly accountId: AccountId | null
  readonly failure: AccountFailure | null
  readonly attempted: boolean
  /** Resolves with whether it worked. */
  readonly start: (request: CallArgs<'signIn'>[0]) => Promise<boolean>
}

/** Makes the call and remembers how it went; cancelling is no failure. */
export function useSignIn(): SignIn {
  const [accountId, setAccountId] = useState<AccountId | null>(null)
  const [failure, setFailure] = useState<AccountFailure | null>(null)
  const [attempted, setAttempted] = useState(false)
  const start = async (request: CallArgs<'signIn'>[0]): Promise<boolean> => {
    const { network, address } = request
    const id = accountIdOf(network.id, address)
    setAttempted(true)
    setFailure(null)
    setAccountId(id)
    const result = await call('signIn', request)
    setAccountId(null)
    if (!result.ok && result.reason !== 'cancelled') {
      const { reason, detail } = result
      setFailure({ accountId: id, address, networkId: network.id, reason, detail })
    }
    return result.ok
  }
  return { accountId, failure, attempted, start }
}

/** An account that signs in by itself, at the program's start: it has no contact list yet, so no other window shows it. */
export const signingInByItself = (accounts: readonly Account[]): Account | undefined =>
  accounts.find(
    ({ connection, contacts }) => connection.state === 'signing-in' && Object.keys(contacts).length === 0,
  )

/** Accounts that were signed out, and why, for the window that appears then. */
export const endsOf = (accounts: readonly Account[]): readonly AccountFailure[] =>
  accounts.flatMap(({ id, address, networkId, connection }) => {
    if (connection.state !== 'signed-out') return []
    const { reason, detail } = connection
    if (reason === null || reason === 'cancelled') return []
    return [{ accountId: id, address, networkId, reason, detail }]
  })

/** Ids of the accounts that are signed in or connecting again. */
export const idsInUse = (accounts: readonly Account[]): ReadonlySet<AccountId> =>
  new Set(
    accounts
      .filter(({ connection: { state } }) => state === 'signed-in' || state === 'reconnecting')
      .map(({ id }) => id),
  )
