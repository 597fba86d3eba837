import type { ReactNode } from 'react'
import type { Delivery } from '../../app/message.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import './delivery-note.css'

interface Props {
  readonly delivery: Delivery
  /** Other words than those for everybody, for who knows more. */
  readonly words?: ReactNode
  /** What can be done about a line that did not arrive. */
  readonly children?: ReactNode
}

/** What became of a line, where that is worth a word: on its way for long, kept for later, uncertain, or failed. */
export function DeliveryNote({ delivery, words, children }: Props) {
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
    case 'stored':
      return <p className="delivery-stored">{words ?? t('conversation.stored')}</p>
    case 'waiting':
    case 'uncertain':
    case 'failed':
      return (
        <div className={`delivery-note delivery-${delivery.state}`} dir="ltr">
          <Icon name="warning" />
          <p>
            {words ?? (
              <>
                <strong>{t(`conversation.${delivery.state}`)}</strong> {reasonSentence(delivery.reason)}
              </>
            )}
          </p>
          {children}
        </div>
      )
  }
}
