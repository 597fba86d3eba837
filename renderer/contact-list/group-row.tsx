import { t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import { oneLine, PlainText } from '../ui/plain-text.tsx'
import { isOwnGroup, type FixedGroup, type GroupLine } from './rows.ts'

/** The name of a group, or of one of the folds that every list has. */
export const nameOfGroup = ({ id, name }: Pick<GroupLine, 'id' | 'name'>): string =>
  name ?? t(`group.${id as FixedGroup}`)

/** What a screen reader says of a group. */
export function spokenGroup(group: GroupLine): string {
  const { online, total } = group
  const name = oneLine(nameOfGroup(group))
  return isOffline(group)
    ? t('group.spoken-offline', { name, total })
    : t('group.spoken', { name, online, total })
}

const isOffline = (group: GroupLine): boolean => !isOwnGroup(group) && group.id === 'offline'

/** The head of a group: how many of its contacts are online. */
export function GroupRow({ group }: { readonly group: GroupLine }) {
  const { id, online, total, folded } = group
  return (
    <>
      <Icon name={folded ? 'chevron-right' : 'chevron-down'} />
      {id === 'favourites' && !isOwnGroup(group) && (
        <span className="row-star">
          <Icon name="star" />
        </span>
      )}
      <PlainText className="group-name" text={nameOfGroup(group)} />
      <span className="group-count">({isOffline(group) ? total : t('group.count', { online, total })})</span>
    </>
  )
}
