/** Control characters but tab and line feed, and the marks that turn the direction of what follows around. */
const unprintable = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/gu

/** A written text as it is shown: one kind of line break, no control characters. */
export const writtenText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(unprintable, (character) => (character === '\n' || character === '\t' ? character : ''))

const addOnCodes =
  /\u00b7(?:\$(?:#[0-9a-f]{6}|\d{1,2})(?:,(?:#[0-9a-f]{6}|\d{1,2}))?|[#&'@0])|\[\/?[abcisu](?:=[^\]]{0,30})?\]/giu

/** A name without the colour and effect codes that a popular add-on of the official client wrote into names. */
export const withoutAddOnCodes = (text: string): string => {
  const clean = text.replace(addOnCodes, '')
  return clean.trim() === '' ? text : clean
}
