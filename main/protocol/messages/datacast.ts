import { formatMime, parseFields, type Mime } from '../wire/mime.ts'
import type { Message } from './message.ts'
import { cleanText } from './plain-text.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Reads `text/x-msnmsgr-datacast`: `ID: n` and, but for nudges, `Data: …`. Null for other ids and without data. */
export function parseDatacast({ body }: Mime): Message | null {
  const fields = parseFields(decoder.decode(body))
  const data = fields.get('data') ?? ''
  const id = fields.get('id')
  if (id === '1') return { kind: 'nudge' }
  if (data === '') return null
  if (id === '2') return { kind: 'wink', object: data }
  if (id === '3') return { kind: 'voice-clip', object: data }
  if (id === '4') return { kind: 'action', text: cleanText(data) }
  return null
}

/** The payload of a nudge. */
export const encodeNudge = (): Uint8Array =>
  formatMime(
    [
      ['MIME-Version', '1.0'],
      ['Content-Type', 'text/x-msnmsgr-datacast'],
    ],
    encoder.encode('ID: 1\r\n\r\n'),
  )
