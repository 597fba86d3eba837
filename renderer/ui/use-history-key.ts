import { useEffect, useEffectEvent } from 'react'

type Key = Pick<KeyboardEvent, 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey' | 'key'>

/** Whether keys ask for the history: Ctrl+H. */
export const isHistoryKey = ({ ctrlKey, altKey, shiftKey, metaKey, key }: Key): boolean =>
  ctrlKey && !altKey && !shiftKey && !metaKey && key.toLowerCase() === 'h'

/** Ctrl+H, wherever the focus is, unless a dialog is open or something else took the key. */
export function useHistoryKey(onHistory: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!isHistoryKey(event)) return
    if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return
    event.preventDefault()
    onHistory()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
