import type { AccountId } from './account.ts'
import type { Author, Entry } from './message.ts'
import type { Reason } from './reasons.ts'

/**
 * Names a conversation among those that an account had: the address of the other, in lower case, or `group:` and an id. It is
 * the same for every conversation with that person, whenever it was held.
 */
export type HistoryId = string

/** The history's name of the conversation with one person. */
export const historyIdOf = (address: string): HistoryId => address.trim().toLowerCase()

/** Under which a conversation is listed in `Settings.historyNotKept`. */
export const historyKey = (accountId: AccountId, historyId: HistoryId): string => `${accountId}>${historyId}`

/** A conversation of the history, with all that was ever said in it. */
export interface HistoryTalk {
  readonly accountId: AccountId
  readonly historyId: HistoryId
  readonly group: boolean
  /** The others, with the names that they had last. */
  readonly people: readonly Author[]
  readonly lines: number
  /** Milliseconds since 1970. */
  readonly firstAt: number
  readonly lastAt: number
}

/** One kept line. */
export interface HistoryLine {
  /** The place in the history, which is a place in time: lines are ordered by it. Never used twice, at most 2^53. */
  readonly seq: number
  readonly accountId: AccountId
  readonly historyId: HistoryId
  readonly entry: Entry
}

/** From where a page of the history is read, seen from the place of a line, which is itself not part of a page before or after it. */
export type HistoryPlace =
  | { readonly kind: 'end' }
  | { readonly kind: 'before' | 'after' | 'around'; readonly seq: number }
  /** Before a line of which only the entry is known; where it was not kept, before its time. */
  | { readonly kind: 'before-entry'; readonly entryId: string; readonly at: number }
  /** Around the first line at this time or later. */
  | { readonly kind: 'date'; readonly at: number }

/** Some lines that follow each other, oldest first. */
export interface HistoryPage {
  readonly lines: readonly HistoryLine[]
  /** Whether there are lines before and after these. */
  readonly earlier: boolean
  readonly later: boolean
}

/** What is searched for. Letter case and accents do not count; every word must begin a word of the line. */
export interface HistorySearch {
  readonly text: string
  /** Null: in all accounts. */
  readonly accountId: AccountId | null
  /** Null: in all conversations. */
  readonly historyId: HistoryId | null
  /** From this time on, and before that; milliseconds since 1970, null for no border. */
  readonly from: number | null
  readonly to: number | null
  /** Only lines before this place, to go on with a search; null for the newest. */
  readonly before: number | null
  /** At most so many. */
  readonly count: number
}

/** A line that was found. */
export interface HistoryHit {
  readonly line: HistoryLine
  /** Where in the text the words stand: begin and length in UTF-16 units, in order, without overlaps. */
  readonly marks: readonly (readonly [begin: number, length: number])[]
}

/** What was found, newest first. */
export interface HistoryHits {
  readonly hits: readonly HistoryHit[]
  readonly more: boolean
}

/** A part of the history, to delete or to export. */
export type HistoryScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'account'; readonly accountId: AccountId }
  | { readonly kind: 'conversation'; readonly accountId: AccountId; readonly historyId: HistoryId }
  | {
      readonly kind: 'lines'
      readonly accountId: AccountId
      readonly historyId: HistoryId
      readonly entryIds: readonly string[]
    }

/** The kinds of file that the history can be written as. */
export const exportFormats = ['text', 'html', 'json'] as const

/** A kind of file that the history can be written as. */
export type ExportFormat = (typeof exportFormats)[number]

/** A long piece of work on the history. There is one at a time. */
export interface HistoryTask {
  readonly kind: 'import' | 'export' | 'delete' | 'rescue'
  readonly done: number
  /** Null while nobody knows. */
  readonly total: number | null
}

/** What an import of logs did. */
export interface HistoryImportSummary {
  readonly added: number
  readonly alreadyThere: number
  /** Files (their names without folders) that could not be read, and why. */
  readonly refused: readonly { readonly file: string; readonly reason: Reason }[]
  readonly cancelled: boolean
}

/** What is wrong with the history; the user is told until he says that he has read it. */
export type HistoryProblem =
  /** The file was damaged. It was kept under that name; `rescued` lines of it are in the new one, null while it is being read. */
  | { readonly kind: 'damaged'; readonly keptAs: string; readonly rescued: number | null }
  /** A later version of the program wrote the file: it was left alone, and nothing is kept now. */
  | { readonly kind: 'too-new' }
  /** The file cannot be written, such as on a full disk; what is said meanwhile is kept as soon as it can be. */
  | { readonly kind: 'not-written' }
