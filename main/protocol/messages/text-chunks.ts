import type { TextFormat } from '../../../app/message.ts'
import { formatMime, type Header } from '../wire/mime.ts'
import { maxChunks } from './chunks.ts'
import { cleanText } from './plain-text.ts'
import { maxPayloadBytes, splitBytes } from './split-text.ts'
import { textHeaders, withCrLf } from './text.ts'

const encoder = new TextEncoder()

/**
 * The payloads of one text in pieces, which those who read them show as one message: the first has all headers and the
 * number of pieces, the others only say where they belong. Cut between characters, since servers look into the first one.
 * `id`: a GUID with braces. Null when it would be more pieces than anybody reads.
 */
export function encodeChunks(text: string, format: TextFormat, id: string): readonly Uint8Array[] | null {
  const room = maxPayloadBytes - formatMime(firstHeaders(format, id, maxChunks), new Uint8Array(0)).length
  const pieces = splitBytes(text, room)
  if (pieces.length > maxChunks) return null
  return pieces.map((piece, index) => {
    const headers = index === 0 ? firstHeaders(format, id, pieces.length) : laterHeaders(id, index)
    return formatMime(headers, encoder.encode(withCrLf(cleanText(piece))))
  })
}

function firstHeaders(format: TextFormat, id: string, total: number): readonly Header[] {
  const [version, type, ...rest] = textHeaders(format)
  return [version!, type!, ['Message-ID', id], ['Chunks', String(total)], ...rest]
}

const laterHeaders = (id: string, index: number): readonly Header[] => [
  ['Message-ID', id],
  ['Chunk', String(index)],
]
