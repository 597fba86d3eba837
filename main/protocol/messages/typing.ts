import { addressKey } from '../../../app/contact.ts'
import { formatMime, parseFields, type Mime } from '../wire/mime.ts'
import type { Message } from './message.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Reads `text/x-msmsgscontrol`; the field belongs in the header and is accepted in the body. Null without a field. */
export function parseControl({ headers, body }: Mime): Message | null {
  const fields = new Map([...parseFields(decoder.decode(body)), ...headers])
  const typing = fields.get('typinguser')
  if (typing !== undefined) return { kind: 'typing', account: addressKey(typing) }
  const recording = fields.get('recordinguser')
  return recording === undefined ? null : { kind: 'recording', account: addressKey(recording) }
}

/** The payload that says "I am writing"; the address is one's own. It has one empty line as its body. */
export const encodeTyping = (address: string): Uint8Array =>
  formatMime(
    [
      ['MIME-Version', '1.0'],
      ['Content-Type', 'text/x-msmsgscontrol'],
      ['TypingUser', address],
    ],
    encoder.encode('\r\n'),
  )
