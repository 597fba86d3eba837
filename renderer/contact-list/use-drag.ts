import { useState, type DragEvent } from 'react'
import { dropOn, foldOf, type Drop } from './moving.ts'
import type { ContactLine, GroupLine, Row } from './rows.ts'

/** A contact that is dragged over the list. */
export interface Drag {
  /** The fold that it would be dropped on; null for none. */
  readonly target: string | null
  readonly onDragStart: (row: Row, event: DragEvent) => void
  readonly onDragOver: (row: Row, event: DragEvent) => void
  readonly onDragEnd: () => void
  readonly onDrop: (row: Row, event: DragEvent) => void
}

/** Contacts are dragged to the folds of groups, to favourites, and out of a group; with Ctrl they are copied. */
export function useDrag(rows: readonly Row[], onDropped: (line: ContactLine, drop: Drop) => void): Drag {
  const [dragged, setDragged] = useState<ContactLine | null>(null)
  const [target, setTarget] = useState<string | null>(null)

  const dropFor = (row: Row, { ctrlKey, altKey }: DragEvent): Drop | null => {
    const head = rows.find((each): each is GroupLine => each.kind === 'group' && each.id === foldOf(row))
    return dragged === null || head === undefined ? null : dropOn(dragged, head, ctrlKey || altKey)
  }
  const end = () => {
    setDragged(null)
    setTarget(null)
  }
  return {
    target,
    onDragStart: (row, event) => {
      if (row.kind !== 'contact') return
      event.dataTransfer.effectAllowed = 'copyMove'
      event.dataTransfer.setData('text/plain', row.person.contact.address)
      setDragged(row)
    },
    onDragOver: (row, event) => {
      const drop = dropFor(row, event)
      setTarget(drop === null ? null : foldOf(row))
      if (drop === null) return
      event.preventDefault()
      const copies = drop.kind === 'favourite' || drop.from === null
      event.dataTransfer.dropEffect = copies ? 'copy' : 'move'
    },
    onDragEnd: end,
    onDrop: (row, event) => {
      const drop = dropFor(row, event)
      event.preventDefault()
      if (drop !== null && dragged !== null) onDropped(dragged, drop)
      end()
    },
  }
}
