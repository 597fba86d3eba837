/** The longest text that one call takes, in UTF-16 units; the main process cuts it to what the wire carries. */
export const maxTextLength = 20_000

/** The counter appears when so few characters are left. */
export const counterFrom = 500

/** How many characters are left, or null while that is nobody's concern; negative when there are too many. */
export const charactersLeft = (text: string): number | null => {
  const left = maxTextLength - text.length
  return left > counterFrom ? null : left
}
