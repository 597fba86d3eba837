import type { Conversation } from '../../app/conversation.ts'
import type { HistoryId } from '../../app/history.ts'
import type { Entry } from '../../app/message.ts'
import type { Result } from '../../app/reasons.ts'
import { call } from '../bridge.ts'
import type { Said } from '../log/line-look.ts'
import { reasonSentence, t } from '../strings/strings.ts'

/** What can be done about lines that did not arrive. Each resolves with a sentence about what went wrong, or null. */
export interface LineActions {
  /** Sends lines again, one after the other in this order; those that are on their way by now are left alone. */
  readonly sendAgain: (entryIds: readonly string[]) => Promise<string | null>
  /** Takes a line out of the log; its text comes back into the field. */
  readonly takeBack: (entry: Said) => Promise<string | null>
  /** Takes a line out of the log. */
  readonly dismiss: (entry: Said) => Promise<string | null>
}

interface Options {
  readonly conversation: Pick<Conversation, 'id' | 'accountId'>
  /** Where the history keeps a line. */
  readonly historyIdOf: (entry: Entry) => HistoryId
  readonly giveBack: (text: string) => void
  /** The button that was pressed is gone: the keys go on in the field. */
  readonly onDone: () => void
}

/** The actions for one conversation. */
export function lineActions({ conversation, historyIdOf, giveBack, onDone }: Options): LineActions {
  const { id, accountId } = conversation
  const attempt = async (done: Promise<Result<unknown>>): Promise<string | null> => {
    const result = await done
    if (!result.ok) return sentenceOf(result)
    onDone()
    return null
  }
  const discard = async (entry: Said): Promise<Result<string>> => {
    const { id: entryId, delivery } = entry
    const historyId = historyIdOf(entry)
    const result = await call('discardMessage', id, entryId)
    // What certainly never arrived was never said; of what may have arrived the history keeps that it was tried.
    if (result.ok && delivery.state !== 'uncertain')
      void call('deleteHistory', { kind: 'lines', accountId, historyId, entryIds: [entryId] })
    return result
  }
  return {
    async sendAgain(entryIds) {
      for (const entryId of entryIds) {
        const result = await call('retryMessage', id, entryId)
        if (!result.ok && result.reason !== 'not-available') return sentenceOf(result)
      }
      onDone()
      return null
    },
    takeBack: (entry) =>
      attempt(
        discard(entry).then((result) => {
          if (result.ok) giveBack(result.value)
          return result
        }),
      ),
    dismiss: (entry) => attempt(discard(entry)),
  }
}

/** What is not there to be sent or taken back arrived in the meantime, or is on its way. */
const sentenceOf = ({ reason, detail }: Extract<Result<never>, { ok: false }>): string =>
  reason === 'not-available' ? t('conversation.line-gone') : reasonSentence(reason, detail)
