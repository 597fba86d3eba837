import { useMemo, useState, type KeyboardEvent, type RefObject } from 'react'
import type { Entry } from '../../app/message.ts'
import type { LineLook } from '../log/line-look.ts'
import { entryIdAt, focusLine } from '../log/line-elements.ts'

interface Options {
  readonly log: RefObject<HTMLElement | null>
  readonly past: readonly Entry[]
  readonly entries: readonly Entry[]
  /** The oldest line is the current one, and the user wants to go on. */
  readonly onEarlier: () => void
  readonly onDelete: (entry: Entry) => void
}

const nothingChosen: ReadonlySet<string> = new Set()
const noMarks: LineLook['marks'] = new Map()

/** The line that the arrow keys lead to, one after the other; what is done by key is done with it. */
export function useCurrentLine({ log, past, entries, onEarlier, onDelete }: Options) {
  const [id, setId] = useState<string | null>(null)
  const all = useMemo(() => [...past, ...entries], [past, entries])
  const index = id === null ? -1 : all.findIndex((entry) => entry.id === id)
  const current = all[index] ?? null
  const look: LineLook = useMemo(
    () => ({ current: current?.id ?? null, chosen: nothingChosen, marks: noMarks }),
    [current?.id],
  )
  const step = (by: 1 | -1) => {
    if (index === 0 && by === -1) return onEarlier()
    const next =
      current === null ? all.find((entry) => entry.id === lastInSight(log.current)) : all[index + by]
    focusLine(log.current, next?.id)
  }
  return {
    current,
    look,
    /** The line that an event is about. */
    lineAt: (target: EventTarget): Entry | null =>
      all.find((entry) => entry.id === entryIdAt(target)) ?? null,
    onFocus: (target: EventTarget) => setId(entryIdAt(target)),
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      if (event.key === 'ArrowUp') step(-1)
      else if (event.key === 'ArrowDown') step(1)
      else if (event.key === 'Delete' && current !== null && entryIdAt(event.target) === current.id)
        onDelete(current)
      else return
      event.preventDefault()
    },
  }
}

function lastInSight(log: HTMLElement | null): string | undefined {
  const edge = log?.getBoundingClientRect().bottom ?? 0
  const lines = [...(log?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])]
  return lines.findLast((line) => line.getBoundingClientRect().top < edge)?.dataset['entry']
}
