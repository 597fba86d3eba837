import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { AccountId } from '../../app/account.ts'
import type { ContactNote } from '../../app/contact.ts'
import { rowsOf, run, together } from './statements.ts'

const rowSchema = v.object({
  address: v.string(),
  alias: v.string(),
  note: v.string(),
  favourite: v.number(),
  declined: v.number(),
  last_talk_at: v.nullable(v.number()),
})

/** What the user noted about people, by account. Accounts that are not remembered leave no trace. */
export class ContactNotesStorage {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** The notes of an account, by address in lower case. */
  load(accountId: AccountId): Readonly<Record<string, ContactNote>> {
    const rows = rowsOf(this.#database, 'SELECT * FROM contact_notes WHERE account = ?', accountId)
    return Object.fromEntries(
      rows.flatMap((row) => {
        const parsed = v.safeParse(rowSchema, row)
        if (!parsed.success) return []
        const { address, alias, note, favourite, declined, last_talk_at: lastTalkAt } = parsed.output
        return [[address, { alias, note, favourite: favourite === 1, declined: declined === 1, lastTalkAt }]]
      }),
    )
  }

  /** Writes these notes, complete each; they go when the account is forgotten. */
  save(accountId: AccountId, notes: Readonly<Record<string, ContactNote>>): void {
    together(this.#database, () => {
      for (const [address, note] of Object.entries(notes)) this.#save(accountId, address, note)
    })
  }

  #save(accountId: AccountId, address: string, { alias, note, ...marks }: ContactNote): void {
    run(
      this.#database,
      `INSERT OR REPLACE INTO contact_notes (account, address, alias, note, favourite, declined, last_talk_at)
       SELECT id, ?, ?, ?, ?, ?, ? FROM remembered_accounts WHERE id = ?`,
      address,
      alias,
      note,
      Number(marks.favourite),
      Number(marks.declined),
      marks.lastTalkAt,
      accountId,
    )
  }
}
