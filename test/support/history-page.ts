import type { BrowserContextOptions } from 'playwright'
import type { HistoryLine, HistoryPage, HistoryPlace, HistorySearch, HistoryTalk } from '../../app/history.ts'
import { defaultFormat, type Author, type Entry, type TextFormat } from '../../app/message.ts'
import { success } from '../../app/reasons.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import type { State } from '../../app/state.ts'
import type { Answers, PageWithBridge, openPage } from './page-with-bridge.ts'
import { account, stateWith } from './sample-state.ts'

export const alice = { address: 'alice@example.com', name: 'Alice' }
export const bob = { address: 'bob@example.com', name: 'Bob' }
export const carol = { address: 'carol@example.com', name: 'Carol' }
export const own = 'local/alice@example.com'

export const minute = 60_000
/** Ten in the morning of the third of November 2025, local time. */
export const start = new Date(2025, 10, 3, 10, 0).getTime()

/** A history as plain data, which answers the calls about it in the simplest way there is. */
export class KeptLines {
  lines: readonly HistoryLine[] = []

  /** Adds a line of a conversation; lines of other conversations may lie between. */
  add(historyId: string, entry: Entry, accountId = own): this {
    const taken = this.lines.map(({ seq }) => seq)
    let seq = entry.at * 1024
    while (taken.includes(seq)) seq += 1
    return this.#with([{ seq, accountId, historyId, entry }])
  }

  /** Adds as many lines as that to the conversation with somebody, a minute from each to the next, by turns. */
  addMany(
    who: Author,
    count: number,
    textOf: (index: number) => string,
    from = start,
    accountId = own,
  ): this {
    const lines = Array.from({ length: count }, (_, index): HistoryLine => {
      const at = from + index * minute
      const author =
        index % 3 === 2 ? { address: accountId.slice(accountId.indexOf('/') + 1), name: 'Alice' } : who
      const entry = said(author, textOf(index), at, { mine: author !== who, id: `${who.address}-${index}` })
      return { seq: at * 1024 + this.lines.length, accountId, historyId: who.address, entry }
    })
    return this.#with(lines)
  }

  remove(entryIds: readonly string[]): void {
    this.lines = this.lines.filter(({ entry }) => !entryIds.includes(entry.id))
  }

  list(): readonly HistoryTalk[] {
    const talks = Map.groupBy(this.lines, ({ accountId, historyId }) => `${accountId}>${historyId}`)
    return [...talks.values()]
      .map((lines): HistoryTalk => {
        const [{ accountId, historyId, entry }] = lines as [HistoryLine]
        const people = new Map(
          lines.flatMap((line) =>
            line.entry.kind !== 'notice' && !line.entry.mine
              ? [[line.entry.author.address, line.entry.author] as const]
              : [],
          ),
        )
        const group = historyId.startsWith('group:')
        return {
          ...{ accountId, historyId, group, lines: lines.length, firstAt: entry.at },
          people: group || people.size > 0 ? [...people.values()] : [{ address: historyId, name: '' }],
          lastAt: lines.at(-1)!.entry.at,
        }
      })
      .sort((one, other) => other.lastAt - one.lastAt)
  }

  read(accountId: string, historyId: string, place: HistoryPlace, count: number): HistoryPage {
    const all = this.lines.filter((line) => line.accountId === accountId && line.historyId === historyId)
    const [from, to] = rangeOf(all, place, count)
    const begin = Math.max(0, from)
    return { lines: all.slice(begin, to), earlier: begin > 0, later: to < all.length }
  }

