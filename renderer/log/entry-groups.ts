import type { Entry, EntryOf } from '../../app/message.ts'

/** One block of the log. */
export type LogItem =
  /** Lines that one person wrote in a row; at least one. */
  | { readonly kind: 'lines'; readonly id: string; readonly entries: readonly EntryOf<'text'>[] }
  /** What somebody did, or the program says. */
  | { readonly kind: 'event'; readonly id: string; readonly entry: Exclude<Entry, EntryOf<'text'>> }
  /** The first moment of another day. */
  | { readonly kind: 'day'; readonly id: string; readonly at: number }

/** A block's time is that of its first line; later lines than this begin a new block. */
const maxBlockMs = 5 * 60_000

/** The log in blocks: lines by author, everything else by itself, and a line where a day begins. Times are local. */
export function logItems(entries: readonly Entry[], now: number): readonly LogItem[] {
  const items: LogItem[] = []
  let day = dayOf(now)
  let lines: EntryOf<'text'>[] = []
  for (const entry of entries) {
    if (dayOf(entry.at) !== day) {
      day = dayOf(entry.at)
      items.push({ kind: 'day', id: `day-${entry.id}`, at: entry.at })
    }
    if (entry.kind !== 'text') items.push({ kind: 'event', id: entry.id, entry })
    else if (items.at(-1)?.kind === 'lines' && belongs(entry, lines)) lines.push(entry)
    else items.push({ kind: 'lines', id: entry.id, entries: (lines = [entry]) })
  }
  return items
}

/**
 * The entries from the first block of `before` on that is still whole. When the log is full its oldest lines go one by one:
 * a block that begins with another line each time would be drawn, and read out, anew.
 */
export function withoutCutBlock(entries: readonly Entry[], before: readonly LogItem[]): readonly Entry[] {
  const places = new Map(entries.map(({ id }, index) => [id, index]))
  const whole = before.find(({ kind, id }) => kind !== 'day' && places.has(id))
  return whole === undefined ? entries : entries.slice(places.get(whole.id))
}

function belongs(entry: EntryOf<'text'>, [first]: readonly EntryOf<'text'>[]): boolean {
  return (
    first !== undefined &&
    first.mine === entry.mine &&
    first.offline === entry.offline &&
    first.author.address === entry.author.address &&
    first.author.name === entry.author.name &&
    Math.abs(entry.at - first.at) < maxBlockMs
  )
}

const dayOf = (at: number): string => new Date(at).toDateString()

/** Whether two blocks show the same, so that a block that did not change is not drawn again. */
export function sameItem(one: LogItem, other: LogItem): boolean {
  if (one.id !== other.id || one.kind !== other.kind) return false
  if (one.kind === 'lines' && other.kind === 'lines') {
    return (
      one.entries.length === other.entries.length &&
      one.entries.every((entry, index) => entry === other.entries[index])
    )
  }
  return one.kind !== 'event' || other.kind !== 'event' || one.entry === other.entry
}
