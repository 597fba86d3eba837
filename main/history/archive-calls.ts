import type { HistoryArchive, Work } from '../storage/history/history.ts'
import type { ErrorData } from './error-data.ts'

/** A call of the archive as data. Its progress, its end and its answer travel beside it. */
export type ArchiveCall =
  | { readonly name: 'read'; readonly args: Parameters<HistoryArchive['read']> }
  | { readonly name: 'list' }
  | { readonly name: 'search'; readonly search: Parameters<HistoryArchive['search']>[0] }
  | { readonly name: 'delete'; readonly scope: Parameters<HistoryArchive['delete']>[0] }
  | { readonly name: 'import'; readonly options: Parameters<HistoryArchive['import']>[0] }
  | { readonly name: 'export'; readonly options: Parameters<HistoryArchive['export']>[0] }
  | { readonly name: 'rescue'; readonly file: string }

/** Makes a call; the answer is that of the archive's function of this name. */
export function answerCall(archive: HistoryArchive, call: ArchiveCall, work: Work): Promise<unknown> {
  switch (call.name) {
    case 'read':
      return archive.read(...call.args)
    case 'list':
      return archive.list()
    case 'search':
      return archive.search(call.search)
    case 'delete':
      return archive.delete(call.scope, work)
    case 'import':
      return archive.import(call.options, work)
    case 'export':
      return archive.export(call.options, work)
    case 'rescue':
      return archive.rescue(call.file, work)
  }
}

/** What the thread is told. */
export type ToThread =
  | { readonly type: 'call'; readonly id: number; readonly call: ArchiveCall }
  | { readonly type: 'abort'; readonly id: number }
  | { readonly type: 'close' }

/** What the thread says. */
export type FromThread =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly error: ErrorData }
  | {
      readonly type: 'progress'
      readonly id: number
      readonly done: number
      readonly total: number | null
    }
  /** A fault that nobody waits for. */
  | { readonly type: 'fault'; readonly error: ErrorData }
