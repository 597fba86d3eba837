import { createStore } from 'zustand/vanilla'
import type { HistoryHit, HistoryHits, HistorySearch } from '../../app/history.ts'
import type { Reason, Result } from '../../app/reasons.ts'

/** What is searched for, without where in the results. */
export type Query = Omit<HistorySearch, 'before' | 'count'>

/** What was found so far. */
export interface Searching {
  readonly query: Query
  /** Newest first. */
  readonly hits: readonly HistoryHit[]
  readonly more: boolean
  /** `waiting`: the hits are those of what was searched for before. */
  readonly state: 'idle' | 'waiting' | 'ready' | 'failed'
  readonly reason: Reason | null
}

type Search = (search: HistorySearch) => Promise<Result<HistoryHits>>

/** So many are asked for at a time. */
const pageHits = 50

export const noQuery: Query = { text: '', accountId: null, historyId: null, from: null, to: null }

const nothing: Omit<Searching, 'query'> = { hits: [], more: false, state: 'idle', reason: null }

/** Searches while somebody types: a moment after the last key, and only the answer to the last question counts. */
export function createSearching(search: Search, delayMs = 120) {
  const store = createStore<Searching>(() => ({ query: noQuery, ...nothing }))
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = false

  async function run(before: number | null): Promise<void> {
    clearTimeout(timer)
    const mine = (turn += 1)
    asking = true
    const result = await search({ ...store.getState().query, before, count: pageHits })
    if (mine !== turn) return
    asking = false
    if (!result.ok) {
      const found = before === null ? nothing : {}
      return store.setState({ ...found, state: 'failed', reason: result.reason })
    }
    const { hits, more } = result.value
    store.setState((now) => ({
      hits: before === null ? hits : [...now.hits, ...hits],
      more,
      state: 'ready',
      reason: null,
    }))
  }

  function set(change: Partial<Query>): void {
    const query = { ...store.getState().query, ...change }
    clearTimeout(timer)
    turn += 1
    asking = false
    if (query.text.trim() === '') return store.setState({ query, ...nothing })
    store.setState({ query, state: 'waiting' })
    timer = setTimeout(() => void run(null), delayMs)
  }

  /** What was found now is what was asked for: asks at once if that is still to be done. */
  async function settle(): Promise<void> {
    if (store.getState().state === 'waiting') await run(null)
  }

  /** Goes on behind the last hit, also where that failed before. */
  async function more(): Promise<void> {
    const { hits, more: goesOn, state } = store.getState()
    const last = hits.at(-1)
    if ((state === 'ready' || state === 'failed') && goesOn && !asking && last !== undefined)
      await run(last.line.seq)
  }

  /** Searches again, such as after lines were deleted. */
  const again = () => set({})

  const remove = (entryIds: readonly string[]) =>
    store.setState(({ hits }) => ({ hits: hits.filter(({ line }) => !entryIds.includes(line.entry.id)) }))

  return { store, set, settle, more, again, remove }
}
