import type { ReactNode } from 'react'
import type { Author, Entry, EntryOf, Notice } from '../../app/message.ts'
import type { Key } from '../strings/strings.ts'
import { RichText } from '../ui/rich-text.tsx'
import { Sentence } from '../ui/sentence.tsx'
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
  switch (entry.kind) {
    case 'nudge':
      return entry.mine ? (
        <Sentence text="conversation.nudge-sent" names={{}} />
      ) : (
        <Sentence
          text="conversation.nudge-received"
          names={{ name: nameOf(entry.author) }}
          emoticons={emoticons}
        />
      )
    case 'action':
      return (
        <bdi>
          <RichText text={entry.text} emoticons={emoticons} marks={look?.marks.get(entry.id)} />
        </bdi>
      )
    case 'notice':
      return (
        <Sentence
          text={sentenceOf(entry.notice)}
          names={namesIn(entry.notice, nameOf)}
          emoticons={emoticons}
        />
      )
  }
}

function sentenceOf(notice: Notice): Key {
  return notice.kind === 'cannot-show'
    ? `conversation.cannot-show-${notice.what}`
    : `conversation.${notice.kind}`
}

const namesIn = (notice: Notice, nameOf: (who: Author) => string): Readonly<Record<string, string>> =>
  notice.kind === 'connection-lost' ? {} : { name: nameOf(notice.who) }
