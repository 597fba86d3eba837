import { useState } from 'react'
import { accountIdOf, type Account, type AccountId } from '../../app/account.ts'
import type { CallArgs } from '../../app/ipc.ts'
import type { Reason } from '../../app/reasons.ts'
import { call } from '../bridge.ts'

/** A sign-in that did not work. */
export interface Failure {
  readonly reason: Reason
  readonly detail?: string | undefined
}

/** What the window itself has asked for, and how its last attempt ended. */
export interface SignIn {
  /** The account being signed in, until the call is answered. */
  readonly accountId: AccountId | null
  readonly failure: Failure | null
  readonly attempted: boolean
  /** Resolves with whether it worked. */
  readonly start: (request: CallArgs<'signIn'>[0]) => Promise<boolean>
}

/** Makes the call and remembers how it went; cancelling is no failure. */
export function useSignIn(): SignIn {
  const [accountId, setAccountId] = useState<AccountId | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [attempted, setAttempted] = useState(false)
  const start = async (request: CallArgs<'signIn'>[0]): Promise<boolean> => {
    setAttempted(true)
    setFailure(null)
    setAccountId(accountIdOf(request.network.id, request.address))
    const result = await call('signIn', request)
    setAccountId(null)
    if (!result.ok && result.reason !== 'cancelled') setFailure(result)
    return result.ok
  }
  return { accountId, failure, attempted, start }
}

/** An account that signs in by itself, at the program's start: it has no contact list yet, so no other window shows it. */
export const signingInByItself = (accounts: readonly Account[]): Account | undefined =>
  accounts.find(
    ({ connection, contacts }) => connection.state === 'signing-in' && Object.keys(contacts).length === 0,
  )

/** Why an account was signed out, for the window that appears then. */
export function lastEnd(accounts: readonly Account[]): (Failure & { readonly account: Account }) | null {
  for (const account of accounts) {
    const { connection } = account
    if (connection.state !== 'signed-out' || connection.reason === null) continue
    if (connection.reason !== 'cancelled') {
      return { account, reason: connection.reason, detail: connection.detail }
    }
  }
  return null
}
