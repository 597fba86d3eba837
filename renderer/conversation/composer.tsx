import { useEffect, useImperativeHandle, useRef, type Ref } from 'react'
import type { Account } from '../../app/account.ts'
import type { Conversation } from '../../app/conversation.ts'
import type { Settings } from '../../app/settings.ts'
import { call } from '../bridge.ts'
import { onEffect } from '../store.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { withRecent } from '../ui/emoticon-grid.tsx'
import { formatStyle } from '../ui/format-style.ts'
import { oneLine } from '../ui/plain-text.tsx'
import './composer.css'
import { ComposerTools } from './composer-tools.tsx'
import { composerKey, insertText } from './composer-keys.ts'
import { charactersLeft } from './message-limit.ts'
import type { Reach } from './reach.ts'
import { SignInNote } from './sign-in-note.tsx'
import { useDraft } from './use-draft.ts'
import { useFormat } from './use-format.ts'
import { useWindowKeys } from './use-window-keys.ts'

/** What other parts of the window can do with the field. */
export interface ComposerHandle {
  /** A text that was taken back is there to be written again. */
  readonly giveBack: (text: string) => void
  readonly focus: () => void
}

interface Props {
  readonly conversation: Conversation
  readonly account: Account | undefined
  readonly settings: Settings
  readonly paper: string
  readonly name: string
  readonly reach: Reach
  readonly ref: Ref<ComposerHandle>
  readonly onProblem: (sentence: string | null) => void
  /** Escape, while nothing is being written. */
  readonly onEscape: () => void
  /** The log scrolls by a page. */
  readonly onPage: (step: 1 | -1) => void
}

/** Where one writes. Enter sends; what was written stays until the main process has taken it. */
export function Composer(props: Props) {
  const { conversation, account, settings, paper, name, reach, ref, onProblem, onEscape, onPage } = props
  const box = useRef<HTMLTextAreaElement>(null)
  const [format, changeFormat] = useFormat(settings.format)
  const signedIn = account?.connection.state === 'signed-in'
  const signedOut = account === undefined || account.connection.state === 'signed-out'
  const { draft, write, lookBack, send, giveBack, flush } = useDraft({
    ...{ conversation, format, signedOut, onProblem },
  })
  const left = charactersLeft(draft)
  useEffect(() => onEffect('focus-composer', () => box.current?.focus()), [])
  useImperativeHandle(ref, () => ({ giveBack, focus: () => box.current?.focus() }))
  useWindowKeys({ box, format, changeFormat, send, onEscape: () => draft === '' && onEscape() })

  const insertEmoticon = (code: string) => {
    if (box.current !== null) insertText(box.current, code)
    void call('changeSettings', { recentEmoticons: withRecent(settings.recentEmoticons, code) })
  }

  return (
    <section className="composer" aria-label={t('conversation.message')}>
      <SignInNote account={account} />
      <ComposerTools
        conversation={conversation}
        signedIn={signedIn}
        offline={reach === 'kept' || reach === 'offline' ? name : null}
        format={format}
        paper={paper}
        recent={settings.recentEmoticons}
        onFormat={changeFormat}
        onEmoticon={insertEmoticon}
        onProblem={onProblem}
      />
      <form
        className="composer-form"
        onSubmit={(event) => {
          event.preventDefault()
          send()
          box.current?.focus()
        }}
      >
        <textarea
          ref={box}
          className="composer-text"
          aria-label={t('conversation.write', { name: oneLine(name) })}
          aria-invalid={left !== null && left < 0}
          rows={2}
          autoFocus
          dir={format.rightToLeft ? 'rtl' : 'auto'}
          style={formatStyle(format, paper)}
          value={draft}
          onChange={(event) => write(event.currentTarget.value)}
          onBlur={flush}
          onKeyDown={(event) => composerKey(event, { send, lookBack, page: onPage })}
        />
        <Button look="primary" type="submit" className="composer-send" disabled={signedOut}>
          {t('conversation.send')}
        </Button>
      </form>
      {left !== null && <Counter left={left} />}
    </section>
  )
}

const Counter = ({ left }: { readonly left: number }) => (
  <p className={left < 0 ? 'composer-counter composer-too-long' : 'composer-counter'} role="status">
    {left < 0
      ? t('conversation.too-long', { count: -left })
      : left === 1
        ? t('conversation.left-one')
        : t('conversation.left-many', { count: left })}
  </p>
)
