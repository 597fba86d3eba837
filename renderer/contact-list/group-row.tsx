import { t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import { oneLine, PlainText } from '../ui/plain-text.tsx'
import type { FixedGroup, Row } from './rows.ts'

type GroupRowData = Extract<Row, { kind: 'group' }>

const nameOf = ({ id, name }: GroupRowData): string => name ?? t(`contact-list.group.${id as FixedGroup}`)

/** What a screen reader says of a group. */
export function spokenGroup(group: GroupRowData): string {
  const { online, total } = group
  const name = oneLine(nameOf(group))
  return isOffline(group)
    ? t('contact-list.group.spoken-offline', { name, total })
    : t('contact-list.group.spoken', { name, online, total })
}

const isOffline = ({ id, name }: GroupRowData): boolean => name === null && id === 'offline'

/** The head of a group: how many of its contacts are online. */
export function GroupRow({ group }: { readonly group: GroupRowData }) {
  const { online, total, folded } = group
  return (
    <>
      <Icon name={folded ? 'chevron-right' : 'chevron-down'} />
      <PlainText className="group-name" text={nameOf(group)} />
      <span className="group-count">
        ({isOffline(group) ? total : t('contact-list.group.count', { online, total })})
      </span>
    </>
  )
}
