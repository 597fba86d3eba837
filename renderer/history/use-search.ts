import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '../bridge.ts'
import { anyDay, everywhere, filtersOf, type Days, type Scope } from './search-filters.tsx'
import { createSearching } from './searching.ts'

/** The search of the window: its words, where and when, and what was found. */
export function useSearch() {
  const [searching] = useState(() => createSearching((search) => call('searchHistory', search)))
  const state = useStore(searching.store)
  const [scope, setScope] = useState<Scope>(everywhere)
  const [days, setDays] = useState<Days>(anyDay)
  const narrow = (nextScope: Scope, nextDays: Days) => {
    setScope(nextScope)
    setDays(nextDays)
    searching.set(filtersOf(nextScope, nextDays))
  }
  return {
    ...searching,
    state,
    scope,
    days,
    /** Whether something is searched for. */
    active: state.query.text.trim() !== '',
    /** Whether only a part of the history is searched. */
    narrowed: scope.accountId !== null || scope.historyId !== null || days.from !== '' || days.to !== '',
    type: (text: string) => searching.set({ text }),
    setScope: (next: Scope) => narrow(next, days),
    setDays: (next: Days) => narrow(scope, next),
    widen: () => narrow(everywhere, anyDay),
    clear: () => {
      setScope(everywhere)
      setDays(anyDay)
      searching.set({ ...filtersOf(everywhere, anyDay), text: '' })
    },
  }
}

export type Search = ReturnType<typeof useSearch>
