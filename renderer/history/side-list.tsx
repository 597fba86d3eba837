import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, type KeyboardEvent, type RefObject } from 'react'
import { useRowHeight } from '../ui/use-row-height.ts'
import { rowLabel, SideRowContent, type RowWords } from './side-row.tsx'
import { rowForKey, type SideRow } from './side-rows.ts'
import './side-list.css'

/** How a row was chosen. */
export type ChosenBy = 'moving' | 'enter' | 'pointer'

interface Props {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly label: string
  readonly rows: readonly SideRow[]
  /** The key of the row that is chosen, or null. */
  readonly active: string | null
  /** The rows are not yet those that were asked for. */
  readonly busy: boolean
  readonly words: RowWords
  /** A row was chosen: by moving to it, by Enter, or by the pointer. */
  readonly onChoose: (row: SideRow, how: ChosenBy) => void
  /** The last rows are in sight. */
  readonly onEnd: () => void
  /** Up from the first row. */
  readonly onLeave: () => void
  /** A character was typed into the list. */
  readonly onType: (text: string) => void
}

/** Headings are half as high as other rows. */
const heightOf = (row: SideRow | undefined, rowHeight: number): number =>
  row?.kind === 'heading' || row?.kind === 'all-names' ? rowHeight * 0.6 : rowHeight

/** Conversations, or what was found: only the rows in sight are on the page, however many there are. */
export function SideList(props: Props) {
  const { ref, label, rows, active, busy, words, onChoose, onEnd, onLeave, onType } = props
  const sample = useRef<HTMLDivElement>(null)
  const rowHeight = useRowHeight(sample)
  const id = useId()
  const at = rows.findIndex(({ key }) => key === active)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => ref.current,
    estimateSize: (index) => heightOf(rows[index], rowHeight),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
    rangeExtractor: (range) =>
      [...new Set([...(at < 0 ? [] : [at]), ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight, rows])
  useEffect(() => {
    if (at >= 0) virtualizer.scrollToIndex(at)
    // Only another choice moves the list, not rows that come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [active])
  const items = virtualizer.getVirtualItems()
  const lastShown = endOf(virtualizer.range)
  useEffect(() => {
    if (lastShown >= rows.length - 5) onEnd()
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lastShown, rows.length])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const row = rows[at]
    if (event.key === 'Enter' && row !== undefined) onChoose(row, 'enter')
    else if (event.key === 'ArrowUp' && !rows.slice(0, at).some(({ kind }) => kind !== 'heading')) onLeave()
    else if (event.key.length === 1 && event.key !== ' ') onType(event.key)
    else {
      const pageRows = Math.max(1, Math.floor((ref.current?.clientHeight ?? 0) / rowHeight) - 1)
      const to = rowForKey(event.key, rows, at, pageRows)
      if (to === null) return
      onChoose(rows[to]!, 'moving')
    }
    event.preventDefault()
  }
  return (
    <div
      ref={ref}
      className="side-list"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-busy={busy}
      aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
      onKeyDown={onKeyDown}
    >
      <div ref={sample} className="side-row side-sample" aria-hidden="true" />
      <div className="side-rows" role="presentation" style={{ blockSize: virtualizer.getTotalSize() }}>
        {items.map(({ index, start, size }) => {
          const row = rows[index]
          if (row === undefined) return null
          const place = { transform: `translateY(${start}px)`, blockSize: size }
          return row.kind === 'heading' ? (
            <div key={row.key} className="side-heading" role="presentation" style={place}>
              <SideRowContent row={row} {...words} />
            </div>
          ) : (
            <div
              key={row.key}
              id={`${id}-${index}`}
              className={`side-row side-${row.kind}`}
              role="option"
              aria-selected={index === at}
              aria-label={rowLabel(row, words)}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              style={place}
              onClick={() => onChoose(row, 'pointer')}
            >
              <SideRowContent row={row} {...words} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

const endOf = (range: { readonly endIndex: number } | null): number => range?.endIndex ?? -1
