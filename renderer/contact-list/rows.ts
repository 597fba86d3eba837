import type { Account } from '../../app/account.ts'
import type { Contact } from '../../app/contact.ts'

/** The folds that every list has, beside those of its groups; names as in the settings. */
export type FixedGroup = 'online' | 'offline' | 'other'

/** One line of the list: the head of a group, or a contact in it. */
export type Row =
  | {
      readonly kind: 'group'
      /** The id of a group, or one of the fixed groups. */
      readonly id: string
      /** The group's own name; null for the fixed groups. */
      readonly name: string | null
      readonly folded: boolean
      readonly online: number
      readonly total: number
    }
  | {
      readonly kind: 'contact'
      /** Unique in the list, where a contact may stand in several groups. */
      readonly id: string
      readonly contact: Contact
      /** From 1, within the group. */
      readonly position: number
      readonly groupSize: number
    }

/** What decides which lines are shown. */
export interface View {
  readonly showOffline: boolean
  readonly folded: readonly string[]
  /** What the user searches for; a search looks into folded groups and at offline contacts, too. */
  readonly query: string
}

/**
 * The lines of the contact list: groups with those who are online, then "other contacts", then everybody who is
 * offline. A list without groups has "online" and "offline".
 */
export function rowsOf(groups: Account['groups'], listed: readonly Contact[], view: View): readonly Row[] {
  const query = view.query.trim().toLowerCase()
  const found = query === '' ? listed : listed.filter((contact) => matches(contact, query))
  const online = found.filter(isOnline)
  const rows = sectionsOf(groups, found, online).flatMap((section) =>
    rowsOfSection(section, view, query !== ''),
  )
  if (!view.showOffline && query === '') return rows
  const offline = found.filter((contact) => !isOnline(contact))
  const section = { id: 'offline', name: null, members: offline, online: 0, total: offline.length }
  return rows.concat(rowsOfSection(section, view, query !== ''))
}

interface Section {
  readonly id: string
  readonly name: string | null
  /** Who is shown in it. */
  readonly members: readonly Contact[]
  readonly online: number
  readonly total: number
}

const isOnline = ({ presence }: Contact): boolean => presence !== 'offline'

function matches({ name, address, personalMessage }: Contact, query: string): boolean {
  return [name, address, personalMessage].some((text) => text.toLowerCase().includes(query))
}

function sectionsOf(
  groups: Account['groups'],
  all: readonly Contact[],
  online: readonly Contact[],
): readonly Section[] {
  if (groups.length === 0) {
    return [{ id: 'online', name: null, members: online, online: online.length, total: all.length }]
  }
  const known = new Set(groups.map(({ id }) => id))
  const membersById = byGroup(online, known)
  const allById = byGroup(all, known)
  const section = (id: string, name: string | null): Section => {
    const members = membersById.get(id) ?? []
    return { id, name, members, online: members.length, total: allById.get(id)?.length ?? 0 }
  }
  const other = section('other', null)
  return [...groups.map(({ id, name }) => section(id, name)), ...(other.total > 0 ? [other] : [])]
}

/** Everybody by group; who is in no known group is in `other`. */
function byGroup(
  contacts: readonly Contact[],
  known: ReadonlySet<string>,
): ReadonlyMap<string, readonly Contact[]> {
  const members = new Map<string, Contact[]>()
  for (const contact of contacts) {
    const ids = contact.groupIds.filter((id) => known.has(id))
    for (const id of ids.length === 0 ? ['other'] : ids) {
      const those = members.get(id)
      if (those === undefined) members.set(id, [contact])
      else those.push(contact)
    }
  }
  return members
}

/** A search opens every group and leaves out those in which nobody was found. */
function rowsOfSection(
  { id, name, members, online, total }: Section,
  view: View,
  searching: boolean,
): readonly Row[] {
  if (searching && members.length === 0) return []
  const folded = !searching && view.folded.includes(id)
  const head: Row = { kind: 'group', id, name, folded, online, total }
  if (folded) return [head]
  const contacts = members.map((contact, index): Row => {
    const position = { position: index + 1, groupSize: members.length }
    return { kind: 'contact', id: `${id}/${contact.address}`, contact, ...position }
  })
  return [head, ...contacts]
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** The people of the contact list by name; the address decides between equal names. */
export function listedByName(contacts: Account['contacts']): readonly Contact[] {
  const listed = Object.values(contacts).filter(({ lists }) => lists.forward)
  return listed.sort((a, b) => collator.compare(a.name, b.name) || (a.address < b.address ? -1 : 1))
}
