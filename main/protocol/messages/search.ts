import type { Mime } from '../wire/mime.ts'
import type { Message } from './message.ts'
import { cleanText, decodeText } from './plain-text.ts'

/** Reads `text/search-query`: the words of a search that somebody shares. */
export const parseSearch = ({ body }: Mime): Message => ({
  kind: 'search',
  words: cleanText(decodeText(body, undefined)).trim(),
})
