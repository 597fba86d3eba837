/**
 * Puts a text on the clipboard and answers whether that worked. It goes by the command that a key press runs: pages have
 * no permission to reach the clipboard otherwise.
 */
export function copyText(text: string): boolean {
  let copied = false
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
    copied = event.clipboardData !== null
  }
  document.addEventListener('copy', onCopy, true)
  try {
    return document.execCommand('copy') && copied
  } finally {
    document.removeEventListener('copy', onCopy, true)
  }
}
