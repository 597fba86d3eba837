import { useState } from 'react'
import type { Entry } from '../../app/message.ts'
import { linesOf } from '../keeping/count.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Sentence } from '../ui/sentence.tsx'
import type { LineActions } from './line-actions.ts'
import { canSend, type Reach } from './reach.ts'

interface Props {
  readonly entries: readonly Entry[]
  readonly name: string
  readonly reach: Reach
  readonly actions: LineActions
}

/** Offers to send what waits, as soon as it can be sent. */
export function WaitingBanner({ entries, name, reach, actions }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const waiting = entries.filter(isWaiting)
  const show = waiting.length > 0 && canSend(reach)
  const send = async () => {
    if (busy) return
    setBusy(true)
    setProblem(await actions.sendAgain(waiting.map(({ id }) => id)))
    setBusy(false)
  }
  const forWhoWasAway = waiting.some(
    ({ delivery }) => delivery.state === 'waiting' && delivery.reason === 'contact-offline',
  )
  const back = forWhoWasAway && reach === 'here'
  const lines = linesOf(waiting.length)
  return (
    <div className="waiting" role="status">
      {show && (
        <>
          <p>
            {back ? (
              <Sentence text="conversation.back" names={{ name }} />
            ) : (
              t('conversation.waiting-some', { lines })
            )}{' '}
            {back && t('conversation.back-waits', { lines })} {problem}
          </p>
          <Button look="primary" disabled={busy} onClick={() => void send()}>
            {t('conversation.send-waiting')}
          </Button>
        </>
      )}
    </div>
  )
}

type Own = Extract<Entry, { readonly kind: 'text' | 'action' }>

const isWaiting = (entry: Entry): entry is Own =>
  (entry.kind === 'text' || entry.kind === 'action') && entry.mine && entry.delivery.state === 'waiting'
