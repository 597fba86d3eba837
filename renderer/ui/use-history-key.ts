import { useEffect, useEffectEvent } from 'react'

/** Ctrl+H, wherever the focus is, unless a dialog is open or something else took the key. */
export function useHistoryKey(onHistory: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { ctrlKey, altKey, shiftKey, metaKey, key } = event
    if (!ctrlKey || altKey || shiftKey || metaKey || key.toLowerCase() !== 'h') return
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
