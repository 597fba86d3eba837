/** Puts a text into the clipboard; works where a key or a click of the user led here. */
export function copyText(text: string): void {
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  document.addEventListener('copy', onCopy, { once: true })
  // The Clipboard API asks for a permission that this program grants to no page.
  document.execCommand('copy')
  document.removeEventListener('copy', onCopy)
}
