import type { AccountId, Connection } from '../../app/account.ts'
import { Refusal } from './reasons.ts'
import type { Store } from './store.ts'

/**
 * Resolves when an account is signed in: at once, or when a sign-in that is under way or a lost link has come so far.
 * @throws Refusal `not-signed-in` (as a rejection) when it is signed out, then or later
 */
export function untilSignedIn(store: Store, accountId: AccountId): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const look = (connection: Connection | undefined): boolean => {
    if (connection?.state === 'signed-in') resolve()
    else if (connection === undefined || connection.state === 'signed-out')
      reject(new Refusal('not-signed-in'))
    else return false
    return true
  }
  if (look(store.state.accounts[accountId]?.connection)) return promise
  const stop = store.subscribe((_event, { accounts }) => {
    if (look(accounts[accountId]?.connection)) stop()
  })
  return promise
}
