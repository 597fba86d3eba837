import { useState, type ReactNode } from 'react'
import type { Reason } from '../../app/reasons.ts'
import { DeliveryNote } from '../log/delivery-note.tsx'
import type { Said } from '../log/line-look.ts'
import { reasonFact, reasonSentence, t, type Key } from '../strings/strings.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { Sentence } from '../ui/sentence.tsx'
import type { LineActions } from './line-actions.ts'
import type { Reach } from './reach.ts'

interface Props {
  readonly entry: Said
  /** Whom one is talking to. */
  readonly name: string
  readonly reach: Reach
  readonly actions: LineActions
}

/** What became of a line, and what can be done about it. A nudge is only of its moment: it is not sent again. */
export function LineNote({ entry, name, reach, actions }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  const { delivery } = entry
  const run = async (done: Promise<string | null>) => setProblem(await done)
  const text = entry.kind === 'nudge' ? '' : oneLine(entry.text).slice(0, 60)
  const canGo = entry.kind !== 'nudge' && reach !== 'unconnected'
  return (
    <DeliveryNote delivery={delivery} words={wordsOf(entry, name, reach)}>
      <div className="delivery-buttons">
        {canGo && (
          <NoteButton
            word={delivery.state === 'waiting' ? 'conversation.send-now' : 'conversation.retry'}
            text={text}
            onPress={() => void run(actions.sendAgain([entry.id]))}
          />
        )}
        {entry.kind !== 'nudge' && (
          <NoteButton
            word="conversation.take-back"
            text={text}
            onPress={() => void run(actions.takeBack(entry))}
          />
        )}
        {(entry.kind === 'nudge' || delivery.state === 'uncertain') && (
          <NoteButton
            word="conversation.remove"
            text={text || t('conversation.nudge-sent')}
            onPress={() => void run(actions.dismiss(entry))}
          />
        )}
      </div>
      {problem !== null && (
        <p className="delivery-problem" role="alert">
          {problem}
        </p>
      )}
    </DeliveryNote>
  )
}

interface NoteButtonProps {
  readonly word:
    'conversation.send-now' | 'conversation.retry' | 'conversation.take-back' | 'conversation.remove'
  /** What was written, to tell one button from another. */
  readonly text: string
  readonly onPress: () => void
}

const NoteButton = ({ word, text, onPress }: NoteButtonProps) => (
  <button type="button" className="delivery-retry" aria-label={`${t(word)}: ${text}`} onClick={onPress}>
    {t(word)}
  </button>
)

function wordsOf({ delivery }: Said, name: string, reach: Reach): ReactNode {
  const about = (text: Key) => <Sentence text={text} names={{ name }} />
  switch (delivery.state) {
    case 'received':
    case 'delivered':
    case 'sending':
      return null
    case 'stored':
      return about('conversation.stored-for')
    case 'waiting':
      return waitingWords(delivery.reason, reach, about)
    case 'uncertain':
      return (
        <>
          <strong>{t('conversation.uncertain')}</strong> {whyUncertain(delivery.reason)}{' '}
          {t('conversation.twice')}
        </>
      )
    case 'failed':
      return (
        <>
          <strong>{t('conversation.failed')}</strong> {reasonSentence(delivery.reason)}
        </>
      )
  }
}

function waitingWords(reason: Reason, reach: Reach, about: (text: Key) => ReactNode): ReactNode {
  if (reason === 'contact-offline')
    return about(reach === 'here' ? 'conversation.waiting-back' : 'conversation.waiting-offline')
  if (reason === 'interrupted') return t('conversation.waiting-interrupted')
  return (
    <>
      <strong>{t('conversation.waiting')}</strong> {reasonSentence(reason)}
    </>
  )
}

/** That it may not have arrived is said already. */
function whyUncertain(reason: Reason): string {
  if (reason === 'not-acknowledged') return t('conversation.why-not-acknowledged')
  return reason === 'interrupted' ? t('conversation.why-interrupted') : reasonFact(reason)
}
