import type { ReactNode } from 'react'
import type { Delivery } from '../../app/message.ts'
import { reasonFact, t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import './delivery-note.css'

/** A line that did not arrive, as far as anybody knows. */
export type Trouble = Extract<Delivery, { readonly reason: unknown }>

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
          <p>{words ?? <TroubleWords delivery={delivery} />}</p>
          {children}
        </div>
      )
  }
}

/** That a line did not arrive, and why, where that says more; what to do about it is said by who offers it. */
export const TroubleWords = ({ delivery }: { readonly delivery: Trouble }) => (
  <>
    <strong>{t(`conversation.${delivery.state}`)}</strong> {whyOf(delivery)}
  </>
)

/** That a line did not arrive, or may not have, is said already; and who was offline then may be back. */
function whyOf({ state, reason }: Trouble): string {
  if (reason === 'not-delivered' || (state === 'waiting' && reason === 'contact-offline')) return ''
  if (reason === 'not-acknowledged') return t('conversation.why-not-acknowledged')
  if (reason !== 'interrupted') return reasonFact(reason)
  return t(state === 'uncertain' ? 'conversation.why-interrupted' : 'conversation.why-ended')
}
