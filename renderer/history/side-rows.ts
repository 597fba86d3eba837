import type { HistoryHit } from '../../app/history.ts'
import type { Searching } from './searching.ts'
import { keyOf, talksFor, type NamedTalk } from './talks.ts'

/** One row of the list on the left. */
export type SideRow =
  | { readonly kind: 'talk'; readonly key: string; readonly talk: NamedTalk }
  | { readonly kind: 'hit'; readonly key: string; readonly hit: HistoryHit }
  /** Shows the rest of the names that were found. */
  | { readonly kind: 'all-names'; readonly key: string; readonly count: number }
  | { readonly kind: 'heading'; readonly key: string; readonly of: 'names' | 'lines' }

/** So many names stand above the lines that were found, until all are asked for. */
const namesAtFirst = 3

/** The conversations, or what was found: first whose name it is, then what was said. */
export function sideRows(
  talks: readonly NamedTalk[],
  { query, hits }: Pick<Searching, 'query' | 'hits'>,
  allNames: boolean,
): readonly SideRow[] {
  if (query.text.trim() === '') return talks.map(talkRow)
  const found = query.historyId === null ? talksFor(talks, query.text) : []
  const shown = allNames || found.length === namesAtFirst + 1 ? found : found.slice(0, namesAtFirst)
  return [
    ...(found.length > 0 ? [heading('names')] : []),
    ...shown.map(talkRow),
    ...(found.length > shown.length
      ? [{ kind: 'all-names', key: 'all-names', count: found.length } as const]
      : []),
    ...(hits.length > 0 ? [heading('lines')] : []),
    ...hits.map((hit) => ({ kind: 'hit', key: hitKey(hit), hit }) as const),
  ]
}

const talkRow = (talk: NamedTalk): SideRow => ({ kind: 'talk', key: keyOf(talk), talk })
const heading = (of: 'names' | 'lines'): SideRow => ({ kind: 'heading', key: `heading ${of}`, of })

/** The key of the row of a hit. */
export const hitKey = ({ line }: HistoryHit): string => `hit ${line.seq}`

/** The row that a key goes to from this one, or null when it is no such key; headings are passed over. */
export function rowForKey(
  key: string,
  rows: readonly SideRow[],
  from: number,
  pageRows: number,
): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + pageRows,
    PageUp: from - pageRows,
    Home: 0,
    End: rows.length - 1,
  }
  const to = steps[key]
  if (to === undefined) return null
  const inside = Math.max(0, Math.min(rows.length - 1, to))
  return pastHeadings(rows, inside, to < from ? -1 : 1) ?? pastHeadings(rows, inside, to < from ? 1 : -1)
}

function pastHeadings(rows: readonly SideRow[], from: number, step: 1 | -1): number | null {
  for (let at = from; at >= 0 && at < rows.length; at += step) if (rows[at]?.kind !== 'heading') return at
  return null
}
