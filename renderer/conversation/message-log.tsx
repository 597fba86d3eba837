import { useCallback, useState, type ClipboardEvent } from 'react'
import type { ConversationId } from '../../app/conversation.ts'
import type { Entry } from '../../app/message.ts'
import type { Said } from '../log/line-look.ts'
import { LogBlock } from '../log/log-block.tsx'
import { t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import { Sentence } from '../ui/sentence.tsx'
import { LineNote } from './line-note.tsx'
import { createLogMemory } from './log-memory.ts'
import './message-log.css'
import { useFollowBottom } from './use-follow-bottom.ts'

interface Props {
  readonly conversationId: ConversationId
  readonly entries: readonly Entry[]
  readonly paper: string
  readonly emoticons: boolean
  /** Whom one is talking to. */
  readonly name: string
}

/** Everything that was said, oldest first; it stays at its end until somebody scrolls up. */
export function MessageLog({ conversationId, entries, paper, emoticons, name }: Props) {
  const [itemsOf] = useState(createLogMemory)
  const items = itemsOf(entries)
  const note = useCallback(
    (entry: Said) => <LineNote entry={entry} conversationId={conversationId} />,
    [conversationId],
  )
  const { scroller, content, onScroll, away, unseen, toEnd } = useFollowBottom(entries)
  return (
    <div className="log-frame">
      <div
        ref={scroller}
        className="log"
        role="log"
        aria-label={t('conversation.log')}
        tabIndex={0}
        onScroll={onScroll}
        onCopy={copyAsText}
      >
        <div ref={content} className="log-content">
          {entries.length === 0 && (
            <p className="log-empty">
              <Sentence text="conversation.empty" names={{ name }} />
            </p>
          )}
          {items.map((item) => (
            <LogBlock key={item.id} item={item} paper={paper} emoticons={emoticons} note={note} />
          ))}
        </div>
      </div>
      {away && (
        <button type="button" className="log-to-end" onClick={toEnd}>
          <Icon name="chevron-down" />
          {unseen === 0
            ? t('conversation.to-the-end')
            : unseen === 1
              ? t('conversation.new-one')
              : t('conversation.new', { count: unseen })}
        </button>
      )}
    </div>
  )
}

/** What is copied is what was written: emoticons as their codes, and no styles. */
function copyAsText(event: ClipboardEvent): void {
  const text = window.getSelection()?.toString() ?? ''
  if (text === '') return
  event.clipboardData.setData('text/plain', text)
  event.preventDefault()
}
