import type { KeyboardEvent } from 'react'

/** Writes at the caret, as if it had been typed: it can be undone, and the field reports the change. */
export function insertText(box: HTMLTextAreaElement, text: string): void {
  box.focus()
  document.execCommand('insertText', false, text)
}

interface Commands {
  readonly send: () => void
  /** Shows an earlier (1) or later (-1) text that was sent. */
  readonly lookBack: (step: 1 | -1) => void
  /** Scrolls what was said. */
  readonly page: (step: 1 | -1) => void
}

/** The keys of the field one writes in. While an input method composes a character, all keys are its own. */
export function composerKey(
  event: KeyboardEvent<HTMLTextAreaElement>,
  { send, lookBack, page }: Commands,
): void {
  if (event.nativeEvent.isComposing || event.keyCode === 229) return
  const control = event.ctrlKey || event.metaKey
  if (event.key === 'Enter' && control) {
    event.preventDefault()
    insertText(event.currentTarget, '\n')
  } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
    event.preventDefault()
    send()
  } else if (control && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    event.preventDefault()
    lookBack(event.key === 'ArrowUp' ? 1 : -1)
  } else if (isPaging(event) && fits(event.currentTarget)) {
    event.preventDefault()
    page(event.key === 'PageUp' ? -1 : 1)
  }
}

const isPaging = ({ key, ctrlKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  (key === 'PageUp' || key === 'PageDown') && !ctrlKey && !shiftKey && !altKey

/** A text that does not fit is scrolled itself. */
const fits = (box: HTMLTextAreaElement): boolean => box.scrollHeight <= box.clientHeight
