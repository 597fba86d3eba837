import { useState, type ReactNode } from 'react'
import { DeliveryNote, TroubleWords, type Trouble } from '../log/delivery-note.tsx'
import type { Said } from '../log/line-look.ts'
import { t, type Key } from '../strings/strings.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { Sentence } from '../ui/sentence.tsx'
import type { LineActions } from './line-actions.ts'
import { canSend, type Reach } from './reach.ts'

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
  const canGo = entry.kind !== 'nudge' && canSend(reach)
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

function wordsOf({ delivery, kind }: Said, name: string, reach: Reach): ReactNode {
  switch (delivery.state) {
    case 'received':
    case 'delivered':
    case 'sending':
      return null
    case 'stored':
      return <Sentence text="conversation.stored-for" names={{ name }} />
    case 'waiting':
      return waitingWords(delivery, name, reach)
    case 'uncertain':
    case 'failed':
      return (
        <>
          <TroubleWords delivery={delivery} /> {kind !== 'nudge' && againWords(delivery, name, reach)}
        </>
      )
  }
}

function waitingWords(delivery: Trouble, name: string, reach: Reach): ReactNode {
  if (delivery.reason === 'interrupted') return t('conversation.waiting-interrupted')
  if (delivery.reason !== 'contact-offline') return <TroubleWords delivery={delivery} />
  return <Sentence text={waitingKeys[reach]} names={{ name }} />
}

const waitingKeys = {
  here: 'conversation.waiting-back',
  unknown: 'conversation.waiting-unknown',
  kept: 'conversation.waiting-offline',
  offline: 'conversation.waiting-offline',
  unconnected: 'conversation.waiting-unconnected',
} as const satisfies Record<Reach, Key>

/** What comes of sending again, or from when on that is possible. */
function againWords({ state }: Trouble, name: string, reach: Reach): ReactNode {
  if (reach === 'unconnected') return t('conversation.again-unconnected')
  if (reach === 'offline') return <Sentence text="conversation.again-offline" names={{ name }} />
  return state === 'uncertain' && t('conversation.twice')
}
