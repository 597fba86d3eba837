import { useMemo, type RefObject } from 'react'
import { call } from '../bridge.ts'
import { DeliveryNote } from '../log/delivery-note.tsx'
import { logItems } from '../log/entry-groups.ts'
import type { LineLook, Said } from '../log/line-look.ts'
import { LogBlock } from '../log/log-block.tsx'
import { isSameDay, momentOf, timeOf } from '../log/moments.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { maxPastLines } from './past.ts'
import './past-lines.css'
import type { PastHere } from './use-past.ts'

interface Props {
  readonly past: PastHere
  readonly accountId: string
  readonly paper: string
  readonly emoticons: boolean
  readonly look: LineLook
  /** Takes the focus when the button that has it goes out of sight. */
  readonly log: RefObject<HTMLElement | null>
}

/** What was said before, in grey. Screen readers do not read it out by themselves: it is no news. */
export function PastLines({ past, accountId, paper, emoticons, look, log }: Props) {
  const items = useMemo(() => logItems(past.entries, Date.now()), [past.entries])
  const last = past.entries.at(-1)
  return (
    <div className="past" role="group" aria-label={t('conversation.past')} aria-live="off">
      <Beginning past={past} accountId={accountId} log={log} />
      {items.map((item) => (
        <LogBlock key={item.id} item={item} paper={paper} emoticons={emoticons} note={note} look={look} />
      ))}
      {last !== undefined && <p className="log-day past-end">{untilWhen(last.at)}</p>}
    </div>
  )
}

/** Lines of the past that never arrived are not on their way any more either. */
const note = ({ delivery }: Said) => delivery.state !== 'sending' && <DeliveryNote delivery={delivery} />

function untilWhen(at: number): string {
  const now = Date.now()
  return isSameDay(at, now)
    ? t('conversation.earlier-today', { time: timeOf(at) })
    : t('conversation.earlier', { moment: momentOf(at, now) })
}

/** What stands above the oldest line: more, or that there is no more. */
function Beginning({ past, accountId, log }: Pick<Props, 'past' | 'accountId' | 'log'>) {
  const { lines, earlier, state, historyId, more } = past
  if (state === 'failed') {
    return (
      <p className="past-beginning">
        {t('conversation.past-failed')}{' '}
        <Button look="quiet" onClick={more}>
          {t('action.try-again')}
        </Button>
      </p>
    )
  }
  if (lines.length >= maxPastLines) {
    return (
      <p className="past-beginning">
        {t('conversation.past-full')}{' '}
        <Button look="quiet" onClick={() => void call('showHistory', { accountId, historyId })}>
          {t('conversation.open-history')}
        </Button>
      </p>
    )
  }
  if (earlier) {
    return (
      <p className="past-beginning">
        <Button
          look="quiet"
          onClick={() => {
            log.current?.focus({ preventScroll: true })
            more()
          }}
        >
          {t('conversation.show-earlier')}
        </Button>
      </p>
    )
  }
  return lines.length === 0 ? null : <p className="past-beginning">{t('conversation.begins')}</p>
}
