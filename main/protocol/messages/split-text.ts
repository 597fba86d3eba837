import type { TextFormat } from '../../../app/message.ts'
import { cleanText } from './plain-text.ts'
import { encodeText, withCrLf } from './text.ts'

/** Servers close a switchboard that was sent a larger payload; see docs/protocol.md#limits. */
export const maxPayloadBytes = 1664

const encoder = new TextEncoder()
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Cuts a text into pieces whose payloads fit, as `splitBytes` does.
 * @throws RangeError when not even one character fits beside the headers.
 */
export const splitText = (text: string, format: TextFormat, maxBytes = maxPayloadBytes): string[] =>
  splitBytes(text, maxBytes - encodeText('', format).length)

/**
 * Cuts a text into pieces of so many bytes over the wire, in order; joined they are the text with control characters
 * taken out. A cut goes after a line break or a space where one lies in the second half, else between two characters as
 * readers see them, and only inside one of those when it alone does not fit.
 * @throws RangeError when not even one character fits.
 */
export function splitBytes(text: string, maxBytes: number): string[] {
  const room = new Uint8Array(Math.max(0, maxBytes))
  const pieces: string[] = []
  let rest = withCrLf(cleanText(text))
  for (;;) {
    const { read } = encoder.encodeInto(rest, room)
    const end = read === rest.length ? read : cutBefore(rest.slice(0, read + 2), read)
    if (end === 0 && rest !== '') throw new RangeError(`${maxBytes} bytes are too few for a text`)
    pieces.push(rest.slice(0, end).replaceAll('\r\n', '\n'))
    rest = rest.slice(end)
    if (rest === '') return pieces
  }
}

/** The best place to cut `text` at or before `limit`, which lies between two code points. */
function cutBefore(text: string, limit: number): number {
  const segments = graphemes.segment(text)
  const isBorder = (at: number): boolean => segments.containing(at)?.index === at
  for (const blank of ['\n', ' ']) {
    const at = text.lastIndexOf(blank, limit - 1) + 1
    if (at > limit / 2 && isBorder(at)) return at
  }
  const border = segments.containing(limit)?.index ?? limit
  if (border > 0) return border
  return text.startsWith('\r\n') ? 0 : limit
}
