import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import type { Contact } from '../../app/contact.ts'
import { t } from '../strings/strings.ts'
import { Menu } from '../ui/menu.tsx'
import { pointOf, type Anchor } from '../ui/place.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { contactMenu } from './contact-menu.tsx'
import './contact-tree.css'
import type { Row } from './rows.ts'
import { moveFor, type TreeMove } from './tree-keys.ts'
import { TreeRow } from './tree-row.tsx'
import { useRowHeight } from './use-row-height.ts'

interface Props {
  readonly ref: Ref<HTMLDivElement>
  readonly rows: readonly Row[]
  readonly emoticons: boolean
  readonly onOpen: (contact: Contact) => void
  readonly onFold: (groupId: string, fold: boolean) => void
  readonly onBlock: (contact: Contact, blocked: boolean) => void
  readonly onDelete: (contact: Contact) => void
  /** A character was typed into the list: the search begins. */
  readonly onType: (text: string) => void
}

/** The contacts in their groups: only the lines in sight are on the page, however many there are. */
export function ContactTree(props: Props) {
  const { ref, rows, emoticons, onOpen, onFold, onBlock, onDelete, onType } = props
  const [activeKey, setActiveKey] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ readonly contact: Contact; readonly anchor: Anchor } | null>(null)
  const [byKeys, setByKeys] = useState(false)
  const scroller = useRef<HTMLDivElement | null>(null)
  const sample = useRef<HTMLDivElement>(null)
  const rowHeight = useRowHeight(sample)
  const treeId = useId()
  const active = useActiveIndex(rows, activeKey)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keyOf(rows[index]!),
    overscan: 8,
    rangeExtractor: (range) => [...new Set([active, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])

  const act = (move: TreeMove) => {
    if (move.kind === 'search') return onType(move.text)
    const row = rows[move.index]
    if (row === undefined) return
    setActiveKey(keyOf(row))
    virtualizer.scrollToIndex(move.index)
    if (move.kind === 'fold' && row.kind === 'group') onFold(row.id, move.fold)
    if (row.kind === 'group') return
    if (move.kind === 'open') onOpen(row.contact)
    if (move.kind === 'delete') onDelete(row.contact)
    if (move.kind === 'menu') openMenu(row.contact, document.getElementById(`${treeId}-${move.index}`)!)
  }
  const openMenu = (contact: Contact, element: HTMLElement) => {
    const { left, top, bottom } = element.getBoundingClientRect()
    setMenu({ contact, anchor: { left: left + 24, right: left + 24, top, bottom } })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const move = moveFor(event, rows, active, pageRows)
    if (move === null || event.target !== event.currentTarget) return
    event.preventDefault()
    setByKeys(true)
    act(move)
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
        onKeyDown={onKeyDown}
        onPointerDown={() => setByKeys(false)}
      >
        <div ref={sample} className="tree-row tree-sample" aria-hidden="true" />
        <div className="tree-rows" role="none" style={{ blockSize: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => (
            <TreeRow
              key={key}
              id={`${treeId}-${index}`}
              row={rows[index]!}
              active={index === active}
              offset={start}
              emoticons={emoticons}
              onSelect={() => setActiveKey(keyOf(rows[index]!))}
              onOpen={onOpen}
              onFold={onFold}
              onMenu={(contact, event) => setMenu({ contact, anchor: pointOf(event) })}
            />
          ))}
        </div>
      </div>
      {menu !== null && (
        <Menu
          label={t('contact-list.contact.menu', { name: oneLine(menu.contact.name) })}
          anchor={menu.anchor}
          sections={contactMenu(menu.contact, { onOpen, onBlock, onDelete })}
          onClose={() => setMenu(null)}
        />
      )}
    </>
  )
}

const keyOf = ({ kind, id }: Row): string => `${kind}:${id}`

/** Where the active line is now; when it went away, the line that took its place. */
function useActiveIndex(rows: readonly Row[], key: string | null): number {
  const last = useRef(0)
  const found = rows.findIndex((row) => keyOf(row) === key)
  const index = found < 0 ? Math.min(last.current, rows.length - 1) : found
  useEffect(() => {
    last.current = index
  })
  return index
}
