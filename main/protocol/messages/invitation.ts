import { parseFields, type Mime } from '../wire/mime.ts'
import type { Message } from './message.ts'

const decoder = new TextDecoder()

/** Reads `text/x-msmsgsinvite`: fields in the body. Null without a command or the cookie that names the session. */
export function parseInvitation({ body }: Mime): Message | null {
  const fields = parseFields(decoder.decode(body))
  const command = fields.get('invitation-command')?.toUpperCase()
  const cookie = fields.get('invitation-cookie')
  return command && cookie ? { kind: 'invitation', command, cookie, fields } : null
}
