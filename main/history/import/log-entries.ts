import { createHash } from 'node:crypto'
import { historyIdOf } from '../../../app/history.ts'
import type { Author, Delivery, Entry } from '../../../app/message.ts'
import type { ImportOptions, NewLine } from '../../storage/history/history.ts'
import type { LogPeople } from './log-people.ts'
import type { LoggedGroup, LoggedLine, ParsedLog } from './logged-line.ts'
import { ownNames } from './sides.ts'

/**
 * The lines of a log as the history keeps them. Their ids come from what the log says, so the same line of the same log always
 * has the same one, whatever else is known by then.
 */
export function* entriesOfLog(log: ParsedLog, options: ImportOptions, people: LogPeople): Generator<NewLine> {
  const contact = people.contactNamed(log.contact)
  const own = ownNames(log.lines, people.ownerLikelihood(contact))
  people.learn(own)
  const shown = people.currentName(contact) ?? lastName(log, own) ?? contact
  const other: Author = { address: contact, name: shown }
  const talks = new Talks(options.accountId, other, people)
  const ids = new EntryIds(options.accountId, log.contact)
  for (const line of log.lines) {
    const isOwn = line.group === null ? own.has(line.name) : people.isOwner(line.name)
    const mine = line.mine ?? isOwn
    const owned = mine === isOwn || line.what === 'text' ? line.name : ''
    const author = mine
      ? { address: options.address, name: owned || options.name || options.address }
      : authorOf(line, owned, other, people)
    yield { ...talks.of(line), entry: entryOf(line, ids.of(line), author, mine) }
  }
}

const lastName = (log: ParsedLog, own: ReadonlySet<string>): string | undefined =>
  log.lines.findLast(({ name, group }) => group === null && name !== '' && !own.has(name))?.name

const authorOf = ({ group }: LoggedLine, name: string, other: Author, people: LogPeople): Author =>
  group === null || name === '' ? { address: other.address, name: name || other.name } : people.member(name)

function entryOf(line: LoggedLine, id: string, author: Author, mine: boolean): Entry {
  const { at, text, format } = line
  const delivery = deliveryOf(line, mine)
  switch (line.what) {
    case 'text':
      return { id, at, kind: 'text', author, mine, text, format, delivery }
    case 'action':
      return { id, at, kind: 'action', author, mine, text, delivery }
    case 'nudge':
      return { id, at, kind: 'nudge', author, mine, delivery }
    case 'joined':
    case 'left':
      return { id, at, kind: 'notice', notice: { kind: line.what, who: author } }
  }
}

function deliveryOf({ failed }: LoggedLine, mine: boolean): Delivery {
  if (!mine) return { state: 'received' }
  return failed ? { state: 'failed', reason: 'not-delivered' } : { state: 'delivered' }
}

/** The conversations that a log has lines of. */
class Talks {
  readonly #accountId: string
  readonly #two: Omit<NewLine, 'entry'>
  readonly #people: LogPeople
  #group: LoggedGroup | null = null
  #several: Omit<NewLine, 'entry'>

  constructor(accountId: string, other: Author, people: LogPeople) {
    this.#accountId = accountId
    this.#people = people
    this.#two = { accountId, historyId: historyIdOf(other.address), group: false, people: [other] }
    this.#several = this.#two
  }

  of({ group }: LoggedLine): Omit<NewLine, 'entry'> {
    if (group === null) return this.#two
    if (group !== this.#group) {
      this.#group = group
      const others = group.members.filter((name) => !this.#people.isOwner(name))
      const people = others.map((name) => this.#people.member(name))
      const historyId = `group:${digest([this.#accountId, group.key])}`
      this.#several = { accountId: this.#accountId, historyId, group: true, people }
    }
    return this.#several
  }
}

/** Of so many times, the last ones, it is remembered what was said; clocks that were set stand still or go back for less. */
const maxTimes = 1000

/** Gives lines their ids; equal lines at the same time are counted, also where another time stands between them. */
class EntryIds {
  readonly #accountId: string
  readonly #contact: string
  readonly #counts = new Map<number, Map<string, number>>()

  constructor(accountId: string, contact: string) {
    this.#accountId = accountId
    this.#contact = contact.toLowerCase()
  }

  of({ at, what, name, text, group }: LoggedLine): string {
    const line = [this.#accountId, group === null ? this.#contact : 'several', at, what, name, text]
    const counts = this.#countsAt(at)
    const key = JSON.stringify(line)
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    return `log-${digest([...line, count])}`
  }

  #countsAt(at: number): Map<string, number> {
    const counts = this.#counts.get(at) ?? new Map<string, number>()
    this.#counts.set(at, counts)
    const [oldest] = this.#counts.keys()
    if (this.#counts.size > maxTimes && oldest !== undefined) this.#counts.delete(oldest)
    return counts
  }
}

const digest = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 24)
