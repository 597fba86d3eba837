import { historyKey, type HistoryId } from '../../app/history.ts'
import type { CallValue } from '../../app/ipc.ts'
import type { Result } from '../../app/reasons.ts'
import { call } from '../bridge.ts'

/** A conversation, as the history knows it. */
interface Talk {
  readonly accountId: string
  readonly historyId: HistoryId
}

/** Whether what is said in a conversation is not kept, though others are. */
export const isNotKept = (notKept: readonly string[], { accountId, historyId }: Talk): boolean =>
  notKept.includes(historyKey(accountId, historyId))

/** Keeps a conversation from now on, or not. */
export function keepTalk(
  notKept: readonly string[],
  { accountId, historyId }: Talk,
  keeps: boolean,
): Promise<Result<CallValue<'changeSettings'>>> {
  const key = historyKey(accountId, historyId)
  const others = notKept.filter((each) => each !== key)
  return call('changeSettings', { historyNotKept: keeps ? others : [...others, key] })
}
