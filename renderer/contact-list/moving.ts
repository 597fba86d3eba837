import { isOwnGroup, type ContactLine, type GroupLine, type Row } from './rows.ts'

/** What is done with a contact that is dropped on a fold. */
export type Drop =
  | { readonly kind: 'move'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'favourite' }

/** The fold that a line belongs to. */
export const foldOf = (row: Row): string => (row.kind === 'group' ? row.id : row.groupId)

/** The group that a contact leaves when it is moved from a line: the line's own, or the only one that it is in. */
export function groupLeft({ groupId, person }: ContactLine): string | null {
  const { groupIds } = person.contact
  if (groupIds.includes(groupId)) return groupId
  return groupIds.length === 1 ? (groupIds[0] ?? null) : null
}

/** What a drop does; null where it would do nothing. A copy leaves no group. */
export function dropOn(line: ContactLine, target: GroupLine, copy: boolean): Drop | null {
  const { contact, note } = line.person
  const from = copy ? null : groupLeft(line)
  if (isOwnGroup(target)) {
    return contact.groupIds.includes(target.id) ? null : { kind: 'move', from, to: target.id }
  }
  if (target.id === 'favourites') return note.favourite ? null : { kind: 'favourite' }
  return target.id === 'other' && from !== null ? { kind: 'move', from, to: null } : null
}
