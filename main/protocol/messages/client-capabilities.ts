import { parseFields, type Mime } from '../wire/mime.ts'
import type { Message } from './message.ts'

const decoder = new TextDecoder()

/** Reads `text/x-clientcaps` and `text/x-clientinfo`: what a third-party client says of itself. Never answered. */
export const parseClientCapabilities = ({ body }: Mime): Message => ({
  kind: 'client-capabilities',
  fields: parseFields(decoder.decode(body)),
})
