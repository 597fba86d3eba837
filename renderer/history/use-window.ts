import { useEffect, useEffectEvent, useRef } from 'react'
import type { State } from '../../app/state.ts'
import { onEffect } from '../store.ts'
import type { NamedTalk } from './talks.ts'
import type { Moves } from './use-moves.ts'
import type { ReadingHere } from './use-reading.ts'
import type { useTalks } from './use-talks.ts'

/** The keys that work anywhere in the window: Ctrl+F, and F3 or Ctrl+G to go from hit to hit, with Shift back. */
export function useHistoryKeys(moves: Moves): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (document.querySelector('dialog[open]') !== null) return
    const command = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    if (command && key === 'f') moves.toSearch()
    else if (key === 'f3' || (command && key === 'g')) void moves.toHit(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

/** Turns to what the window was opened for; opened for nothing, it begins in the search, beside what was said last. */
export function useShownView(moves: Moves): void {
  const asked = useRef(false)
  const show = useEffectEvent(
    ({ accountId, historyId }: { accountId?: string | undefined; historyId?: string | undefined }) => {
      if (accountId !== undefined && historyId !== undefined) {
        asked.current = true
        moves.showAll()
        moves.toTalk({ accountId, historyId }, true)
        return moves.showReader()
      }
      if (accountId !== undefined) moves.showAccount(accountId)
      moves.toSearch()
    },
  )
  const first = useEffectEvent(() => {
    const [last] = moves.talks ?? []
    if (last === undefined || asked.current) return
    asked.current = true
    if (moves.reading.state.talk === null) moves.toTalk(last)
  })
  useEffect(() => {
    moves.searchField.current?.focus()
    return onEffect('show-history', ({ view }) => show(view))
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useEffect(() => first(), [moves.talks])
}

interface Following {
  readonly conversations: State['conversations']
  readonly task: State['historyTask']
  readonly talk: NamedTalk | null
  readonly list: ReturnType<typeof useTalks>
  readonly reading: ReadingHere
}

/** Follows what happens to the history outside of this window: lines that are said, imported or deleted. */
export function useLastLines({ conversations, task, talk, list, reading }: Following): void {
  const lastLines = Object.values(conversations)
    .map(({ entries }) => `${entries.length} ${entries.at(-1)?.id ?? ''}`)
    .join()
  const { reload, reloadSoon } = list
  const started = useRef(false)
  useEffect(() => {
    if (started.current) reloadSoon()
    started.current = true
  }, [lastLines, reloadSoon])

  const busy = task !== null
  const wasBusy = useRef(false)
  useEffect(() => {
    if (wasBusy.current && !busy) void reload()
    wasBusy.current = busy
  }, [busy, reload])

  const before = useRef<NamedTalk | null>(null)
  const { renew } = reading
  useEffect(() => {
    const last = before.current
    before.current = talk
    const same = last?.accountId === talk?.accountId && last?.historyId === talk?.historyId
    if (same && last !== null && talk !== null && last.lines > talk.lines) void renew()
  }, [talk, renew])
}
