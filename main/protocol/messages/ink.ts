import type { Mime } from '../wire/mime.ts'
import type { Message } from './message.ts'

const decoder = new TextDecoder()

/** Reads `image/gif`: handwriting as a picture. Null when the data does not begin as a GIF does. */
export function parseGifInk({ body }: Mime): Message | null {
  const data = inkData(body)
  return isGif(data) ? { kind: 'ink', encoding: 'gif', data } : null
}

/** Reads `application/x-ms-ink`: handwriting as strokes, which this program cannot show. Null without data. */
export function parseIsfInk({ body }: Mime): Message | null {
  const data = inkData(body)
  return data.length > 0 ? { kind: 'ink', encoding: 'isf', data } : null
}

/** The body is `base64:` and the data; a body without the prefix is the data itself. */
function inkData(body: Uint8Array): Uint8Array {
  if (decoder.decode(body.subarray(0, 7)).toLowerCase() !== 'base64:') return body
  return Uint8Array.from(Buffer.from(decoder.decode(body.subarray(7)), 'base64'))
}

const isGif = (data: Uint8Array): boolean => /^GIF8[79]a$/.test(decoder.decode(data.subarray(0, 6)))
