import type { HistoryScope } from '../../app/history.ts'
import type { CallArgs } from '../../app/ipc.ts'

/** A scope as calls take it. */
export const scopeOfCall = (scope: HistoryScope): CallArgs<'deleteHistory'>[0] =>
  scope.kind === 'lines' ? { ...scope, entryIds: [...scope.entryIds] } : scope
