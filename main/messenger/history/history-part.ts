import type { AccountId } from '../../../app/account.ts'
import type { CallRunner } from '../calls.ts'
import type { Conversations } from '../conversations/conversations.ts'
import type { MessengerOptions } from '../options.ts'
import { deleteHistoryOf, historyCalls, type HistoryCalls } from './history-calls.ts'
import { HistoryKeeper } from './history-keeper.ts'
import { HistoryTasks } from './history-tasks.ts'
import { HistoryTransfer } from './history-transfer.ts'

/** The messenger's part that remembers what was said. */
export interface HistoryPart {
  readonly keeper: HistoryKeeper
  readonly transfer: HistoryTransfer
  /** The calls about it. */
  calls(calls: CallRunner, conversations: Conversations): HistoryCalls
  /** Deletes everything that was said with an account. @throws Refusal (as a rejection) */
  deleteOf(accountId: AccountId, conversations: Conversations): Promise<number>
}

/** Builds it. From now on everything is kept that is said. */
export function createHistoryPart(messenger: MessengerOptions): HistoryPart {
  const { store, settings, clock, locale, history: home } = messenger
  const tasks = new HistoryTasks({ store, clock })
  const keeper = new HistoryKeeper({
    ...{ store, clock, home, tasks },
    soon: (run) => messenger.soon(run),
    log: (message, error) => messenger.log?.(message, error),
  })
  return {
    keeper,
    transfer: new HistoryTransfer({ store, settings, keeper, tasks, locale }),
    calls: (calls, conversations) => historyCalls({ calls, store, keeper, tasks, conversations }),
    deleteOf: (accountId, conversations) => deleteHistoryOf({ keeper, tasks, conversations }, accountId),
  }
}
