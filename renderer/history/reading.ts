import { createStore } from 'zustand/vanilla'
import type { AccountId } from '../../app/account.ts'
import type { HistoryId, HistoryPage, HistoryPlace } from '../../app/history.ts'
import type { Reason, Result } from '../../app/reasons.ts'
import { lineAt, noPages, withEarlier, withLater, withoutLines, type Pages } from './pages.ts'

/** A conversation of the history. */
export interface TalkId {
  readonly accountId: AccountId
  readonly historyId: HistoryId
}

export const isSameTalk = (one: TalkId | null, other: TalkId | null): boolean =>
  one?.accountId === other?.accountId && one?.historyId === other?.historyId

/** Where to open a conversation. */
export type Opening =
  | { readonly kind: 'end' }
  | { readonly kind: 'around'; readonly seq: number }
  | { readonly kind: 'date'; readonly at: number }

/** What is being read. */
export interface Reading {
  readonly talk: TalkId | null
  readonly pages: Pages
  readonly state: 'opening' | 'ready' | 'failed'
  /** Why the last reading failed; what was read before it may still be there. */
  readonly reason: Reason | null
  /** Goes up with each opening, so that the log knows to go to its place. */
  readonly opening: number
  /** The entry to show, or null for the end. */
  readonly target: string | null
}

type Read = (talk: TalkId, place: HistoryPlace, count: number) => Promise<Result<HistoryPage>>

/** So many lines are read at a time. */
const pageLines = 100

/** The most that is read at once. */
const mostLines = 200

const nothing: Reading = {
  talk: null,
  pages: noPages,
  state: 'ready',
  reason: null,
  opening: 0,
  target: null,
}

/** Reads one conversation at a time, in pages both ways. An answer that comes after something else was opened is dropped. */
export function createReading(read: Read) {
  const store = createStore<Reading>(() => nothing)
  let turn = 0
  let busy = false
  /** What is to be done as soon as nothing else is being read. */
  let next: 'follow' | 'renew' | null = null

  function rest(): void {
    const now = next
    busy = false
    next = null
    if (now === 'follow') void follow()
    if (now === 'renew') void renew()
  }

  /** Resolves with false when the line that was asked for is not there any more: then the one after it is shown. */
  async function open(talk: TalkId, place: Opening): Promise<boolean> {
    const mine = (turn += 1)
    busy = true
    next = null
    if (!isSameTalk(talk, store.getState().talk))
      store.setState({ talk, pages: noPages, state: 'opening', reason: null })
    const result = await read(talk, place, pageLines)
    if (mine !== turn) return true
    if (!result.ok) {
      store.setState({ pages: noPages, state: 'failed', reason: result.reason })
      rest()
      return true
    }
    const pages = result.value
    const target = place.kind === 'end' ? null : (lineAt(pages.lines, place)?.entry.id ?? null)
    store.setState(({ opening }) => ({ pages, state: 'ready', reason: null, opening: opening + 1, target }))
    rest()
    return place.kind !== 'around' || pages.lines.some(({ seq }) => seq === place.seq)
  }

  function close(): void {
    turn += 1
    busy = false
    next = null
    store.setState(nothing)
  }

  /** Reads on at one side; does nothing while something else is being read. */
  async function more(side: 'earlier' | 'later'): Promise<void> {
    const { talk, pages } = store.getState()
    const edge = side === 'earlier' ? pages.lines[0] : pages.lines.at(-1)
    if (talk === null || busy) return
    const mine = turn
    busy = true
    const place: HistoryPlace =
      edge === undefined ? { kind: 'end' } : { kind: side === 'earlier' ? 'before' : 'after', seq: edge.seq }
    const result = await read(talk, place, pageLines)
    if (mine !== turn) return
    if (result.ok) {
      const join = side === 'earlier' ? withEarlier : withLater
      store.setState((now) => ({
        pages: edge === undefined ? result.value : join(now.pages, result.value),
        reason: null,
      }))
    } else store.setState({ reason: result.reason })
    rest()
  }

  /** New lines were said: reads them, where the end is in sight. */
  async function follow(): Promise<void> {
    const { talk, pages } = store.getState()
    if (talk === null) return
    if (busy) next ??= 'follow'
    else if (!pages.later) await more('later')
  }

  /** Lines went that were deleted elsewhere: reads those in sight anew. */
  async function renew(): Promise<void> {
    const { talk, pages } = store.getState()
    const middle = pages.lines[pages.lines.length >> 1]
    if (talk === null) return
    if (busy) {
      next = 'renew'
      return
    }
    const mine = (turn += 1)
    busy = true
    const place: HistoryPlace = middle === undefined ? { kind: 'end' } : { kind: 'around', seq: middle.seq }
    const result = await read(talk, place, mostLines)
    if (mine !== turn) return
    if (result.ok) store.setState({ pages: result.value })
    rest()
  }

  const remove = (entryIds: readonly string[]) =>
    store.setState(({ pages }) => ({ pages: withoutLines(pages, new Set(entryIds)) }))

  return { store, open, close, more, follow, renew, remove }
}
