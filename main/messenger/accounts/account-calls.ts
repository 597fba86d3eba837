import type { AccountId } from '../../../app/account.ts'
import type { MessengerCalls } from '../../../app/ipc.ts'
import type { AccountMemory } from './account-memory.ts'
import type { Accounts } from './accounts.ts'
import type { CallRunner } from '../calls.ts'

/** The calls about an account as a whole. */
export type AccountCalls = Pick<
  MessengerCalls,
  | 'signIn'
  | 'cancelSignIn'
  | 'signOut'
  | 'forgetAccount'
  | 'reconnect'
  | 'setPresence'
  | 'setFriendlyName'
  | 'setPersonalMessage'
  | 'setCurrentMedia'
  | 'setPrivacy'
  | 'signOutPlace'
>

/** What these calls need. */
export interface AccountCallsOptions {
  readonly calls: CallRunner
  readonly accounts: Accounts
  readonly memory: AccountMemory
  /** Resolves when lines that are on their way arrived, or after a moment. */
  readonly settle: (accountId: AccountId) => Promise<void>
  /** Takes an account that is not in use out of the state, with its conversations. */
  readonly close: (accountId: AccountId) => void
  /** Deletes everything that was said with an account, and what it keeps for later. */
  readonly deleteHistory: (accountId: AccountId) => Promise<unknown>
}

/** Sign in and out, and what an account shows of itself. */
export function accountCalls(options: AccountCallsOptions): AccountCalls {
  const { calls, accounts, memory, settle, close, deleteHistory } = options
  return {
    signIn: async (request) => {
      const result = await calls.attempt(() => accounts.signIn(request))
      return result.ok ? result.value : result
    },
    cancelSignIn: (accountId) => calls.do(() => accounts.cancelSignIn(accountId)),
    signOut: (accountId) =>
      calls.do(async () => {
        await settle(accountId)
        accounts.keeper(accountId).signOut()
      }),
    forgetAccount: (accountId, { history }) =>
      calls.do(async () => {
        if (!accounts.all.includes(accountId)) close(accountId)
        await memory.forget(accountId)
        if (history) await deleteHistory(accountId)
      }),
    reconnect: (accountId) => calls.do(() => accounts.keeper(accountId).reconnect()),
    setPresence: (accountId, presence) =>
      calls.do(() => accounts.keeper(accountId).choices.setPresence(presence)),
    setFriendlyName: (accountId, name) =>
      calls.do(() => accounts.session(accountId).server.setFriendlyName(name)),
    setPersonalMessage: (accountId, personalMessage) =>
      calls.do(() => accounts.keeper(accountId).choices.setPersonalMessage({ personalMessage })),
    setCurrentMedia: (accountId, currentMedia) =>
      calls.do(() => accounts.keeper(accountId).choices.setPersonalMessage({ currentMedia })),
    setPrivacy: (accountId, change) =>
      calls.do(() => accounts.session(accountId).server.contacts.setPrivacy(change)),
    signOutPlace: (accountId, placeId) =>
      calls.do(() => accounts.session(accountId).server.signOutPlace(placeId)),
  }
}
