/** What a notification has room for. */
const bodyCharacters = 200

/** Of a name before that of an account. */
const maxNameCharacters = 80

/**
 * A text of others as one short line: no control characters, no line breaks, cut without breaking a character.
 */
export function oneLine(text: string, maxCharacters = bodyCharacters): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  const characters = Array.from(line.slice(0, 2 * maxCharacters + 2))
  return characters.length <= maxCharacters ? line : `${characters.slice(0, maxCharacters - 1).join('')}…`
}

/** The body of a notification for Linux, where it is markup of the desktop's notification specification. */
export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A title that names a person and the account that he writes to; neither changes how the other is written. */
export const titleFor = (name: string, account: string): string =>
  `${isolated(oneLine(name, maxNameCharacters))} → ${isolated(account)}`

/** Isolates a text from its surroundings in either writing direction; what would end that early is left out. */
const isolated = (text: string): string => `\u2068${text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`
