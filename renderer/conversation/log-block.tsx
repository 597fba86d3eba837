import { memo } from 'react'
import type { ConversationId } from '../../app/conversation.ts'
import type { EntryOf } from '../../app/message.ts'
import { formatStyle } from '../ui/format-style.ts'
import { RichText } from '../ui/rich-text.tsx'
import { Sentence } from '../ui/sentence.tsx'
import { DeliveryNote } from './delivery-note.tsx'
import { sameItem, type LogItem } from './entry-groups.ts'
import { LogEvent } from './log-event.tsx'
import { dayOf, timeOf } from './moments.ts'
import { useNameOf } from './names.ts'

interface Props {
  readonly item: LogItem
  readonly conversationId: ConversationId
  readonly paper: string
  readonly emoticons: boolean
}

/** One block of the log; drawn again only when something in it changed. */
export const LogBlock = memo(Block, (before, after) => {
  const same = before.paper === after.paper && before.emoticons === after.emoticons
  return same && before.conversationId === after.conversationId && sameItem(before.item, after.item)
})

function Block({ item, conversationId, paper, emoticons }: Props) {
  switch (item.kind) {
    case 'day':
      return <p className="log-block log-day">{dayOf(item.at)}</p>
    case 'event':
      return <LogEvent entry={item.entry} conversationId={conversationId} emoticons={emoticons} />
    case 'lines':
      return <Lines {...{ conversationId, paper, emoticons }} entries={item.entries} />
  }
}

interface LinesProps extends Omit<Props, 'item'> {
  readonly entries: readonly EntryOf<'text'>[]
}

function Lines({ entries, ...rest }: LinesProps) {
  const nameOf = useNameOf()
  const [first] = entries
  if (first === undefined) return null
  return (
    <div className={first.mine ? 'log-block lines lines-mine' : 'log-block lines'}>
      <p className="lines-head">
        <Sentence
          text="conversation.says"
          names={{ name: nameOf(first.author) }}
          emoticons={rest.emoticons}
        />{' '}
        <time dateTime={new Date(first.at).toISOString()}>({timeOf(first.at)})</time>
      </p>
      {entries.map((entry) => (
        <Line key={entry.id} entry={entry} {...rest} />
      ))}
    </div>
  )
}

interface LineProps extends Omit<Props, 'item'> {
  readonly entry: EntryOf<'text'>
}

function Line({ entry, conversationId, paper, emoticons }: LineProps) {
  const { text, format, delivery, id } = entry
  return (
    <div className="line" dir={format.rightToLeft ? 'rtl' : 'auto'}>
      <p className="line-text" title={timeOf(entry.at)} style={formatStyle(format, paper)}>
        <RichText text={text} emoticons={emoticons} />
      </p>
      <DeliveryNote delivery={delivery} conversationId={conversationId} entryId={id} text={text} />
    </div>
  )
}
