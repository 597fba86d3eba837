import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { lineElement } from './line-elements.ts'

/** So near to the end, in pixels, counts as being there. */
const nearEnd = 24

/** What the eyes are on: the end, or a line and how far below the upper edge it stands, in pixels. */
type Place = { readonly kind: 'end' } | { readonly kind: 'line'; readonly id: string; readonly top: number }

interface Options {
  /** Whatever changes when lines come or go. */
  readonly lines: unknown
  /** Whether the last line of all is there, so that the log follows its end. */
  readonly complete: boolean
  /** The log was scrolled or changed: time to see whether more lines are wanted. */
  readonly onPlace?: (box: HTMLElement) => void
}

/**
 * Keeps what the eyes are on where it is while lines come and go on either side, or follows the end. The lines are the
 * elements with `data-entry`; the browser's own anchoring has to be off (`overflow-anchor: none`).
 */
export function useScrollPlace({ lines, complete, onPlace }: Options) {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const place = useRef<Place>({ kind: 'end' })
  const [away, setAway] = useState(false)
  const options = useRef({ complete, onPlace })

  /** Where it was scrolled to when the place was seen to last: there the eyes are still on the same. */
  const knownTop = useRef(0)

  const tell = useCallback((box: HTMLElement) => {
    setAway(place.current.kind !== 'end' && belowOf(box) >= nearEnd)
    options.current.onPlace?.(box)
  }, [])

  const notice = useCallback(() => {
    const box = scroller.current
    if (box === null) return
    if (box.scrollTop !== knownTop.current) place.current = placeIn(box, options.current.complete)
    knownTop.current = box.scrollTop
    tell(box)
  }, [tell])

  const restore = useCallback(() => {
    const box = scroller.current
    if (box === null) return
    const { complete } = options.current
    place.current = afterScroll(box, place.current, box.scrollTop - knownTop.current, complete)
    if (!putBack(box, place.current)) place.current = placeIn(box, complete)
    knownTop.current = box.scrollTop
    tell(box)
  }, [tell])

  useLayoutEffect(() => {
    options.current = { complete, onPlace }
  })
  useLayoutEffect(restore, [restore, lines])
  useEffect(() => {
    if (scroller.current === null || content.current === null) return
    const observer = new ResizeObserver(restore)
    observer.observe(scroller.current)
    observer.observe(content.current)
    return () => observer.disconnect()
  }, [restore])

  const toEnd = useCallback(() => {
    place.current = { kind: 'end' }
    restore()
  }, [restore])

  /** Puts this line into the upper third. */
  const toLine = useCallback(
    (id: string) => {
      place.current = { kind: 'line', id, top: (scroller.current?.clientHeight ?? 0) / 3 }
      restore()
    },
    [restore],
  )
  return { scroller, content, onScroll: notice, toEnd, toLine, away }
}

/**
 * The place after the user scrolled by so many pixels, which nobody has told yet when lines come at that moment. At the
 * very end the browser may have scrolled by itself, because lines went.
 */
function afterScroll(box: HTMLElement, place: Place, by: number, complete: boolean): Place {
  if (by === 0 || belowOf(box) < 1) return place
  return place.kind === 'end' ? placeIn(box, complete) : { ...place, top: place.top - by }
}

/** How much stands below what is in sight, in pixels. */
const belowOf = (box: HTMLElement): number => box.scrollHeight - box.clientHeight - box.scrollTop

function placeIn(box: HTMLElement, complete: boolean): Place {
  if (complete && belowOf(box) < nearEnd) return { kind: 'end' }
  const edge = box.getBoundingClientRect().top
  const line = firstInSight(box.querySelectorAll<HTMLElement>('[data-entry]'), edge)
  if (line?.dataset['entry'] === undefined) return { kind: 'end' }
  return { kind: 'line', id: line.dataset['entry'], top: line.getBoundingClientRect().top - edge }
}

/** The first line of which something stands below the edge: lines stand in order, so half of them can be left out each time. */
function firstInSight(lines: NodeListOf<HTMLElement>, edge: number): HTMLElement | undefined {
  let [from, to] = [0, lines.length - 1]
  while (from < to) {
    const middle = (from + to) >> 1
    if (lines[middle]!.getBoundingClientRect().bottom > edge) to = middle
    else from = middle + 1
  }
  return lines[from]
}

/** Whether what was there is still there. */
function putBack(box: HTMLElement, place: Place): boolean {
  if (place.kind === 'end') {
    box.scrollTop = box.scrollHeight
    return true
  }
  const line = lineElement(box, place.id)
  if (line === null) return false
  const moved = line.getBoundingClientRect().top - box.getBoundingClientRect().top - place.top
  if (Math.abs(moved) >= 1) box.scrollTop += moved
  return true
}
