import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Entry } from '../../app/message.ts'

/** So near to the end, in pixels, counts as being there. */
const nearEnd = 24

/** Keeps a scrolled list at its end while it grows, until the user scrolls up; then nothing moves under the eyes. */
export function useFollowBottom(entries: readonly Entry[]) {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const lastTop = useRef(0)
  /** The newest entry when the user scrolled away from the end; null while the list follows. */
  const [seenId, setSeenId] = useState<string | null>(null)
  const last = entries.at(-1)

  const toEnd = () => {
    following.current = true
    setSeenId(null)
    if (scroller.current !== null) stickToEnd(scroller.current)
  }

  const onScroll = () => {
    const box = scroller.current
    if (box === null) return
    const wentUp = box.scrollTop < lastTop.current
    lastTop.current = box.scrollTop
    if (box.scrollHeight - box.clientHeight - box.scrollTop < nearEnd) {
      following.current = true
      setSeenId(null)
    } else if (wentUp) {
      following.current = false
      setSeenId((before) => before ?? last?.id ?? '')
    }
  }

  useLayoutEffect(() => {
    if (last?.kind !== 'notice' && last?.mine === true) toEnd()
    else if (following.current && scroller.current !== null) stickToEnd(scroller.current)
    // Only a new line moves the list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [last?.id])

  useEffect(() => {
    const box = scroller.current
    if (box === null || content.current === null) return
    const observer = new ResizeObserver(() => following.current && stickToEnd(box))
    observer.observe(box)
    observer.observe(content.current)
    return () => observer.disconnect()
  }, [])

  const unseen = seenId === null ? 0 : countNew(entries, seenId)
  return { scroller, content, onScroll, toEnd, away: seenId !== null, unseen }
}

const stickToEnd = (box: HTMLElement) => {
  box.scrollTop = box.scrollHeight
}

/** Lines of others behind the one with this id. */
const countNew = (entries: readonly Entry[], seenId: string): number =>
  entries
    .slice(entries.findLastIndex(({ id }) => id === seenId) + 1)
    .filter((entry) => entry.kind !== 'notice' && !entry.mine).length
