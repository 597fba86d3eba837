import type { MouseEvent } from 'react'
import type { Contact } from '../../app/contact.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { ContactRow, spokenContact } from './contact-row.tsx'
import { GroupRow, spokenGroup } from './group-row.tsx'
import type { Row } from './rows.ts'

interface Props {
  readonly id: string
  readonly row: Row
  readonly active: boolean
  /** From the top of the list, in pixels. */
  readonly offset: number
  readonly emoticons: boolean
  readonly onSelect: () => void
  readonly onOpen: (contact: Contact) => void
  readonly onFold: (groupId: string, fold: boolean) => void
  readonly onMenu: (contact: Contact, event: MouseEvent) => void
}

/** One line of the tree. */
export function TreeRow({ id, row, active, offset, emoticons, onSelect, onOpen, onFold, onMenu }: Props) {
  const style = { transform: `translateY(${offset}px)` }
  const activeClass = active ? 'tree-active' : ''
  if (row.kind === 'group') {
    return (
      <div
        id={id}
        className={`tree-row group-row ${activeClass}`}
        style={style}
        role="treeitem"
        aria-level={1}
        aria-expanded={!row.folded}
        aria-selected={active}
        aria-label={spokenGroup(row)}
        onClick={() => {
          onSelect()
          onFold(row.id, !row.folded)
        }}
      >
        <GroupRow group={row} />
      </div>
    )
  }
  const { contact } = row
  return (
    <div
      id={id}
      className={`tree-row contact-row ${activeClass} ${contact.presence === 'offline' ? 'contact-offline' : ''}`}
      style={style}
      role="treeitem"
      aria-level={2}
      aria-posinset={row.position}
      aria-setsize={row.groupSize}
      aria-selected={active}
      aria-label={spokenContact(contact)}
      title={titleOf(contact)}
      onClick={onSelect}
      onDoubleClick={() => onOpen(contact)}
      onContextMenu={(event) => {
        event.preventDefault()
        onSelect()
        onMenu(contact, event)
      }}
    >
      <ContactRow contact={contact} emoticons={emoticons} />
    </div>
  )
}

const titleOf = ({ name, address, personalMessage }: Contact): string =>
  [oneLine(name), address, oneLine(personalMessage)].filter((line) => line !== '').join('\n')