  /** Words count where they begin a word, whatever their letter case and accents. */
  search({ text, accountId, historyId, from, to, before, count }: HistorySearch) {
    const words = folded(text).split(/\s+/).filter(Boolean)
    const found = this.lines.toReversed().flatMap((line) => {
      const { entry } = line
      if (entry.kind !== 'text') return []
      if (
        (accountId ?? line.accountId) !== line.accountId ||
        (historyId ?? line.historyId) !== line.historyId
      )
        return []
      if (entry.at < (from ?? 0) || entry.at >= (to ?? Infinity) || line.seq >= (before ?? Infinity))
        return []
      const plain = folded(entry.text)
      const marks = words.map((word) => {
        const at = plain.search(new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/\W/g, '\\$&')}`, 'u'))
        return [at, word.length] as const
      })
      if (marks.some(([at]) => at < 0)) return []
      return [{ line, marks: marks.toSorted(([one], [other]) => one - other) }]
    })
    return { hits: found.slice(0, count), more: found.length > count }
  }

  #with(lines: readonly HistoryLine[]): this {
    this.lines = [...this.lines, ...lines].sort((one, other) => one.seq - other.seq)
    return this
  }
}

function rangeOf(all: readonly HistoryLine[], place: HistoryPlace, count: number): readonly [number, number] {
  const after = (seq: number) => all.filter((line) => line.seq <= seq).length
  const before = (seq: number) => all.filter((line) => line.seq < seq).length
  switch (place.kind) {
    case 'end':
      return [all.length - count, all.length]
    case 'before':
      return [before(place.seq) - count, before(place.seq)]
    case 'after':
      return [after(place.seq), Math.min(all.length, after(place.seq) + count)]
    case 'around':
      return [before(place.seq) - count / 2, Math.min(all.length, before(place.seq) + count / 2)]
    case 'date': {
      const at = all.filter((line) => line.entry.at < place.at).length
      return [at - count / 2, Math.min(all.length, at + count / 2)]
    }
    case 'before-entry':
      throw new Error('The window of the history does not ask for that.')
  }
}

const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC')

let ids = 0

/** A text that somebody wrote at a moment. */
export const said = (
  author: Author,
  text: string,
  at: number,
  change: { readonly id?: string; readonly mine?: boolean; readonly format?: Partial<TextFormat> } = {},
): Extract<Entry, { kind: 'text' }> => {
  const { mine = author === alice, id = `line-${(ids += 1)}`, format } = change
  return {
    kind: 'text',
    ...{ id, at, author, mine, text },
    delivery: { state: mine ? 'delivered' : 'received' },
    format: { ...defaultFormat, ...format },
  }
}

/** Answers to the window's calls from kept lines. */
export const answersFrom = (kept: KeptLines): Answers => ({
  listHistory: () => success(kept.list()),
  readHistory: (accountId, historyId, place, count) =>
    success(kept.read(accountId, historyId, place as HistoryPlace, count)),
  searchHistory: (search) => success(kept.search(search as HistorySearch)),
  deleteHistory: (scope) => {
    const before = kept.lines.length
    kept.lines = kept.lines.filter(
      ({ accountId, historyId, entry }) =>
        !(
          scope.kind === 'all' ||
          (accountId === scope.accountId &&
            (scope.kind === 'account' ||
              (historyId === scope.historyId &&
                (scope.kind === 'conversation' || scope.entryIds.includes(entry.id)))))
        ),
    )
    return success(before - kept.lines.length)
  },
})

/** What the history's window begins with. */
export interface HistoryOptions {
  readonly kept?: KeptLines
  readonly state?: Partial<State>
  readonly settings?: Partial<Settings>
  readonly answers?: Answers
  readonly browser?: BrowserContextOptions
}

/** Alice's window of the history. */
export async function openHistory(
  show: (options: Parameters<typeof openPage>[1]) => Promise<PageWithBridge>,
  { kept = new KeptLines(), state, settings, answers, browser }: HistoryOptions = {},
): Promise<PageWithBridge> {
  const window = await show({
    query: 'window=history',
    state: stateWith({
      accounts: { [own]: account([]) },
      ...state,
      settings: { ...defaultSettings, ...settings },
    }),
    answers: { ...answersFrom(kept), ...answers },
    browser: { viewport: { width: 860, height: 620 }, locale: 'en-GB', ...browser },
  })
  await window.page.getByRole('searchbox').waitFor()
  return window
}
