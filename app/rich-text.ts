import { cutEmoticons, maxEmoticons, type EmoticonToken } from './emoticons.ts'
import { findLinks, type LinkToken, type TextToken } from './links.ts'

/** What a text on the screen is made of. */
export type RichToken = TextToken | LinkToken | EmoticonToken

/**
 * Cuts a text into plain text, links and, if asked for, emoticons. Whatever anybody writes, the answer holds only
 * strings to show as text, addresses of allowed schemes, and members of the standard table. Linear in its length.
 */
export function richText(text: string, { emoticons }: { readonly emoticons: boolean }): readonly RichToken[] {
  if (!emoticons) return findLinks(text)
  let left = maxEmoticons
  return findLinks(text).flatMap((token): readonly RichToken[] => {
    if (token.kind === 'link') return [token]
    const tokens = cutEmoticons(token.text, left)
    left -= tokens.filter(({ kind }) => kind === 'emoticon').length
    return tokens
  })
}
