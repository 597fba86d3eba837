import { elementAt, textAt, type Element } from '../xml.ts'
import { fault, type Call, type Fault } from './outcome.ts'
import type { Entry, History, Removal } from './history.ts'

/** What is to be told. */
export interface Told<E extends Entry> {
  readonly kind: 'told'
  readonly entries: readonly E[]
  readonly removals: readonly Removal[]
}

/** Everything, or what changed since the moment that the request names. */
export function choose<E extends Entry>(
  call: Call,
  history: History,
  entries: readonly E[],
): Told<E> | Fault {
  const { server, request } = call
  const since = sinceOf(request)
  // Only a moment that was told before this look has a meaning: the server may have been started again.
  const wasKnown = since !== null && history.knows(since)
  history.look(entries, server.clock.now())
  if (since === null) return { kind: 'told', entries, removals: [] }
  if (!server.deltas) return fullSyncRequired('Delta syncs disabled.')
  if (!wasKnown || !history.knows(since)) return fullSyncRequired('Changes since then are not known.')
  return {
    kind: 'told',
    entries: entries.filter(({ key }) => history.changedAt(key) > since),
    removals: history.removedSince(since),
  }
}

/** The moment in milliseconds, NaN for none; null where everything is wanted. */
function sinceOf(request: Element): number | null {
  const wanted = elementAt(request, 'deltasOnly') ?? elementAt(request, 'filterOptions', 'DeltasOnly')
  if (wanted?.text.trim().toLowerCase() !== 'true') return null
  return Date.parse(textAt(request, 'lastChange') || textAt(request, 'filterOptions', 'LastChanged'))
}

const fullSyncRequired = (details: string): Fault =>
  fault('FullSyncRequired', `Full sync required.  Details: ${details}`)
