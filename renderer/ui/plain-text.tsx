/** So much of somebody's name or message is ever put on a line; nobody reads more. */
const maxShownCharacters = 300

/** Control characters, line breaks, and the marks that turn the direction of a text around. */
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/gu

/** A text from others made fit for one line: no control characters, white space folded, of reasonable length. */
export function oneLine(text: string): string {
  const piece = text.slice(0, maxShownCharacters * 4)
  const clean = piece.replace(unprintable, ' ').replace(/\s+/gu, ' ').trim()
  const characters = Array.from(clean)
  return characters.length > maxShownCharacters
    ? `${characters.slice(0, maxShownCharacters).join('')}…`
    : clean
}

/** A text from others on one line: its direction is its own, and it is never markup. */
export function PlainText({ text, className }: { readonly text: string; readonly className?: string }) {
  return <bdi className={className}>{oneLine(text)}</bdi>
}
