import { useEffect, useRef, type RefObject } from 'react'
import type { TextFormat } from '../../app/message.ts'

interface Options {
  readonly box: RefObject<HTMLTextAreaElement | null>
  readonly format: TextFormat
  readonly changeFormat: (format: TextFormat) => void
  readonly send: () => void
  readonly onEscape: () => void
}

type Effect = 'bold' | 'italic' | 'underline' | 'strikethrough'

/** Keys that work wherever the focus is: effects, Alt+S, Escape; and whatever is typed goes into the composer. */
export function useWindowKeys(options: Options): void {
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && !event.isComposing && !isElsewhere(event.target)) {
        handleKey(event, latest.current)
      }
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Dialogs, menus and other fields keep their keys. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role=dialog], [role=menu], dialog, input, select') !== null

function handleKey(event: KeyboardEvent, { box, format, changeFormat, send, onEscape }: Options): void {
  const effect = effectOf(event)
  if (effect !== null) {
    event.preventDefault()
    changeFormat({ ...format, [effect]: !format[effect] })
  } else if (event.altKey && !event.ctrlKey && event.key.toLowerCase() === 's') {
    event.preventDefault()
    send()
  } else if (event.key === 'Escape') {
    box.current?.focus()
    onEscape()
  } else if (isTyped(event)) box.current?.focus()
}

function effectOf(event: KeyboardEvent): Effect | null {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return null
  const key = event.key.toLowerCase()
  if (event.shiftKey) return key === 'x' ? 'strikethrough' : null
  return key === 'b' ? 'bold' : key === 'i' ? 'italic' : key === 'u' ? 'underline' : null
}

/** A character, or a paste; but not the space that presses a button. The key then does its work in the composer. */
function isTyped(event: KeyboardEvent): boolean {
  if (event.getModifierState('AltGraph')) return event.key.length === 1
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'v'
  if (event.altKey || event.key.length !== 1) return false
  return event.key !== ' ' || !(event.target instanceof Element && event.target.closest('button, a') !== null)
}
