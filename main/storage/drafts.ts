import type { DatabaseSync } from 'node:sqlite'
import type { AccountId } from '../../app/account.ts'
import type { HistoryId } from '../../app/history.ts'
import { rowsOf, run, wipeJournal } from './statements.ts'

/** What was being written and was not sent, one text for each conversation. */
export class DraftsStorage {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** The text of a conversation; empty where there is none. */
  load(accountId: AccountId, historyId: HistoryId): string {
    const sql = 'SELECT text FROM drafts WHERE account = ? AND history_id = ?'
    const [row] = rowsOf(this.#database, sql, accountId, historyId)
    return typeof row?.['text'] === 'string' ? row['text'] : ''
  }

  /** Keeps a text instead of the one before; an empty one leaves nothing behind. */
  save(accountId: AccountId, historyId: HistoryId, text: string): void {
    if (text === '') {
      run(this.#database, 'DELETE FROM drafts WHERE account = ? AND history_id = ?', accountId, historyId)
    } else {
      const sql = 'INSERT OR REPLACE INTO drafts (account, history_id, text) VALUES (?, ?, ?)'
      run(this.#database, sql, accountId, historyId, text)
    }
  }

  /** Forgets all texts of an account. */
  forget(accountId: AccountId): void {
    run(this.#database, 'DELETE FROM drafts WHERE account = ?', accountId)
    wipeJournal(this.#database)
  }
}
