import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type WheelEvent } from 'react'
import type { Entry } from '../../app/message.ts'
import { useScrollPlace } from '../log/use-scroll-place.ts'

interface Options {
  readonly past: readonly Entry[]
  readonly entries: readonly Entry[]
  /** The user wants to see more of the past. */
  readonly onEarlier: () => void
}

/**
 * The scrolling of a conversation: it stays at its end until the user scrolls up; then nothing moves under the eyes, whether
 * lines come below or above. Who reaches the top is shown more of what was said before.
 */
export function useTalkScroll({ past, entries, onEarlier }: Options) {
  const lines = useMemo(() => ({ past, entries }), [past, entries])
  const { scroller, content, onScroll, toEnd, away } = useScrollPlace({ lines, complete: true })
  const lastTop = useRef(0)
  const last = entries.at(-1)
  const seenId = useSeen(away, last?.id ?? '')
  const before = useRef(entries)
  useLayoutEffect(() => {
    const isNew = !before.current.some(({ id }) => id === last?.id)
    before.current = entries
    if (isNew && last?.kind !== 'notice' && last?.mine === true) toEnd()
    // Only a new line moves the list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [last?.id])

  /** At the very top nothing scrolls any more, and there is no event that says so. */
  const pushAtTop = () => scroller.current?.scrollTop === 0 && onEarlier()
  return {
    scroller,
    content,
    toEnd,
    away,
    /** Lines of others behind the one that was the newest when the user scrolled up. */
    unseen: seenId === null ? 0 : countNew(entries, seenId),
    onScroll: () => {
      const { scrollTop = 0, clientHeight = 0 } = scroller.current ?? {}
      const up = scrollTop < lastTop.current
      lastTop.current = scrollTop
      onScroll()
      if (up && scrollTop < clientHeight / 2) onEarlier()
    },
    onWheel: ({ deltaY }: WheelEvent) => deltaY < 0 && pushAtTop(),
    onKeyDown: ({ key }: KeyboardEvent) => (key === 'PageUp' || key === 'Home') && pushAtTop(),
    /** Scrolls by almost its height. */
    page: (step: 1 | -1) => {
      if (step === -1) pushAtTop()
      const box = scroller.current
      box?.scrollBy({ top: step * box.clientHeight * 0.9 })
    },
  }
}

/** The newest line when the user scrolled away from the end; null while the end is in sight. */
function useSeen(away: boolean, newestId: string): string | null {
  const [seenId, setSeenId] = useState<string | null>(null)
  if (away && seenId === null) setSeenId(newestId)
  if (!away && seenId !== null) setSeenId(null)
  return seenId
}

const countNew = (entries: readonly Entry[], seenId: string): number =>
  entries
    .slice(entries.findLastIndex(({ id }) => id === seenId) + 1)
    .filter((entry) => entry.kind !== 'notice' && !entry.mine).length
