import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react'
import type { HistoryLine } from '../../app/history.ts'
import type { Entry } from '../../app/message.ts'
import { DeliveryNote } from '../log/delivery-note.tsx'
import { logItems } from '../log/entry-groups.ts'
import { entryIdAt, focusLine, lineElement } from '../log/line-elements.ts'
import type { LineLook, Said } from '../log/line-look.ts'
import { ToTheEnd } from '../log/to-the-end.tsx'
import { useScrollPlace } from '../log/use-scroll-place.ts'
import { t } from '../strings/strings.ts'
import type { Marks } from '../ui/marks.ts'
import { Menu } from '../ui/menu.tsx'
import { pointOf, type Anchor } from '../ui/place.ts'
import { ChoiceBar } from './choice-bar.tsx'
import { lineMenu, type LineActions } from './line-menu.tsx'
import { LogDays } from './log-days.tsx'
import { linesText } from './lines-text.ts'
import type { Reading } from './reading.ts'
import { useChoice } from './use-choice.ts'

interface Props {
  readonly reading: Reading
  /** The conversation's lines as they are just now, where it is open: what became of them may have changed. */
  readonly live: readonly Entry[]
  /** The line that a search led to, and where its words stand. */
  readonly hit: { readonly entryId: string; readonly marks: Marks } | null
  /** The log takes the focus with the next opening. */
  readonly takesFocus: boolean
  readonly paper: string
  readonly emoticons: boolean
  readonly actions: LineActions
  readonly onMore: (side: 'earlier' | 'later') => void
  readonly onGo: (to: 'start' | 'end') => void
}

/** So near to an edge, in heights of the window, more lines are read. */
const nearEdge = 1.5

const note = (entry: Said) => <DeliveryNote delivery={entry.delivery} />

/** The lines of one conversation. Arrow keys go from line to line, with Shift they choose several. */
export function ReaderLog(props: Props) {
  const { reading, live, hit, takesFocus, paper, emoticons, actions, onMore, onGo } = props
  const { nameOf, onDelete, onSaid } = actions
  const { pages, opening, target } = reading
  const entries = useEntries(pages.lines, live)
  const items = useMemo(() => logItems(entries, 0), [entries])
  const choice = useChoice(pages.lines)
  const [menu, setMenu] = useState<Anchor | null>(null)
  const onPlace = (box: HTMLElement) => {
    const below = box.scrollHeight - box.clientHeight - box.scrollTop
    if (pages.earlier && box.scrollTop < box.clientHeight * nearEdge) onMore('earlier')
    else if (pages.later && below < box.clientHeight * nearEdge) onMore('later')
  }
  const scroll = useScrollPlace({ lines: entries, complete: !pages.later, onPlace })
  const { scroller, toLine, toEnd } = scroll
  useLayoutEffect(() => {
    if (opening === 0) return
    choice.clear()
    if (target === null) toEnd()
    else {
      toLine(target)
      choice.go(target)
    }
    const box = scroller.current
    if (!takesFocus || box === null) return
    const line = target === null ? null : lineElement(box, target)
    ;(line ?? box).focus({ preventScroll: true })
    // Only another opening goes anywhere.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [opening])

  const { current, chosen } = choice
  const look: LineLook = useMemo(
    () => ({ current, chosen, marks: new Map(hit === null ? [] : [[hit.entryId, hit.marks]]) }),
    [current, chosen, hit],
  )
  const onCopy = (event: ClipboardEvent) => {
    const selected = window.getSelection()?.toString() ?? ''
    const lines = choice.acted.map(({ entry }) => entry)
    const text = selected === '' ? linesText(lines, nameOf) : selected
    if (text === '') return
    event.clipboardData.setData('text/plain', text)
    event.preventDefault()
    if (selected === '') onSaid(t('history.copied'))
  }
  const focus = (id: string) => focusLine(scroller.current, id)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target instanceof HTMLAnchorElement) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null
    if (step !== null && !event.ctrlKey) {
      const to = choice.beside(step) ?? firstInSight(scroller.current)
      if (to === undefined) return
      if (event.shiftKey) choice.extend(to)
      else {
        choice.clear()
        choice.go(to)
      }
      focus(to)
    } else if (event.key === ' ' && choice.current !== null) choice.toggle(choice.current)
    else if (event.key === 'Home') onGo('start')
    else if (event.key === 'End') onGo('end')
    else if (event.key === 'Delete' && choice.acted.length > 0) onDelete(choice.acted)
    else if (event.key === 'Escape' && choice.chosen.size > 0) choice.clear()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPress = (event: MouseEvent) => {
    const id = entryIdAt(event.target)
    if (id === null || event.button !== 0) return
    if (event.shiftKey) choice.extend(id)
    else if (event.ctrlKey || event.metaKey) choice.toggle(id)
    else {
      choice.clear()
      return choice.go(id)
    }
    event.preventDefault()
    focus(id)
  }
  const onMenu = (event: MouseEvent) => {
    const id = entryIdAt(event.target)
    if (id === null) return
    event.preventDefault()
    if (!choice.chosen.has(id)) choice.clear()
    choice.go(id)
    setMenu(pointOf(event))
  }
  useGoneFocus(scroller, choice.current, pages.lines)
  return (
    <>
      <div className="log-frame">
        <div
          ref={scroller}
          className="log history-log"
          role="feed"
          aria-label={t('conversation.log')}
          aria-busy={reading.state === 'opening'}
          tabIndex={choice.current === null ? 0 : -1}
          onScroll={scroll.onScroll}
          onCopy={onCopy}
          onKeyDown={onKeyDown}
          onMouseDown={onPress}
          onContextMenu={onMenu}
          onFocus={(event) => {
            const id = entryIdAt(event.target)
            if (id !== null && id !== choice.current) choice.follow(id)
          }}
        >
          <div ref={scroll.content} className="log-content">
            <LogDays items={items} paper={paper} emoticons={emoticons} note={note} look={look} />
          </div>
        </div>
        {(scroll.away || pages.later) && (
          <ToTheEnd unseen={0} onGo={() => (pages.later ? onGo('end') : toEnd())} />
        )}
        {menu !== null && (
          <Menu
            label={t('history.menu')}
            anchor={menu}
            sections={lineMenu(choice.acted, actions)}
            onClose={() => setMenu(null)}
          />
        )}
      </div>
      {choice.chosen.size > 0 && <ChoiceBar choice={choice} actions={actions} />}
    </>
  )
}

/** The lines' entries, those of the open conversation as they are now; the same array while nothing changed. */
function useEntries(lines: readonly HistoryLine[], live: readonly Entry[]): readonly Entry[] {
  return useMemo(() => {
    const now = new Map(live.map((entry) => [entry.id, entry]))
    return lines.map(({ entry }) => now.get(entry.id) ?? entry)
  }, [lines, live])
}

/** When the line with the focus goes, the log itself takes it, so that the keys go on working. */
function useGoneFocus(
  scroller: { readonly current: HTMLElement | null },
  current: string | null,
  lines: readonly HistoryLine[],
): void {
  const [had, setHad] = useState(false)
  useEffect(() => {
    const inside = scroller.current?.contains(document.activeElement) === true
    if (had && document.activeElement === document.body) scroller.current?.focus({ preventScroll: true })
    setHad(inside)
  }, [scroller, current, lines, had])
}

function firstInSight(box: HTMLElement | null): string | undefined {
  const edge = box?.getBoundingClientRect().top ?? 0
  const lines = [...(box?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])]
  return lines.find((line) => line.getBoundingClientRect().top >= edge)?.dataset['entry']
}
