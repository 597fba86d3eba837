import type { ConversationId } from '../../app/conversation.ts'
import type { Author, Entry, EntryOf, Notice } from '../../app/message.ts'
import type { Key } from '../strings/strings.ts'
import { RichText } from '../ui/rich-text.tsx'
import { Sentence } from '../ui/sentence.tsx'
import { DeliveryNote } from './delivery-note.tsx'
import { useNameOf } from './names.ts'
import { timeOf } from './moments.ts'

interface Props {
  readonly entry: Exclude<Entry, EntryOf<'text'>>
  readonly conversationId: ConversationId
  readonly emoticons: boolean
}

/** A line of the log that nobody "says": a nudge, an action, or a notice of the program. */
export function LogEvent({ entry, conversationId, emoticons }: Props) {
  return (
    <div className={`log-block log-event log-event-${entry.kind}`} title={timeOf(entry.at)}>
      <p>
        <Words entry={entry} emoticons={emoticons} />
      </p>
      {entry.kind !== 'notice' && (
        <DeliveryNote
          delivery={entry.delivery}
          conversationId={conversationId}
          entryId={entry.id}
          {...(entry.kind === 'action' ? { text: entry.text } : {})}
        />
      )}
    </div>
  )
}

function Words({ entry, emoticons }: Omit<Props, 'conversationId'>) {
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
          <RichText text={entry.text} emoticons={emoticons} />
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
