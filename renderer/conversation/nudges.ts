import type { Entry, EntryOf } from '../../app/message.ts'

/** So often one may nudge, and so often a window is shaken by others. */
export const nudgeEveryMs = 10_000

/** A nudge that is older than this when the window opens does not shake it any more. */
const freshMs = 5000

const isNudge = (entry: Entry): entry is EntryOf<'nudge'> => entry.kind === 'nudge'

/** When the user may nudge again, milliseconds since 1970. */
export function nextNudgeAt(entries: readonly Entry[]): number {
  const last = entries.findLast((entry) => isNudge(entry) && entry.mine)
  return last === undefined ? 0 : last.at + nudgeEveryMs
}

/** What a window remembers of shaking. */
export interface Shaken {
  /** The nudge handled last, or null. */
  readonly id: string | null
  /** When a nudge of somebody else last shook the window, milliseconds since 1970. */
  readonly byOthersAt: number
}

/** Nothing has shaken the window. */
export const unshaken: Shaken = { id: null, byOthersAt: -Infinity }

/** Whether the newest nudge shakes the window: each once, those of others at most every ten seconds. */
export function shakenBy(
  entries: readonly Entry[],
  before: Shaken,
  now: number,
): { readonly shaken: Shaken; readonly shake: boolean } {
  const last = entries.findLast(isNudge)
  if (last === undefined || last.id === before.id) return { shaken: before, shake: false }
  const fresh = before.id !== null || now - last.at < freshMs
  if (last.mine) return { shaken: { ...before, id: last.id }, shake: fresh }
  const shake = fresh && now - before.byOthersAt >= nudgeEveryMs
  return { shaken: { id: last.id, byOthersAt: shake ? now : before.byOthersAt }, shake }
}
