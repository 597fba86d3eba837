import { useEffect, useState } from 'react'
import type { Conversation } from '../../app/conversation.ts'
import { call } from '../bridge.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { nextNudgeAt } from './nudges.ts'

interface Props {
  readonly conversation: Conversation
  readonly signedIn: boolean
  /** The name of the other one, while offline; else null. */
  readonly offline: string | null
  readonly onProblem: (sentence: string | null) => void
}

/** Shakes the other one's window, and one's own; once in a while. */
export function NudgeButton({ conversation, signedIn, offline, onProblem }: Props) {
  const seconds = useSecondsUntil(nextNudgeAt(conversation.entries))
  const disabled = !signedIn || offline !== null || seconds > 0
  const whyNot =
    offline !== null
      ? t('conversation.nudge-offline', { name: oneLine(offline) })
      : seconds > 0
        ? t('conversation.nudge-too-soon')
        : null
  const nudge = async () => {
    if (!signedIn) return
    if (whyNot !== null) return onProblem(whyNot)
    const result = await call('sendNudge', conversation.id)
    onProblem(result.ok ? null : reasonSentence(result.reason, result.detail))
  }
  return (
    <button
      type="button"
      data-tool=""
      className="tool tool-nudge"
      title={whyNot ?? t('conversation.nudge')}
      aria-label={t('conversation.nudge')}
      aria-disabled={disabled}
      onClick={() => void nudge()}
    >
      <NudgePicture />
      {seconds > 0 && (
        <span className="nudge-countdown" aria-hidden="true">
          {seconds}
        </span>
      )}
    </button>
  )
}

/** Whole seconds until that moment, counting down; 0 when it has passed. */
function useSecondsUntil(moment: number): number {
  const [now, setNow] = useState(() => Date.now())
  const waiting = moment > now
  useEffect(() => {
    if (moment <= Date.now()) return
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [moment, waiting])
  return waiting ? Math.min(Math.ceil((moment - now) / 1000), 10) : 0
}

const NudgePicture = () => (
  <svg className="nudge-picture" viewBox="0 0 24 24" aria-hidden="true">
    <rect
      x="6.500"
      y="4.500"
      width="11"
      height="15"
      rx="2"
      className="nudge-window"
      transform="rotate(-9 12 12)"
    />
    <path d="m7.700 8.400 8.300-1.300" className="nudge-title" />
    <path
      d="M3.500 7.500c-1.200 3-1.200 6 0 9M1 9.500c-.6 1.700-.6 3.300 0 5M20.500 7.500c1.200 3 1.200 6 0 9M23 9.500c.6 1.700.6 3.300 0 5"
      className="nudge-waves"
    />
  </svg>
)
