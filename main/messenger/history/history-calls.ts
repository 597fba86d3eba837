import type { AccountId } from '../../../app/account.ts'
import type { HistoryScope } from '../../../app/history.ts'
import type { MessengerCalls } from '../../../app/ipc.ts'
import type { Work } from '../../storage/history/history.ts'
import type { CallRunner } from '../calls.ts'
import type { Conversations } from '../conversations/conversations.ts'
import type { Store } from '../store.ts'
import { asRefusal } from './history-failures.ts'
import type { HistoryKeeper } from './history-keeper.ts'
import { silently, type HistoryTasks } from './history-tasks.ts'

/** The calls about what was said before. */
export type HistoryCalls = Pick<
  MessengerCalls,
  | 'readHistory'
  | 'listHistory'
  | 'searchHistory'
  | 'deleteHistory'
  | 'cancelHistoryTask'
  | 'dismissHistoryProblem'
>

/** What these calls need. */
export interface HistoryCallsOptions {
  readonly calls: CallRunner
  readonly store: Store
  readonly keeper: HistoryKeeper
  readonly tasks: HistoryTasks
  readonly conversations: Conversations
}

/** Reading, searching and deleting what was said. */
export function historyCalls(options: HistoryCallsOptions): HistoryCalls {
  const { calls, store, keeper, tasks } = options
  return {
    readHistory: (accountId, historyId, place, count) =>
      calls.attempt(() =>
        asRefusal(keeper.ask((archive) => archive.read(accountId, historyId, place, count))),
      ),
    listHistory: () => calls.attempt(() => asRefusal(keeper.ask((archive) => archive.list()))),
    searchHistory: (search) =>
      calls.attempt(() => asRefusal(keeper.ask((archive) => archive.search(search)))),
    deleteHistory: (scope) => calls.attempt(() => deleteHistory(options, scope)),
    cancelHistoryTask: () => calls.do(() => tasks.cancel()),
    dismissHistoryProblem: () =>
      calls.do(() => store.publish({ type: 'history-problem-changed', problem: null })),
  }
}

/** What deleting needs. */
export type DeletionOptions = Pick<HistoryCallsOptions, 'keeper' | 'tasks'> & {
  readonly conversations: Pick<Conversations, 'forgetLines'>
}

/**
 * Deletes a part of the history, and the same lines from the conversations that are open, those that wait to be sent among
 * them. Answers how many lines were kept of it. @throws Refusal (as a rejection)
 */
export function deleteHistory(options: DeletionOptions, scope: HistoryScope): Promise<number> {
  const { tasks } = options
  return asRefusal(
    scope.kind === 'lines'
      ? deleteLines(options, scope, silently)
      : tasks.run('delete', (work) => deleteLines(options, scope, work)),
  )
}

/** Everything of an account, after whatever else is going on. @throws Refusal (as a rejection) */
export function deleteHistoryOf(options: DeletionOptions, accountId: AccountId): Promise<number> {
  const { tasks } = options
  return asRefusal(
    tasks.runNext('delete', (work) => deleteLines(options, { kind: 'account', accountId }, work)),
  )
}

/**
 * A damaged file that was put aside has the lines too: what can be read of it is read before, as it would be brought back later, and
 * the file goes with whatever is deleted.
 */
async function deleteLines(
  { keeper, conversations }: DeletionOptions,
  scope: HistoryScope,
  work: Work,
): Promise<number> {
  if (scope.kind !== 'all') await keeper.readAside(work)
  keeper.forget(scope, () => conversations.forgetLines(scope))
  const deleted = await keeper.ask((archive) => archive.delete(scope, work))
  keeper.deleteAside(scope.kind === 'all' ? 'all' : 'read')
  return deleted
}
