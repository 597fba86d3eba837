const maxCharacters = 200

/**
 * A text of others as one short line: no control characters, no line breaks, cut without breaking a character.
 */
export function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  const characters = Array.from(line.slice(0, 2 * maxCharacters + 2))
  return characters.length <= maxCharacters ? line : `${characters.slice(0, maxCharacters - 1).join('')}…`
}

/** The body of a notification for Linux, where it is markup of the desktop's notification specification. */
export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
