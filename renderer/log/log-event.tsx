import type { ReactNode } from 'react'
import type { Entry, EntryOf } from '../../app/message.ts'
import { RichText } from '../ui/rich-text.tsx'
import { Sentence } from '../ui/sentence.tsx'
import { eventSentence } from './entry-text.ts'
import { lineAttributes, type LineLook, type Said } from './line-look.ts'
import { timeOf } from './moments.ts'
import { useNameOf } from './names.ts'

interface Props {
  readonly entry: Exclude<Entry, EntryOf<'text'>>
  readonly emoticons: boolean
  readonly note: (entry: Said) => ReactNode
  readonly look?: LineLook
}

/** A line of a log that nobody "says": a nudge, an action, or a notice of the program. */
export function LogEvent({ entry, emoticons, note, look }: Props) {
  return (
    <div
      {...lineAttributes(`log-block log-event log-event-${entry.kind}`, entry, look)}
      title={timeOf(entry.at)}
    >
      <p>
        <Words entry={entry} emoticons={emoticons} look={look} />
      </p>
      {entry.kind !== 'notice' && note(entry)}
    </div>
  )
}

function Words({ entry, emoticons, look }: Omit<Props, 'note'>) {
  const nameOf = useNameOf()
  if (entry.kind !== 'action') {
    const { key, names } = eventSentence(entry, nameOf)
    return <Sentence text={key} names={names} emoticons={emoticons} />
  }
  return (
    <bdi>
      <RichText text={entry.text} emoticons={emoticons} marks={look?.marks.get(entry.id)} />
    </bdi>
  )
}
