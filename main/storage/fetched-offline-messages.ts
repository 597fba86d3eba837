import type { DatabaseSync } from 'node:sqlite'
import type { AccountId } from '../../app/account.ts'
import { rowsOf, run, together } from './statements.ts'

/** Offline messages that were shown and may still be at the server: they are not shown again. */
export class FetchedOfflineMessages {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  has(accountId: AccountId, messageId: string): boolean {
    const sql = 'SELECT 1 FROM fetched_offline_messages WHERE account = ? AND message_id = ?'
    return rowsOf(this.#database, sql, accountId, messageId).length > 0
  }

  /** The ids of those that are noted for an account. */
  all(accountId: AccountId): readonly string[] {
    const sql = 'SELECT message_id FROM fetched_offline_messages WHERE account = ?'
    return rowsOf(this.#database, sql, accountId).map((row) => String(row['message_id']))
  }

  /** All or none are noted. */
  add(accountId: AccountId, messageIds: readonly string[]): void {
    this.#each(
      'INSERT OR IGNORE INTO fetched_offline_messages (account, message_id) VALUES (?, ?)',
      accountId,
      messageIds,
    )
  }

  /** The server has them no more. */
  remove(accountId: AccountId, messageIds: readonly string[]): void {
    this.#each(
      'DELETE FROM fetched_offline_messages WHERE account = ? AND message_id = ?',
      accountId,
      messageIds,
    )
  }

  /** Forgets what was noted for an account. */
  forget(accountId: AccountId): void {
    run(this.#database, 'DELETE FROM fetched_offline_messages WHERE account = ?', accountId)
  }

  #each(sql: string, accountId: AccountId, messageIds: readonly string[]): void {
    if (messageIds.length === 0) return
    together(this.#database, () => {
      for (const id of messageIds) run(this.#database, sql, accountId, id)
    })
  }
}
