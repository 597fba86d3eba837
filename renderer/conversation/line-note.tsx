import { useState } from 'react'
import type { ConversationId } from '../../app/conversation.ts'
import { call } from '../bridge.ts'
import { DeliveryNote } from '../log/delivery-note.tsx'
import type { Said } from '../log/line-look.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { oneLine } from '../ui/plain-text.tsx'

interface Props {
  readonly entry: Said
  readonly conversationId: ConversationId
}

/** What became of a line, and the button that sends it again; a nudge cannot be sent again. */
export const LineNote = ({ entry, conversationId }: Props) => (
  <DeliveryNote delivery={entry.delivery}>
    {entry.kind !== 'nudge' && <Retry conversationId={conversationId} entryId={entry.id} text={entry.text} />}
  </DeliveryNote>
)

interface RetryProps {
  readonly conversationId: ConversationId
  readonly entryId: string
  /** What was written, to tell one button from another. */
  readonly text: string
}

function Retry({ conversationId, entryId, text }: RetryProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const retry = async () => {
    const result = await call('retryMessage', conversationId, entryId)
    setProblem(result.ok ? null : reasonSentence(result.reason, result.detail))
  }
  return (
    <>
      <button
        type="button"
        className="delivery-retry"
        aria-label={t('conversation.retry-this', { text: oneLine(text).slice(0, 60) })}
        onClick={() => void retry()}
      >
        {t('conversation.retry')}
      </button>
      {problem !== null && <p className="delivery-problem">{problem}</p>}
    </>
  )
}
