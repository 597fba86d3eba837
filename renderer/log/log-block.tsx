import { memo, type ReactNode } from 'react'
import type { EntryOf } from '../../app/message.ts'
import { t } from '../strings/strings.ts'
import { formatStyle } from '../ui/format-style.ts'
import { RichText } from '../ui/rich-text.tsx'
import { Sentence } from '../ui/sentence.tsx'
import { sameItem, type LogItem } from './entry-groups.ts'
import { lineAttributes, sameLook, type LineLook, type Said } from './line-look.ts'
import { LogEvent } from './log-event.tsx'
import './log.css'
import { dateOf, dayOf, timeOf } from './moments.ts'
import { useNameOf } from './names.ts'

interface Props {
  readonly item: LogItem
  readonly paper: string
  readonly emoticons: boolean
  /** What stands beneath a line, such as what became of it; the same function as long as it says the same. */
  readonly note: (entry: Said) => ReactNode
  /** How single lines stand out, where they can be chosen. */
  readonly look?: LineLook
}

/** One block of a log; drawn again only when something in it changed. */
export const LogBlock = memo(Block, (before, after) => {
  const same =
    before.paper === after.paper && before.emoticons === after.emoticons && before.note === after.note
  return same && sameItem(before.item, after.item) && sameLook(before.look, after.look, after.item)
})

function Block({ item, ...rest }: Props) {
  switch (item.kind) {
    case 'day':
      return <p className="log-block log-day">{dayOf(item.at)}</p>
    case 'event':
      return <LogEvent entry={item.entry} {...rest} />
    case 'lines':
      return <Lines {...rest} entries={item.entries} />
  }
}

interface LinesProps extends Omit<Props, 'item'> {
  readonly entries: readonly EntryOf<'text'>[]
}

function Lines({ entries, note, ...rest }: LinesProps) {
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
      {first.offline === true && (
        <p className="lines-offline">
          {t('conversation.sent-offline', { time: timeOf(first.at), date: dateOf(first.at) })}
        </p>
      )}
      {entries.map((entry, index) => (
        <Line
          key={entry.id}
          entry={entry}
          {...rest}
          note={isStoredWith(entry, entries[index + 1]) ? null : note}
        />
      ))}
    </div>
  )
}

/** What the network keeps of several lines in a row is said once, beneath the last. */
const isStoredWith = (entry: EntryOf<'text'>, next: EntryOf<'text'> | undefined): boolean =>
  entry.delivery.state === 'stored' && next?.delivery.state === 'stored'

interface LineProps extends Omit<Props, 'item' | 'note'> {
  readonly entry: EntryOf<'text'>
  /** Null where the line after it says the same. */
  readonly note: Props['note'] | null
}

function Line({ entry, paper, emoticons, note, look }: LineProps) {
  const { text, format } = entry
  return (
    <div {...lineAttributes('line', entry, look)} dir={format.rightToLeft ? 'rtl' : 'auto'}>
      <p className="line-text" title={timeOf(entry.at)} style={formatStyle(format, paper)}>
        <RichText text={text} emoticons={emoticons} marks={look?.marks.get(entry.id)} />
      </p>
      {note?.(entry)}
    </div>
  )
}
