import {
  useCallback,
  useImperativeHandle,
  useState,
  type ClipboardEvent,
  type MouseEvent,
  type Ref,
} from 'react'
import type { Conversation } from '../../app/conversation.ts'
import type { Author, Entry } from '../../app/message.ts'
import { entryText } from '../log/entry-text.ts'
import type { Said } from '../log/line-look.ts'
import { LogBlock } from '../log/log-block.tsx'
import { useNameOf } from '../log/names.ts'
import { ToTheEnd } from '../log/to-the-end.tsx'
import { t } from '../strings/strings.ts'
import { Menu } from '../ui/menu.tsx'
import { pointOf, type Anchor } from '../ui/place.ts'
import { Sentence } from '../ui/sentence.tsx'
import type { LineActions } from './line-actions.ts'
import { lineMenu } from './line-menu.tsx'
import { LineNote } from './line-note.tsx'
import { createLogMemory } from './log-memory.ts'
import './message-log.css'
import { PastLines } from './past-lines.tsx'
import type { Reach } from './reach.ts'
import { useCurrentLine } from './use-current-line.ts'
import type { PastHere } from './use-past.ts'
import { useTalkScroll } from './use-talk-scroll.ts'

/** What other parts of the window can do with the log. */
export interface LogHandle {
  /** Scrolls by almost its height. */
  readonly page: (step: 1 | -1) => void
}

interface Props {
  readonly conversation: Conversation
  readonly past: PastHere
  readonly paper: string
  readonly emoticons: boolean
  /** Whom one is talking to. */
  readonly name: string
  readonly reach: Reach
  readonly actions: LineActions
  readonly ref: Ref<LogHandle>
  readonly onDelete: (entry: Entry) => void
  readonly onHistory: () => void
  readonly onSaid: (sentence: string) => void
}

/** Everything that was said, oldest first; it stays at its end until somebody scrolls up. */
export function MessageLog(props: Props) {
  const { conversation, past, paper, emoticons, name, reach, actions, ref, onDelete, onHistory, onSaid } =
    props
  const { entries, accountId } = conversation
  const [itemsOf] = useState(createLogMemory)
  const items = itemsOf(entries)
  const nameOf = useNameOf()
  const note = useCallback(
    (entry: Said) => <LineNote entry={entry} name={name} reach={reach} actions={actions} />,
    [name, reach, actions],
  )
  const onEarlier = past.more
  const scroll = useTalkScroll({ past: past.entries, entries, onEarlier })
  const { scroller, page } = scroll
  const line = useCurrentLine({ log: scroller, past: past.entries, entries, onEarlier, onDelete })
  const [menu, setMenu] = useState<{ readonly entry: Entry; readonly anchor: Anchor } | null>(null)
  useImperativeHandle(ref, () => ({ page }))
  const onMenu = (event: MouseEvent) => {
    const entry = line.lineAt(event.target)
    if (entry === null) return
    event.preventDefault()
    setMenu({ entry, anchor: pointOf(event) })
  }
  return (
    <div className="log-frame">
      <div
        ref={scroller}
        className="log talk-log"
        role="log"
        aria-label={t('conversation.log')}
        tabIndex={line.current === null ? 0 : -1}
        onScroll={scroll.onScroll}
        onWheel={scroll.onWheel}
        onKeyDown={(event) => {
          scroll.onKeyDown(event)
          line.onKeyDown(event)
        }}
        onFocus={(event) => line.onFocus(event.target)}
        onContextMenu={onMenu}
        onCopy={(event) => copyAsText(event, line.current, nameOf)}
      >
        <div ref={scroll.content} className="log-content">
          <PastLines {...{ past, accountId, paper, emoticons }} look={line.look} log={scroller} />
          {entries.length === 0 && past.lines.length === 0 && (
            <p className="log-empty">
              <Sentence text="conversation.empty" names={{ name }} />
            </p>
          )}
          {items.map((item) => (
            <LogBlock
              key={item.id}
              item={item}
              paper={paper}
              emoticons={emoticons}
              note={note}
              look={line.look}
            />
          ))}
        </div>
      </div>
      {scroll.away && <ToTheEnd unseen={scroll.unseen} onGo={scroll.toEnd} />}
      {menu !== null && (
        <Menu
          label={t('conversation.line-menu')}
          anchor={menu.anchor}
          sections={lineMenu({ entry: menu.entry, nameOf, onDelete, onHistory, onSaid })}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  )
}

/** What is copied is what was written: emoticons as their codes, and no styles; without a selection the line with the focus. */
function copyAsText(event: ClipboardEvent, current: Entry | null, nameOf: (who: Author) => string): void {
  const selected = window.getSelection()?.toString() ?? ''
  const text = selected === '' && current !== null ? entryText(current, nameOf) : selected
  if (text === '') return
  event.clipboardData.setData('text/plain', text)
  event.preventDefault()
}
