import type { HistoryLine, HistoryPage } from '../../app/history.ts'

/** So many lines of a conversation are on the page; beyond that, those at the far end go. */
export const maxLines = 400

/** Lines that follow each other, and whether there are more on either side. */
export type Pages = HistoryPage

export const noPages: Pages = { lines: [], earlier: false, later: false }

/** With the page that comes before; when there are too many lines, the last ones go. */
export function withEarlier(pages: Pages, page: HistoryPage): Pages {
  const [first] = pages.lines
  const fresh = first === undefined ? page.lines : page.lines.filter(({ seq }) => seq < first.seq)
  const all = [...fresh, ...pages.lines]
  return { lines: all.slice(0, maxLines), earlier: page.earlier, later: pages.later || all.length > maxLines }
}

/** With the page that comes after; when there are too many lines, the first ones go. */
export function withLater(pages: Pages, page: HistoryPage): Pages {
  const last = pages.lines.at(-1)
  const fresh = last === undefined ? page.lines : page.lines.filter(({ seq }) => seq > last.seq)
  const all = [...pages.lines, ...fresh]
  return {
    lines: all.slice(Math.max(0, all.length - maxLines)),
    earlier: pages.earlier || all.length > maxLines,
    later: page.later,
  }
}

/** Without lines that were deleted. */
export function withoutLines(pages: Pages, entryIds: ReadonlySet<string>): Pages {
  return { ...pages, lines: pages.lines.filter(({ entry }) => !entryIds.has(entry.id)) }
}

/** The line that a place names: the first with this number or at this time, or after it, else the last. */
export const lineAt = (
  lines: readonly HistoryLine[],
  place: { seq: number } | { at: number },
): HistoryLine | undefined =>
  ('seq' in place
    ? lines.find(({ seq }) => seq >= place.seq)
    : lines.find(({ entry }) => entry.at >= place.at)) ?? lines.at(-1)
