import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Entry } from '../../../app/message.ts'
import { rowsOf, together } from '../statements.ts'
import { entryOf, selectLines } from './history-entries.ts'
import { withHistoryErrors } from './history-errors.ts'
import type { NewLine } from './history.ts'
import { LineStore } from './line-store.ts'
import { placeOf } from './places.ts'
import { talkIdOf } from './scopes.ts'

/** What became of imported lines. */
export interface ImportedCount {
  readonly added: number
  readonly alreadyThere: number
}

/** So many lines of one source are remembered as accounted for; equal lines stand near each other in a log. */
const maxTaken = 50_000

/**
 * Adds the lines of one source, such as a log file, that an open history does not have. A line is there already when
 * its entry is, or one of the same conversation, time, side and text; each kept line stands for one line of the source, so
 * that two equal lines stay two.
 */
export class HistoryImport {
  readonly #database: DatabaseSync
  readonly #store: LineStore
  readonly #precisionMs: number
  /** The kept lines that lines of this source were found to be. */
  readonly #taken = new Set<string>()

  /** `precisionMs`: how exact the source's times are, such as 1000 for seconds; times that lie in the same one are equal. */
  constructor(database: DatabaseSync, precisionMs: number) {
    this.#database = database
    this.#store = new LineStore(database)
    this.#precisionMs = precisionMs
  }

  /**
   * Adds some lines in one transaction, all or none; a hundred take some milliseconds.
   * @throws HistoryError when the file cannot be written.
   */
  addImported(lines: readonly NewLine[]): ImportedCount {
    let added = 0
    withHistoryErrors(() =>
      together(this.#database, () => {
        const own = lines.map((line) => this.#withOwnId(line))
        const known = own.filter((line) => this.#isKept(line))
        for (const { entry } of known) this.#take(entry.id)
        for (const line of own) if (!known.includes(line) && this.#add(line)) added++
      }),
    )
    return { added, alreadyThere: lines.length - added }
  }

  #add(line: NewLine): boolean {
    const twin = this.#twinOf(line)
    this.#take(twin ?? line.entry.id)
    return twin === null && this.#store.add(line, false)
  }

  /** A kept line that says the same and stands for no other line of the source yet. */
  #twinOf(line: NewLine): string | null {
    const { accountId, historyId, entry } = line
    const talk = talkIdOf(this.#database, accountId, historyId)
    if (talk === null) return null
    const begin = Math.floor(entry.at / this.#precisionMs) * this.#precisionMs
    const same = rowsOf(
      this.#database,
      `${selectLines} WHERE lines.talk = ? AND lines.seq >= ? AND lines.seq < ? AND lines.kind = ? ORDER BY lines.seq`,
      talk,
      placeOf(begin),
      placeOf(begin + this.#precisionMs),
      entry.kind,
    )
    const meaning = meaningOf(entry, line.group)
    const isTwin = (kept: Entry | null) =>
      kept !== null && !this.#taken.has(kept.id) && meaningOf(kept, line.group) === meaning
    return same.map(entryOf).find(isTwin)?.id ?? null
  }

  /** An entry of another conversation that has the same id stays what it is; this one gets another. */
  #withOwnId(line: NewLine): NewLine {
    const conversation = this.#conversationOf(line.entry.id)
    if (conversation === null || conversation === conversationOf(line)) return line
    return { ...line, entry: { ...line.entry, id: randomUUID() } }
  }

  #isKept({ entry }: NewLine): boolean {
    return this.#conversationOf(entry.id) !== null
  }

  #conversationOf(entryId: string): string | null {
    const sql = 'SELECT account, history_id FROM lines JOIN talks ON talks.id = lines.talk WHERE entry_id = ?'
    const [row] = rowsOf(this.#database, sql, entryId)
    return row === undefined ? null : `${String(row['account'])}>${String(row['history_id'])}`
  }

  #take(entryId: string): void {
    this.#taken.add(entryId)
    if (this.#taken.size <= maxTaken) return
    const [oldest] = this.#taken
    if (oldest !== undefined) this.#taken.delete(oldest)
  }
}

const conversationOf = ({ accountId, historyId }: NewLine): string => `${accountId}>${historyId}`

/** What two entries have in common that say the same thing; with one person the side says who wrote. */
function meaningOf(entry: Entry, group: boolean): string {
  if (entry.kind === 'notice') return JSON.stringify(entry.notice)
  const side = entry.mine ? 'mine' : group ? entry.author.address.toLowerCase() : 'other'
  const text = 'text' in entry ? entry.text.toWellFormed().replace(/\r\n?/g, '\n').trim() : ''
  return JSON.stringify([entry.kind, side, text])
}
