import { useMemo, useRef, useState } from 'react'
import type { HistoryLine } from '../../app/history.ts'

/** Which lines were chosen, for copying and deleting, and which one the keys go on from. */
export function useChoice(lines: readonly HistoryLine[]) {
  const [current, setCurrent] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  /** Where a choice of several lines began. */
  const anchor = useRef<string | null>(null)
  const ids = useMemo(() => lines.map(({ entry }) => entry.id), [lines])
  const there = current !== null && ids.includes(current) ? current : null

  const go = (id: string) => {
    anchor.current = id
    setCurrent(id)
  }
  /** The focus came to a line; a choice that was begun goes on. */
  const follow = (id: string) => setCurrent(id)
  const extend = (id: string) => {
    const [from, to] = [ids.indexOf(anchor.current ?? there ?? id), ids.indexOf(id)].sort((a, b) => a - b)
    setChosen(new Set(ids.slice(Math.max(0, from!), to! + 1)))
    setCurrent(id)
  }
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    anchor.current = id
    setChosen(next)
    setCurrent(id)
  }
  const clear = () => setChosen((before) => (before.size === 0 ? before : new Set<string>()))
  /** The line so many further on, or the nearest there is. */
  const beside = (step: 1 | -1): string | undefined =>
    there === null ? undefined : (ids[ids.indexOf(there) + step] ?? there)

  const several = useMemo(() => lines.filter(({ entry }) => chosen.has(entry.id)), [lines, chosen])
  const one = useMemo(() => lines.filter(({ entry }) => entry.id === there), [lines, there])
  /** What is copied and deleted: the chosen lines, else the current one. */
  const acted = several.length > 0 ? several : one
  return { current: there, chosen, acted, go, follow, extend, toggle, clear, beside }
}

export type Choice = ReturnType<typeof useChoice>
