import type { Account } from '../../app/account.ts'
import { noNote, shownName, type Contact, type ContactNote } from '../../app/contact.ts'
import type { Presence } from '../../app/presence.ts'
import type { Settings } from '../../app/settings.ts'

/** Somebody of the contact list, with what the user noted. It keeps its identity as long as nothing of it changes. */
export interface Person {
  readonly contact: Contact
  readonly note: ContactNote
  /** The name to show: the user's own one, or the friendly name. */
  readonly name: string
}

/** What the list is put in order by. */
export type Order = Settings['contactOrder']

/** Compares two names: negative when the first stands before the second. */
export type CompareNames = (one: string, other: string) => number

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** The order of the alphabet, accents and letter case aside; numbers count as numbers. */
export const compareNames: CompareNames = (one, other) => collator.compare(one, other)

/** A contact and its note as one. */
export const personOf = (contact: Contact, note: ContactNote = noNote): Person => ({
  contact,
  note,
  name: shownName(contact.name, note),
})

/** Whether somebody is seen to be there. */
export const isOnline = ({ contact }: Person): boolean => contact.presence !== 'offline'

const isListed = ({ lists }: Contact): boolean => lists.forward

/**
 * People in order: those of the contact list, or others whom a rule picks. It remembers the last answer: when few of ten thousand changed, only these
 * are put in their places anew, with a few comparisons each.
 */
export class PeopleInOrder {
  readonly #compareNames: CompareNames
  readonly #belongs: (contact: Contact) => boolean
  #contacts: Account['contacts'] = {}
  #notes: Account['contactNotes'] = {}
  #order: Order = 'group'
  #people = new Map<string, Person>()
  #sorted: readonly Person[] = []

  constructor(belongs: (contact: Contact) => boolean = isListed, compare: CompareNames = compareNames) {
    this.#belongs = belongs
    this.#compareNames = compare
  }

  /** The people who belong here; the same array as before when nothing changed. */
  update(contacts: Account['contacts'], notes: Account['contactNotes'], order: Order): readonly Person[] {
    const changed =
      contacts === this.#contacts && notes === this.#notes ? nothing : this.#takeOver(contacts, notes)
    if (order !== this.#order) {
      this.#order = order
      this.#sorted = [...this.#people.values()].sort(this.#compare)
    } else if (changed.gone.size + changed.come.length > 0) {
      const staying = this.#sorted.filter((person) => !changed.gone.has(person))
      this.#sorted = withInserted(staying, changed.come.sort(this.#compare), this.#compare)
    }
    return this.#sorted
  }

  #takeOver(contacts: Account['contacts'], notes: Account['contactNotes']): Changed {
    const gone = new Set<Person>()
    const come: Person[] = []
    let staying = 0
    for (const key in contacts) {
      const contact = contacts[key]!
      if (!this.#belongs(contact)) continue
      const before = this.#people.get(key)
      if (before !== undefined) staying++
      const note = notes[key] ?? noNote
      if (before?.contact === contact && before.note === note) continue
      if (before !== undefined) gone.add(before)
      const person = personOf(contact, note)
      this.#people.set(key, person)
      come.push(person)
    }
    if (this.#people.size - come.length + gone.size > staying) this.#takeAway(contacts, gone)
    this.#contacts = contacts
    this.#notes = notes
    return { gone, come }
  }

  /** Takes those away who belong here no more. */
  #takeAway(contacts: Account['contacts'], gone: Set<Person>): void {
    for (const [key, person] of this.#people) {
      const contact = contacts[key]
      if (contact !== undefined && this.#belongs(contact)) continue
      gone.add(person)
      this.#people.delete(key)
    }
  }

  readonly #compare = (one: Person, other: Person): number =>
    rankIn[this.#order](one) - rankIn[this.#order](other) ||
    this.#compareNames(one.name, other.name) ||
    (one.contact.address < other.contact.address ? -1 : 1)
}

interface Changed {
  /** Those as they were before. */
  readonly gone: ReadonlySet<Person>
  /** Those as they are now. */
  readonly come: Person[]
}

const nothing: Changed = { gone: new Set(), come: [] }

const statusRanks: Readonly<Record<Presence, number>> = {
  online: 0,
  busy: 1,
  'on-the-phone': 1,
  idle: 2,
  'be-right-back': 2,
  away: 2,
  'out-to-lunch': 2,
  offline: 3,
}

/** What stands before the name in each order; the smaller, the earlier. */
const rankIn: Readonly<Record<Order, (person: Person) => number>> = {
  group: (person) => (isOnline(person) ? 0 : 1),
  status: ({ contact }) => statusRanks[contact.presence],
  name: () => 0,
  'last-talk': ({ note }) => -(note.lastTalkAt ?? 0),
}

/** Puts some, themselves in order, into a list in order: a binary search for each. */
function withInserted<T>(
  list: readonly T[],
  some: readonly T[],
  compare: (one: T, other: T) => number,
): readonly T[] {
  const result: T[] = []
  let copied = 0
  for (const each of some) {
    const place = placeOf(list, each, copied, compare)
    for (; copied < place; copied++) result.push(list[copied]!)
    result.push(each)
  }
  for (; copied < list.length; copied++) result.push(list[copied]!)
  return result
}

/** The index of the first, from `start`, that stands behind `one`. */
function placeOf<T>(
  list: readonly T[],
  one: T,
  start: number,
  compare: (one: T, other: T) => number,
): number {
  let low = start
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(list[middle]!, one) < 0) low = middle + 1
    else high = middle
  }
  return low
}
