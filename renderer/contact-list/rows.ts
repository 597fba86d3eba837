import type { AccountId } from '../../app/account.ts'
import type { Group } from '../../app/contact.ts'
import type { Settings } from '../../app/settings.ts'
import { foldKey } from './folds.ts'
import { isOnline, type Order, type Person } from './people.ts'
import { groupsByName, searchFor } from './search.ts'

/** The folds that a list has beside those of its groups; names as in the settings. */
export type FixedGroup = 'favourites' | 'online' | 'all' | 'offline' | 'other'

/** The head of a group. */
export interface GroupLine {
  readonly kind: 'group'
  /** The id of a group, or one of the fixed groups. */
  readonly id: string
  /** The group's own name; null for the fixed groups. */
  readonly name: string | null
  readonly folded: boolean
  readonly online: number
  readonly total: number
}

/** Somebody in a group; who is in several stands in each of them. */
export interface ContactLine {
  readonly kind: 'contact'
  /** The id of the group above. */
  readonly groupId: string
  readonly person: Person
  /** From 1, within the group. */
  readonly position: number
  readonly groupSize: number
}

/** One line of the list. */
export type Row = GroupLine | ContactLine

/** What decides which lines are shown. */
export interface View {
  readonly order: Order
  readonly offline: Settings['offlineContacts']
  /** Whose list it is: the folds of groups are those of an account. */
  readonly accountId: AccountId
  /** The remembered folds, by their keys. */
  readonly folded: readonly string[]
  /** What the user searches for; a search looks into folded groups and at offline contacts, too. */
  readonly query: string
}

/** Names a line among all of a list. */
export const keyOf = (row: Row): string =>
  row.kind === 'group' ? `group:${row.id}` : `contact:${row.groupId}/${row.person.contact.address}`

/** Whether two lines, maybe of an earlier and a later list, are the same. */
export const isSameLine = (one: Row, other: Row | null): boolean =>
  one.kind === 'group'
    ? other?.kind === 'group' && one.id === other.id
    : other?.kind === 'contact' &&
      one.person.contact.address === other.person.contact.address &&
      one.groupId === other.groupId

/** Whether the head is that of a group that the user made. */
export const isOwnGroup = ({ name }: GroupLine): boolean => name !== null

/**
 * The lines of the contact list. Everybody stands in each of his groups and among the favourites; who is in none of
 * these is under "other contacts" or, in a list that is not in order by groups, under "online" or "all contacts".
 * Those who are offline stand, if so wished, in a fold of their own instead.
 */
export function rowsOf(groups: readonly Group[], people: readonly Person[], view: View): readonly Row[] {
  const matches = searchFor(view.query, groups)
  const searching = matches !== null
  const sections = sectionsFor(groups, view)
  const homes = homesIn(sections)
  for (const person of people) {
    if (searching && !matches(person)) continue
    const online = isOnline(person)
    const apart = !online && view.offline !== 'in-place'
    for (const home of homes(person)) {
      home.total++
      if (online) home.online++
      if (!apart) home.members.push(person)
    }
    if (!apart || (view.offline === 'hidden' && !searching)) continue
    sections.offline.members.push(person)
    sections.offline.total++
  }
  const offlineShown = view.offline === 'grouped' || (view.offline === 'hidden' && searching)
  return [
    ...(sections.favourites.total > 0 ? [sections.favourites] : []),
    ...sections.groups,
    ...(isNeeded(sections) ? [sections.rest] : []),
    ...(offlineShown ? [sections.offline] : []),
  ].flatMap((section) => rowsOfSection(section, view, searching))
}

interface Section {
  readonly id: string
  readonly name: string | null
  /** Who is shown in it. */
  readonly members: Person[]
  online: number
  total: number
}

interface Sections {
  readonly favourites: Section
  readonly groups: readonly Section[]
  /** For those who are nowhere else. */
  readonly rest: Section
  readonly offline: Section
}

const emptySection = (id: string, name: string | null = null): Section => ({
  id,
  name,
  members: [],
  online: 0,
  total: 0,
})

function sectionsFor(groups: readonly Group[], { order, offline }: View): Sections {
  const shown = order === 'group' ? groupsByName(groups) : []
  const rest: FixedGroup = shown.length > 0 ? 'other' : offline === 'in-place' ? 'all' : 'online'
  return {
    favourites: emptySection('favourites'),
    groups: shown.map(({ id, name }) => emptySection(id, name)),
    rest: emptySection(rest),
    offline: emptySection('offline'),
  }
}

/** Where somebody belongs, offline or not. */
function homesIn({ favourites, groups, rest }: Sections): (person: Person) => readonly Section[] {
  const others = [rest]
  const alone = new Map(groups.map((section) => [section.id, [section]]))
  return ({ contact, note }) => {
    const { groupIds } = contact
    const [first] = groupIds
    if (!note.favourite && groupIds.length < 2) {
      return (first === undefined ? undefined : alone.get(first)) ?? others
    }
    const own = [...new Set(groupIds)].flatMap((id) => alone.get(id) ?? [])
    const homes = note.favourite ? [favourites, ...own] : own
    return homes.length > 0 ? homes : others
  }
}

/** An empty fold of the rest is shown only where there is nothing else. */
const isNeeded = ({ favourites, rest }: Sections): boolean =>
  rest.total > 0 || (rest.id !== 'other' && favourites.total === 0)

/** A search opens every group and leaves out those in which nobody was found. */
function rowsOfSection(
  { id, name, members, online, total }: Section,
  { accountId, folded: keys }: View,
  searching: boolean,
): readonly Row[] {
  if (searching && members.length === 0) return []
  const folded = !searching && keys.includes(foldKey(accountId, { id, name }))
  const head: Row = { kind: 'group', id, name, folded, online, total }
  if (folded) return [head]
  const groupSize = members.length
  const rows: Row[] = [head]
  for (const [index, person] of members.entries()) {
    rows.push({ kind: 'contact', groupId: id, person, position: index + 1, groupSize })
  }
  return rows
}
