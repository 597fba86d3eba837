import type { DatabaseSync } from 'node:sqlite'
import type { HistoryHits, HistorySearch } from '../../app/history.ts'
import { openHistory } from '../../main/storage/history/history-database.ts'
import type { NewLine } from '../../main/storage/history/history.ts'
import { LineStore } from '../../main/storage/history/line-store.ts'
import { SearchIndex } from '../../main/storage/history/search-index.ts'
import { HistorySearcher } from '../../main/storage/history/search.ts'
import { textLine } from './history-lines.ts'

const everything: HistorySearch = {
  ...{ text: '', accountId: null, historyId: null, from: null, to: null, before: null, count: 50 },
}

/** A history in memory whose lines are all indexed. */
export class SearchedHistory {
  readonly database: DatabaseSync = openHistory(':memory:').database

  /** Keeps lines and indexes them. */
  keep(lines: readonly NewLine[]): void {
    const store = new LineStore(this.database)
    for (const line of lines) store.add(line)
    const index = new SearchIndex(this.database)
    while (index.lacks()) index.addSome()
  }

  /** Keeps texts of one conversation, a minute apart; their ids are their numbers. */
  keepTexts(start: number, texts: readonly string[]): void {
    this.keep(texts.map((text, at) => textLine({ id: String(at), at: start + at * 60_000, text })))
  }

  search(some: Partial<HistorySearch>): HistoryHits {
    return new HistorySearcher(this.database).search({ ...everything, ...some })
  }
}

/** The ids of the lines that were found. */
export const idsOf = ({ hits }: HistoryHits): string[] => hits.map(({ line }) => line.entry.id)
