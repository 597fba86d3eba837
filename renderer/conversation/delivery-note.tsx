import { useState } from 'react'
import type { ConversationId } from '../../app/conversation.ts'
import type { Delivery } from '../../app/message.ts'
import { call } from '../bridge.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import { oneLine } from '../ui/plain-text.tsx'

interface Props {
  readonly delivery: Delivery
  readonly conversationId: ConversationId
  readonly entryId: string
  /** What was written, to tell one button from another; without it nothing can be sent again from here. */
  readonly text?: string
}

/** What became of a line, where that is worth a word: on its way for long, uncertain, or failed. */
export function DeliveryNote({ delivery, conversationId, entryId, text }: Props) {
  switch (delivery.state) {
    case 'received':
    case 'delivered':
      return null
    case 'sending':
      return (
        <span className="sending-mark" aria-hidden="true" title={t('conversation.sending')}>
          {t('conversation.sending')}
        </span>
      )
    case 'uncertain':
    case 'failed':
      return (
        <div className={`delivery-note delivery-${delivery.state}`} dir="ltr">
          <Icon name="warning" />
          <p>
            <strong>{t(`conversation.${delivery.state}`)}</strong> {reasonSentence(delivery.reason)}
          </p>
          {text !== undefined && <Retry conversationId={conversationId} entryId={entryId} text={text} />}
        </div>
      )
  }
}

function Retry({ conversationId, entryId, text }: Required<Omit<Props, 'delivery'>>) {
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
