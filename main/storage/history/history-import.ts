import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Entry } from '../../../app/message.ts'
import { together } from '../statements.ts'
import { entryOf, selectLines } from './history-entries.ts'
import { withHistoryErrors } from './history-errors.ts'
import type { NewLine } from './history.ts'
import { LineStore } from './line-store.ts'
import { placeOf } from './places.ts'
import { StatementCache } from './statement-cache.ts'

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
  readonly #statements: StatementCache
  readonly #precisionMs: number
  /** The kept lines that lines of this source were found to be. */
  readonly #taken = new Set<string>()

  /** `precisionMs`: how exact the source's times are, such as 1000 for seconds; times that lie in the same one are equal. */
  constructor(database: DatabaseSync, precisionMs: number) {
    this.#database = database
    this.#store = new LineStore(database)
    this.#statements = new StatementCache(database)
    this.#precisionMs = precisionMs
  }

  /**
   * Adds some lines in one transaction, all or none; a hundred take some milliseconds. It may be called again with the
   * same lines after it failed.
   * @throws HistoryError when the file cannot be written.
   */
  addImported(lines: readonly NewLine[]): ImportedCount {
    const taken: string[] = []
    try {
      const added = withHistoryErrors(() => together(this.#database, () => this.#addAll(lines, taken)))
      return { added, alreadyThere: lines.length - added }
    } catch (error) {
      for (const entryId of taken) this.#taken.delete(entryId)
      throw error
    } finally {
      this.#forgetOldest()
    }
  }

  /** Lines that are known by their ids come first, so that none of them is taken for the twin of another line. */
  #addAll(lines: readonly NewLine[], taken: string[]): number {
    const own = lines.map((line) => this.#withOwnId(line))
    const known = own.map(({ entry }) => this.#conversationOf(entry.id) !== null)
    const take = (entryId: string): void => {
      if (!this.#taken.has(entryId)) taken.push(entryId)
      this.#taken.add(entryId)
    }
    for (const [index, { entry }] of own.entries()) if (known[index]) take(entry.id)
    let added = 0
    for (const [index, line] of own.entries()) {
      const twin = known[index] ? line.entry.id : this.#twinOf(line)
      take(twin ?? line.entry.id)
      if (twin === null && this.#store.add(line, { renames: false })) added++
    }
    return added
  }

  /** A kept line that says the same and stands for no other line of the source yet. */
  #twinOf({ accountId, historyId, group, entry }: NewLine): string | null {
    const begin = Math.floor(entry.at / this.#precisionMs) * this.#precisionMs
    const from = placeOf(begin)
    const to = placeOf(begin + this.#precisionMs)
    const meaning = meaningOf(entry, group)
    const isTwin = (kept: Entry | null) =>
      kept !== null && !this.#taken.has(kept.id) && meaningOf(kept, group) === meaning
    const same = this.#statements.all(selectTwins, accountId, historyId, from, to, entry.kind)
    return same.map(entryOf).find(isTwin)?.id ?? null
  }

  /** An entry of another conversation that has the same id stays what it is; this one gets another. */
  #withOwnId(line: NewLine): NewLine {
    const conversation = this.#conversationOf(line.entry.id)
    if (conversation === null || conversation === conversationOf(line)) return line
    return { ...line, entry: { ...line.entry, id: randomUUID() } }
  }

  #conversationOf(entryId: string): string | null {
    const row = this.#statements.get(selectConversation, entryId)
    return row === undefined ? null : `${String(row['account'])}>${String(row['history_id'])}`
  }

  #forgetOldest(): void {
    for (const entryId of this.#taken) {
      if (this.#taken.size <= maxTaken) return
      this.#taken.delete(entryId)
    }
  }
}

const selectTwins = `${selectLines}
  WHERE lines.talk = (SELECT id FROM talks WHERE account = ? AND history_id = ?)
    AND lines.seq >= ? AND lines.seq < ? AND lines.kind = ?
  ORDER BY lines.seq`

const selectConversation =
  'SELECT account, history_id FROM lines JOIN talks ON talks.id = lines.talk WHERE entry_id = ?'

const conversationOf = ({ accountId, historyId }: NewLine): string => `${accountId}>${historyId}`

/** What two entries have in common that say the same thing; with one person the side says who wrote. */
function meaningOf(entry: Entry, group: boolean): string {
  if (entry.kind === 'notice') return JSON.stringify(entry.notice)
  const side = entry.mine ? 'mine' : group ? entry.author.address.toLowerCase() : 'other'
  const text = 'text' in entry ? entry.text.toWellFormed().replace(/\r\n?/g, '\n').trim() : ''
  return JSON.stringify([entry.kind, side, text])
}
