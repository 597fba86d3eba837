import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { t } from '../strings/strings.ts'
import type { MenuSection } from '../ui/menu-items.ts'
import { Menu } from '../ui/menu.tsx'
import { pointOf, type Anchor } from '../ui/place.ts'
import './contact-tree.css'
import { foldOf, type Drop } from './moving.ts'
import { isSameLine, keyOf, type ContactLine, type Row } from './rows.ts'
import { moveFor, type TreeMove } from './tree-keys.ts'
import { TreeRow, type RowHandlers } from './tree-row.tsx'
import { useDrag } from './use-drag.ts'
import { useRowHeight } from '../ui/use-row-height.ts'

/** What the tree asks for. */
export interface TreeHandlers {
  /** Opens a contact's conversation, folds or unfolds a group. */
  readonly onUse: (row: Row) => void
  readonly onDelete: (row: Row) => void
  readonly onCard: (row: Row) => void
  readonly onHistory: (row: Row) => void
  readonly onRenamed: (row: Row, name: string) => void
  readonly onDrop: (line: ContactLine, drop: Drop) => void
  /** A character was typed into the list: the search begins. */
  readonly onType: (text: string) => void
  /** The menu of a line; renaming happens in the line itself. */
  readonly menuOf: (
    row: Row,
    rename: () => void,
  ) => { readonly label: string; readonly sections: readonly MenuSection[] }
}

interface Props {
  readonly ref: Ref<HTMLDivElement>
  readonly rows: readonly Row[]
  readonly emoticons: boolean
  /** Whether the network can be asked for something; what needs it is not begun else. */
  readonly connected: boolean
  readonly on: TreeHandlers
}

/** The contacts in their groups: only the lines in sight are on the page, however many there are. */
export function ContactTree({ ref, rows, emoticons, connected, on }: Props) {
  const [activeRow, setActiveRow] = useState<Row | null>(null)
  const [renamed, setRenamed] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ readonly row: Row; readonly anchor: Anchor } | null>(null)
  const [byKeys, setByKeys] = useState(false)
  const scroller = useRef<HTMLDivElement | null>(null)
  const sample = useRef<HTMLDivElement>(null)
  const rowHeight = useRowHeight(sample)
  const treeId = useId()
  const active = useActiveIndex(rows, activeRow)
  const drag = useDrag(rows, on.onDrop)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    rangeExtractor: (range) => [...new Set([active, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])

  const act = (move: TreeMove) => {
    if (move.kind === 'search') return on.onType(move.text)
    const row = rows[move.index]
    if (row === undefined) return
    setActiveRow(row)
    virtualizer.scrollToIndex(move.index)
    switch (move.kind) {
      case 'go':
        return
      case 'open':
      case 'fold':
        return on.onUse(row)
      case 'delete':
        return connected ? on.onDelete(row) : undefined
      case 'card':
        return on.onCard(row)
      case 'history':
        return on.onHistory(row)
      case 'rename':
        return row.kind === 'contact' || connected ? setRenamed(keyOf(row)) : undefined
      case 'menu': {
        const line = document.getElementById(`${treeId}-${move.index}`)!.getBoundingClientRect()
        const left = line.left + 24
        return setMenu({ row, anchor: { left, right: left, top: line.top, bottom: line.bottom } })
      }
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const move = moveFor(event, rows, active, pageRows)
    if (move === null || event.target !== event.currentTarget) return
    event.preventDefault()
    setByKeys(true)
    act(move)
  }
  const handlers: RowHandlers = {
    ...drag,
    onUse: on.onUse,
    onSelect: (row) => setActiveRow(row),
    onMenu: (row, event) => setMenu({ row, anchor: pointOf(event) }),
    onRenamed: (row, name, byKey) => {
      setRenamed(null)
      if (byKey) scroller.current?.focus()
      if (name !== null) on.onRenamed(row, name)
    },
  }
  return (
    <>
      <div
        ref={(element) => {
          scroller.current = element
          if (typeof ref === 'function') ref(element)
          else if (ref !== null) ref.current = element
        }}
        className="tree"
        role="tree"
        tabIndex={0}
        aria-label={t('contact-list.contacts')}
        aria-activedescendant={`${treeId}-${active}`}
        data-by-keys={byKeys || undefined}
        data-away={!connected || undefined}
        onKeyDown={onKeyDown}
        onPointerDown={() => setByKeys(false)}
      >
        <div ref={sample} className="tree-row tree-sample" aria-hidden="true" />
        <div className="tree-rows" role="none" style={{ blockSize: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            const key = row && keyOf(row)
            return row === undefined ? null : (
              <TreeRow
                key={key}
                id={`${treeId}-${index}`}
                row={row}
                active={index === active}
                renaming={renamed === key}
                dropTarget={drag.target === foldOf(row)}
                offset={start}
                emoticons={emoticons}
                handlers={handlers}
              />
            )
          })}
        </div>
      </div>
      {menu !== null && (
        <Menu
          anchor={menu.anchor}
          onClose={() => setMenu(null)}
          {...on.menuOf(menu.row, () => setRenamed(keyOf(menu.row)))}
        />
      )}
    </>
  )
}

/** Where the active line is now; when it went away, the line that took its place. */
function useActiveIndex(rows: readonly Row[], active: Row | null): number {
  const last = useRef(0)
  const before = rows[last.current]
  const stays = before !== undefined && isSameLine(before, active)
  const found = stays ? last.current : rows.findIndex((row) => isSameLine(row, active))
  const index = found < 0 ? Math.min(last.current, rows.length - 1) : found
  useEffect(() => {
    last.current = index
  })
  return index
}
