import type { DragEvent, MouseEvent } from 'react'
import { t } from '../strings/strings.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { ContactRow, spokenContact, titleOf } from './contact-row.tsx'
import { GroupRow, nameOfGroup, spokenGroup } from './group-row.tsx'
import { RenameField } from './rename-field.tsx'
import type { Row } from './rows.ts'

/** A name of the user's own for somebody, and a group's name. */
const maxNameCharacters = { contact: 130, group: 61 } as const

/** What a line of the tree tells. */
export interface RowHandlers {
  readonly onSelect: (row: Row) => void
  /** A double click on a contact, a click on a group. */
  readonly onUse: (row: Row) => void
  readonly onMenu: (row: Row, event: MouseEvent) => void
  readonly onRenamed: (row: Row, name: string | null, byKey: boolean) => void
  readonly onDragStart: (row: Row, event: DragEvent) => void
  readonly onDragOver: (row: Row, event: DragEvent) => void
  readonly onDragEnd: () => void
  readonly onDrop: (row: Row, event: DragEvent) => void
}

interface Props {
  readonly id: string
  readonly row: Row
  readonly active: boolean
  readonly renaming: boolean
  /** Whether what is dragged would be dropped here. */
  readonly dropTarget: boolean
  /** From the top of the list, in pixels. */
  readonly offset: number
  readonly emoticons: boolean
  readonly handlers: RowHandlers
}

/** One line of the tree. */
export function TreeRow({ id, row, active, renaming, dropTarget, offset, emoticons, handlers }: Props) {
  const classes = [
    'tree-row',
    `${row.kind}-row`,
    active && 'tree-active',
    dropTarget && 'tree-drop',
    row.kind === 'contact' && row.person.contact.presence === 'offline' && 'contact-offline',
  ]
  return (
    <div
      id={id}
      className={classes.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${offset}px)` }}
      role="treeitem"
      aria-selected={active}
      {...attributesOf(row)}
      draggable={row.kind === 'contact' && !renaming}
      onClick={() => {
        handlers.onSelect(row)
        if (row.kind === 'group' && !renaming) handlers.onUse(row)
      }}
      onDoubleClick={() => row.kind === 'contact' && handlers.onUse(row)}
      onContextMenu={(event) => {
        event.preventDefault()
        handlers.onSelect(row)
        handlers.onMenu(row, event)
      }}
      onDragStart={(event) => handlers.onDragStart(row, event)}
      onDragOver={(event) => handlers.onDragOver(row, event)}
      onDragEnd={handlers.onDragEnd}
      onDrop={(event) => handlers.onDrop(row, event)}
    >
      {renaming ? (
        <Rename row={row} onEnd={(name, byKey) => handlers.onRenamed(row, name, byKey)} />
      ) : row.kind === 'group' ? (
        <GroupRow group={row} />
      ) : (
        <ContactRow
          person={row.person}
          emoticons={emoticons}
          amongFavourites={row.groupId === 'favourites'}
        />
      )}
    </div>
  )
}

const attributesOf = (row: Row) =>
  row.kind === 'group'
    ? { 'aria-level': 1, 'aria-expanded': !row.folded, 'aria-label': spokenGroup(row) }
    : {
        'aria-level': 2,
        'aria-posinset': row.position,
        'aria-setsize': row.groupSize,
        'aria-label': spokenContact(row.person),
        title: titleOf(row.person),
      }

interface RenameProps {
  readonly row: Row
  readonly onEnd: (name: string | null, byKey: boolean) => void
}

function Rename({ row, onEnd }: RenameProps) {
  const maxLength = maxNameCharacters[row.kind]
  if (row.kind === 'group') {
    return <RenameField label={t('group.name')} value={nameOfGroup(row)} {...{ maxLength, onEnd }} />
  }
  const { contact, note } = row.person
  const name = oneLine(contact.name)
  return (
    <RenameField
      label={t('contact.alias', { name })}
      value={note.alias}
      placeholder={name}
      {...{ maxLength, onEnd }}
    />
  )
}
