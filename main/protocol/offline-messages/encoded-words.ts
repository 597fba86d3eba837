import { decodeText } from '../messages/plain-text.ts'
import { decodeBase64, decodeQuoted } from './transfer-encodings.ts'

/** A word as it stands in a header; some servers leave a blank in it. */
const word = /(=\?[^?\s]{1,60}\?[bq]\?[^?]*\?=)/i

/** The longest text of one word, in bytes: with it the word has 72 characters, and 75 are allowed. */
const maxWordBytes = 45

const encoder = new TextEncoder()

/** Bytes of one charset that stand next to each other: a letter may be cut between two words. */
interface Run {
  readonly charset: string
  readonly bytes: Uint8Array
}

/**
 * Reads the words of RFC 2047 in a header, such as `=?utf-8?B?Qm9i?=`. Blanks between two of them do not count; what is
 * no such word stays as it is. Never throws.
 */
export function decodeWords(text: string): string {
  const parts = text.split(word)
  const said: (string | Run)[] = []
  parts.forEach((part, at) => {
    const isWord = at % 2 === 1
    if (isWord) join(said, runOf(part))
    else if (part.trim() !== '' || at === 0 || at === parts.length - 1) said.push(part)
  })
  return said.map((each) => (typeof each === 'string' ? each : decodeText(each.bytes, each.charset))).join('')
}

/** Puts a run behind the others; as a part of the last one when both are of one charset. */
function join(said: (string | Run)[], run: Run): void {
  const last = said.at(-1)
  if (last === undefined || typeof last === 'string' || last.charset !== run.charset) said.push(run)
  else said[said.length - 1] = { charset: run.charset, bytes: Buffer.concat([last.bytes, run.bytes]) }
}

/** `=?charset*language?B?text?=` */
function runOf(text: string): Run {
  const [, charset = '', encoding = '', encoded = ''] = text.split('?')
  const bytes =
    encoding.toUpperCase() === 'B' ? decodeBase64(encoded) : decodeQuoted(encoded.replaceAll('_', ' '))
  return { charset: charset.replace(/\*.*$/, '').toLowerCase(), bytes }
}

/** One word in UTF-8 and base64: what goes into it, at a border of characters. */
export function encodeWord(text: string): string {
  const { read } = encoder.encodeInto(text.toWellFormed(), new Uint8Array(maxWordBytes))
  return `=?utf-8?B?${Buffer.from(text.toWellFormed().slice(0, read), 'utf8').toString('base64')}?=`
}
