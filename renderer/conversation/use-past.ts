import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { maxEntries, type Conversation } from '../../app/conversation.ts'
import type { HistoryTask } from '../../app/history.ts'
import type { Entry } from '../../app/message.ts'
import { call } from '../bridge.ts'
import { createPast } from './past.ts'

/** So many lines of the last talk a window opens with, and so many each further page has. */
const lastTalkLines = 20
const pageLines = 50

interface Options {
  readonly showLastTalk: boolean
  /** The piece of work on the history that is going on. */
  readonly task: HistoryTask | null
}

/** What was said before the conversation was opened: the last talk, and more when it is asked for. */
export function usePast({ accountId, historyId, entries }: Conversation, { showLastTalk, task }: Options) {
  // A conversation that becomes a group goes on under another name; what was said before stays that of the one person.
  const [keptUnder] = useState(historyId)
  const [past] = useState(() =>
    createPast({
      read: (place, count) => call('readHistory', accountId, keptUnder, place, count),
      liveLimit: maxEntries,
    }),
  )
  const state = useStore(past.store)
  /** Lines from before it became a group. */
  const olderIds = useRef<ReadonlySet<string>>(new Set())
  useLayoutEffect(() => {
    if (historyId === keptUnder) olderIds.current = new Set(entries.map(({ id }) => id))
  }, [historyId, keptUnder, entries])
  useLayoutEffect(() => past.note(entries), [past, entries])
  useEffect(() => {
    past.open(showLastTalk ? lastTalkLines : 0)
    // Only while it opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [past])
  useRenewal(past.renew, task, entries.length)

  const lines = useMemo(() => {
    const live = new Set(entries.map(({ id }) => id))
    return state.lines.some(({ entry }) => live.has(entry.id))
      ? state.lines.filter(({ entry }) => !live.has(entry.id))
      : state.lines
  }, [state.lines, entries])
  const pastEntries = useMemo(() => lines.map(({ entry }) => entry), [lines])
  return {
    ...state,
    lines,
    entries: pastEntries,
    /** Under which the history keeps it. */
    historyId: keptUnder,
    /** Where the history keeps a line of this window. */
    historyIdOf: (entry: Entry) =>
      pastEntries.includes(entry) || olderIds.current.has(entry.id) ? keptUnder : historyId,
    more: () => past.more(pageLines),
    remove: past.remove,
  }
}

/** What was said before, as the window shows it. */
export type PastHere = ReturnType<typeof usePast>

/** Reads again when something may have been deleted: elsewhere, until the window is looked at; by a task; or in sight. */
function useRenewal(renew: () => void, task: HistoryTask | null, liveLines: number): void {
  const before = useRef({ task, liveLines })
  useEffect(() => {
    const ended = before.current.task !== null && task === null
    const fewer = liveLines < before.current.liveLines
    before.current = { task, liveLines }
    if (ended || fewer) renew()
  }, [renew, task, liveLines])
  useEffect(() => {
    window.addEventListener('focus', renew)
    return () => window.removeEventListener('focus', renew)
  }, [renew])
}
