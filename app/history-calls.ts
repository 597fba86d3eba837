import * as v from 'valibot'
import { exportFormats } from './history.ts'

const accountId = v.pipe(v.string(), v.maxLength(200), v.regex(/^[a-z0-9-]{1,32}\/[!-~]+@[!-~]+$/))
const historyId = v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.regex(/^[!-~]+$/))
const conversationId = v.pipe(v.string(), v.maxLength(400), v.regex(/^[a-z0-9-]{1,32}\/[!-~]+@[!-~]+>/))
const entryId = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15))
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200))

const placeSchema = v.variant('kind', [
  v.object({ kind: v.literal('end') }),
  v.object({ kind: v.picklist(['before', 'after', 'around']), seq: place }),
  v.object({ kind: v.literal('before-entry'), entryId, at: time }),
  v.object({ kind: v.literal('date'), at: time }),
])

const searchSchema = v.object({
  text: v.pipe(v.string(), v.maxLength(500)),
  accountId: v.nullable(accountId),
  historyId: v.nullable(historyId),
  from: v.nullable(time),
  to: v.nullable(time),
  before: v.nullable(place),
  count,
})

const scopeSchema = v.variant('kind', [
  v.object({ kind: v.literal('all') }),
  v.object({ kind: v.literal('account'), accountId }),
  v.object({ kind: v.literal('conversation'), accountId, historyId }),
  v.object({
    kind: v.literal('lines'),
    accountId,
    historyId,
    entryIds: v.pipe(v.array(entryId), v.minLength(1), v.maxLength(1000)),
  }),
])

/** What logs can be chosen as. */
export const importPlaces = ['files', 'folder'] as const

/** What logs can be chosen as. */
export type ImportPlace = (typeof importPlaces)[number]

/** What the history's window opens with. */
export const historyViewSchema = v.object({
  accountId: v.optional(accountId),
  historyId: v.optional(historyId),
})

/** What the history's window opens with: everything, an account or one conversation. */
export type HistoryView = v.InferOutput<typeof historyViewSchema>

/** The calls about what was said before, and about lines and drafts that must not be lost. */
export const historyCallSchemas = {
  /** A page of one conversation. */
  readHistory: v.tuple([accountId, historyId, placeSchema, count]),
  /** Every conversation that was kept, the one used last first. */
  listHistory: v.tuple([]),
  searchHistory: v.tuple([searchSchema]),
  /** Deletes for good, also from open conversations. The value: how many lines. */
  deleteHistory: v.tuple([scopeSchema]),
  /** Asks where to, and writes a file (of a single conversation) or a folder of files. The value: whether the user chose a place. */
  exportHistory: v.tuple([scopeSchema, v.picklist(exportFormats)]),
  /** Asks for files of logs, or for a folder with everything in it, and adds what is missing. The value: null when the user chose none. */
  importHistory: v.tuple([accountId, v.optional(v.picklist(importPlaces), 'files')]),
  /** Ends the piece of work that is going on; what was done stays. */
  cancelHistoryTask: v.tuple([]),
  /** The user read what was wrong with the history. */
  dismissHistoryProblem: v.tuple([]),
  /** Opens the history's window, or turns it to this. */
  showHistory: v.tuple([v.optional(historyViewSchema, {})]),
  /** Keeps what is being written, on disk; empty forgets it. */
  keepDraft: v.tuple([conversationId, v.pipe(v.string(), v.maxLength(20_000))]),
  /** What was being written when the conversation was last open; empty for nothing. */
  readDraft: v.tuple([conversationId]),
  /** Takes back a line that was not delivered: it leaves the log and is not sent any more. The value: its text. */
  discardMessage: v.tuple([conversationId, entryId]),
} as const
