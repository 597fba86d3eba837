import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import * as v from 'valibot'
import type { Author } from '../../../app/message.ts'
import { parseJson } from '../statements.ts'
import { deliveryText, fieldsOf } from './history-entries.ts'
import type { NewLine, Settlement } from './history.ts'
import { placeOf, placesPerMs } from './places.ts'
import { StatementCache } from './statement-cache.ts'

/** How a line is added that was not said just now. */
export interface Placement {
  /** Whether people are called from now on what they are called with this line. */
  readonly renames?: boolean
  /** The place that it had before, which it gets when it is free; null for one by its time. */
  readonly place?: number | null
}

/**
 * Adds lines to an open history, within a transaction of its caller. It remembers nothing of what is in the file,
 * which another connection may change.
 */
export class LineStore {
  readonly #statements: StatementCache
  /** From where the search for a free place begins, for the time that was last asked for. */
  #hint = { first: -1, from: -1 }

  constructor(database: DatabaseSync) {
    this.#statements = new StatementCache(database)
  }

  /** Whether the line was added; one whose entry is kept already changes nothing. */
  add(line: NewLine, { renames = true, place = null }: Placement = {}): boolean {
    const { entry } = line
    if (this.#statements.get('SELECT 1 FROM lines WHERE entry_id = ?', entry.id) !== undefined) return false
    const seq = place !== null && this.#isFree(place) ? place : this.#freePlace(entry.at)
    const fields = fieldsOf(entry, seq)
    this.#statements.run(
      `INSERT INTO lines (seq, talk, entry_id, kind, mine, author, text, format, delivery, rest)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      seq,
      this.#talkOf(line, renames),
      entry.id,
      fields.kind,
      fields.mine,
      fields.author && this.#authorOf(fields.author),
      fields.text,
      fields.format && this.#formatOf(fields.format),
      fields.delivery,
      fields.rest,
    )
    if (fields.text !== null) this.#statements.run('INSERT INTO unindexed (seq) VALUES (?)', seq)
    return true
  }

  /** Whether there is such a line. */
  settle({ entryId, delivery }: Settlement): boolean {
    const sql = 'UPDATE lines SET delivery = ? WHERE entry_id = ? AND delivery IS NOT NULL'
    return this.#statements.run(sql, deliveryText(delivery), entryId).changes === 1
  }

  /** After the last line of this millisecond; when it is full, of the next that is not. */
  #freePlace(at: number): number {
    const first = placeOf(at)
    let from = this.#hint.first === first ? this.#hint.from : first
    for (;;) {
      const last = this.#lastPlace(from)
      if (last === null || last < from + placesPerMs - 1) {
        this.#hint = { first, from }
        return last === null ? from : last + 1
      }
      from += placesPerMs
    }
  }

  #isFree(place: number): boolean {
    return this.#statements.get('SELECT 1 FROM lines WHERE seq = ?', place) === undefined
  }

  #lastPlace(first: number): number | null {
    const sql = 'SELECT max(seq) AS last FROM lines WHERE seq >= ? AND seq < ?'
    return (this.#statements.get(sql, first, first + placesPerMs)?.['last'] ?? null) as number | null
  }

  #talkOf({ accountId, historyId, group, people }: NewLine, renames: boolean): SQLInputValue {
    const known = this.#statements.get(
      'SELECT id, is_group, people FROM talks WHERE account = ? AND history_id = ?',
      accountId,
      historyId,
    )
    const before = known === undefined ? [] : peopleOf(known['people'])
    const together = JSON.stringify(withPeople(before, people, renames))
    if (known === undefined) {
      const sql = 'INSERT INTO talks (account, history_id, is_group, people) VALUES (?, ?, ?, ?)'
      return this.#statements.run(sql, accountId, historyId, Number(group), together).lastInsertRowid
    }
    const { id } = known as { id: number }
    if (known['people'] !== together)
      this.#statements.run('UPDATE talks SET people = ? WHERE id = ?', together, id)
    return id
  }

  #authorOf({ address, name }: Author): SQLInputValue {
    const known = this.#statements.get('SELECT id FROM authors WHERE address = ? AND name = ?', address, name)
    if (known !== undefined) return known['id'] as number
    return this.#statements.run('INSERT INTO authors (address, name) VALUES (?, ?)', address, name)
      .lastInsertRowid
  }

  #formatOf(format: string): SQLInputValue {
    const known = this.#statements.get('SELECT id FROM formats WHERE format = ?', format)
    if (known !== undefined) return known['id'] as number
    return this.#statements.run('INSERT INTO formats (format) VALUES (?)', format).lastInsertRowid
  }
}

const peopleSchema = v.fallback(v.array(v.object({ address: v.string(), name: v.string() })), [])

/** The people of a talk as its row has them. */
export const peopleOf = (json: unknown): readonly Author[] => v.parse(peopleSchema, parseJson(json))

/** So many people of a group are remembered. */
const maxPeople = 100

/** Everybody who was ever there, with the last name that is more than the address. */
function withPeople(known: readonly Author[], now: readonly Author[], renames: boolean): readonly Author[] {
  const people = new Map(known.map((person) => [person.address.toLowerCase(), person]))
  for (const { address, name } of now) {
    const key = address.toLowerCase()
    const before = people.get(key)
    if (before === undefined) people.set(key, { address, name })
    else if (saysMore(name, before, renames)) people.set(key, { address, name })
  }
  return [...people.values()].slice(0, maxPeople)
}

function saysMore(name: string, before: Author, renames: boolean): boolean {
  const isName = name !== '' && name !== before.address
  return isName && (renames || before.name === '' || before.name === before.address)
}
