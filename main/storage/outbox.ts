import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import * as v from 'valibot'
import type { AccountId } from '../../app/account.ts'
import type { HistoryId } from '../../app/history.ts'
import type { Author, Delivery, Entry } from '../../app/message.ts'
import { parseJson, rowsOf, run, together, wipeJournal, type Row } from './statements.ts'

/** A line that the user can send. */
export type OwnLine = Extract<Entry, { kind: 'text' | 'nudge' }>

/** Where a line was written. */
export interface LinePlace {
  readonly accountId: AccountId
  readonly historyId: HistoryId
  readonly group: boolean
  /** The others who were there. */
  readonly people: readonly Author[]
}

/** How far a line has come. */
export interface LineProgress {
  readonly delivery: Delivery
  /** Its bytes may have gone to a connection, so it may have arrived. */
  readonly handedOver: boolean
  /** So many leading pieces of a long text arrived for certain. */
  readonly firstPiece: number
}

/** A line that was not yet delivered or discarded. Its entry has the delivery that is known. */
export interface KeptLine extends LinePlace, Omit<LineProgress, 'delivery'> {
  readonly entry: OwnLine
}

/** What became of a line, or how far it came. */
export interface LineChange extends LineProgress {
  readonly entryId: string
}

const authorSchema = v.object({ address: v.string(), name: v.string() })
const deliverySchema = v.looseObject({ state: v.string() })
const rowSchema = v.object({
  account: v.string(),
  history_id: v.string(),
  is_group: v.number(),
  handed_over: v.number(),
  first_piece: v.number(),
})

/**
 * The user's lines, each from before it is shown until it is delivered, kept by the network or discarded. What a call
 * returned from outlives a power cut. Every call throws the system's error when the file cannot be written.
 */
export class OutboxStorage {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** Keeps a new line, behind those that are there. */
  add({ entry, ...line }: KeptLine): void {
    const { delivery, ...rest } = entry
    run(
      this.#database,
      `INSERT INTO outbox
         (entry_id, account, history_id, is_group, people, entry, delivery, handed_over, first_piece)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.id,
      line.accountId,
      line.historyId,
      Number(line.group),
      JSON.stringify(line.people),
      JSON.stringify(rest),
      JSON.stringify(delivery),
      Number(line.handedOver),
      line.firstPiece,
    )
  }

  /** Notes how far lines came, all or none; those that are not kept are passed over. */
  change(changes: readonly LineChange[]): void {
    if (changes.length === 0) return
    const sql = 'UPDATE outbox SET delivery = ?, handed_over = ?, first_piece = ? WHERE entry_id = ?'
    together(this.#database, () => {
      for (const { entryId, delivery, handedOver, firstPiece } of changes)
        run(this.#database, sql, JSON.stringify(delivery), Number(handedOver), firstPiece, entryId)
    })
  }

  /** Forgets lines, whatever became of them. */
  remove(entryIds: readonly string[]): void {
    if (entryIds.length === 0) return
    together(this.#database, () => {
      for (const id of entryIds) run(this.#database, 'DELETE FROM outbox WHERE entry_id = ?', id)
    })
    wipeJournal(this.#database)
  }

  /** Forgets everything of an account. */
  forget(accountId: AccountId): void {
    run(this.#database, 'DELETE FROM outbox WHERE account = ?', accountId)
    wipeJournal(this.#database)
  }

  /** The lines of an account (null: of all), in the order in which they were written. One that cannot be read is left out. */
  lines(accountId: AccountId | null): readonly KeptLine[] {
    const where = accountId === null ? '' : 'WHERE account = ?'
    const values: SQLInputValue[] = accountId === null ? [] : [accountId]
    const rows = rowsOf(this.#database, `SELECT * FROM outbox ${where} ORDER BY number`, ...values)
    return rows.flatMap((row) => keptLineOf(row) ?? [])
  }
}

/** The program itself wrote the row: its outline is checked, the rest is believed. */
function keptLineOf(row: Row): KeptLine | null {
  const columns = v.safeParse(rowSchema, row)
  const people = v.safeParse(v.array(authorSchema), parseJson(row['people']))
  const delivery = v.safeParse(deliverySchema, parseJson(row['delivery']))
  const entry = parseJson(row['entry'])
  if (!columns.success || !people.success || !delivery.success || !isEntry(entry)) return null
  const { account, history_id, is_group, handed_over, first_piece } = columns.output
  return {
    accountId: account,
    historyId: history_id,
    group: is_group === 1,
    people: people.output,
    entry: { ...entry, delivery: delivery.output as Delivery },
    handedOver: handed_over === 1,
    firstPiece: first_piece,
  }
}

const isEntry = (value: unknown): value is Omit<OwnLine, 'delivery'> & OwnLine =>
  v.is(v.looseObject({ id: v.string(), at: v.number(), kind: v.picklist(['text', 'nudge']) }), value)
