import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { AccountId } from '../../../app/account.ts'
import type { HistoryId, HistoryScope } from '../../../app/history.ts'
import { rowsOf } from '../statements.ts'

/** A condition of a query. */
export interface Condition {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

/** The ids of the talks in which a scope has lines. */
export function talkIdsIn(database: DatabaseSync, scope: HistoryScope): readonly number[] {
  const { sql, values } = talksIn(scope)
  return rowsOf(database, `SELECT id FROM talks WHERE ${sql} ORDER BY id`, ...values).map(({ id }) =>
    Number(id),
  )
}

/** The id of a conversation, or null when nothing of it was kept. */
export function talkIdOf(database: DatabaseSync, accountId: AccountId, historyId: HistoryId): number | null {
  return talkIdsIn(database, { kind: 'conversation', accountId, historyId })[0] ?? null
}

function talksIn(scope: HistoryScope): Condition {
  switch (scope.kind) {
    case 'all':
      return { sql: 'TRUE', values: [] }
    case 'account':
      return { sql: 'account = ?', values: [scope.accountId] }
    case 'conversation':
    case 'lines':
      return { sql: 'account = ? AND history_id = ?', values: [scope.accountId, scope.historyId] }
  }
}

/** Which lines of its talks belong to a scope. */
export function linesIn(scope: HistoryScope): Condition {
  if (scope.kind !== 'lines') return { sql: 'TRUE', values: [] }
  const sql = 'lines.entry_id IN (SELECT value FROM json_each(?))'
  return { sql, values: [JSON.stringify(scope.entryIds)] }
}
