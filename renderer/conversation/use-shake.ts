import { useEffect, useRef, useState } from 'react'
import type { Entry } from '../../app/message.ts'
import { shakenBy, unshaken } from './nudges.ts'

/** How a nudge shows: the window's content moves, or only its frame lights up. */
export type Nudged = 'shake' | 'flash'

const nudgedMs = 900

/** What the newest nudge does to the window at this moment. */
export function useShake(entries: readonly Entry[], mayShake: boolean): Nudged | null {
  const [nudged, setNudged] = useState<Nudged | null>(null)
  const memory = useRef(unshaken)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    const { shaken, shake } = shakenBy(entries, memory.current, Date.now())
    memory.current = shaken
    if (!shake) return
    const still = !mayShake || window.matchMedia('(prefers-reduced-motion: reduce)').matches
    setNudged(still ? 'flash' : 'shake')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setNudged(null), nudgedMs)
  }, [entries, mayShake])
  return nudged
}
