import type { Mime } from '../wire/mime.ts'
import type { Message } from './message.ts'

/** A message of more pieces is not read; see docs/protocol.md#limits. */
export const maxChunks = 1024

/**
 * Reads one piece of a message that was too large for one payload. The first has all headers, `Message-ID` and
 * `Chunks: n`, the others only `Message-ID` and `Chunk: i`, i from 1 to n-1. Null for an ordinary message.
 */
export function parseChunk({ headers, body }: Mime, payload: Uint8Array): Message | null {
  const id = headers.get('message-id')?.toLowerCase()
  const index = number(headers.get('chunk'))
  const total = number(headers.get('chunks'))
  if (!id) return null
  if (index !== null) {
    return index >= 1 && index < maxChunks
      ? { kind: 'chunk', id, index, total: null, payload: body }
      : unreadable(headers)
  }
  if (total === null || total === 1) return null
  return total >= 1 && total <= maxChunks
    ? { kind: 'chunk', id, index: 0, total, payload }
    : unreadable(headers)
}

const unreadable = (headers: Mime['headers']): Message => ({
  kind: 'unknown',
  contentType: headers.get('content-type') ?? '',
})

const number = (text: string | undefined): number | null =>
  text === undefined ? null : /^\d{1,9}$/.test(text) ? Number(text) : NaN
