import type { Group } from '../../app/contact.ts'
import { compareNames, type Person } from './people.ts'

/** A text as it is searched: without letter case and accents. */
const searchable = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const texts = new WeakMap<Person, string>()

/** Everything of a person that is searched; kept as long as the person is the same. */
function textOf(person: Person): string {
  const known = texts.get(person)
  if (known !== undefined) return known
  const { contact, note } = person
  const { name, address, personalMessage, currentMedia } = contact
  const parts = [name, note.alias, address, personalMessage, currentMedia?.text ?? '', note.note]
  const text = searchable(parts.join('\n'))
  texts.set(person, text)
  return text
}

/**
 * What a search finds: each word must occur in the name, the alias, the address, the personal message, the notes or
 * the name of a group. Null: nothing is searched for.
 */
export function searchFor(query: string, groups: readonly Group[]): ((person: Person) => boolean) | null {
  const words = searchable(query)
    .split(/\s+/u)
    .filter((word) => word !== '')
  if (words.length === 0) return null
  const groupNames = new Map(groups.map(({ id, name }) => [id, searchable(name)]))
  return (person) =>
    words.every(
      (word) =>
        textOf(person).includes(word) ||
        person.contact.groupIds.some((id) => groupNames.get(id)?.includes(word)),
    )
}

/** Groups by name. */
export const groupsByName = (groups: readonly Group[]): readonly Group[] =>
  [...groups].sort((one, other) => compareNames(one.name, other.name))
