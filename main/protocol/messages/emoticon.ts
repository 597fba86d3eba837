import { decodePercent } from '../wire/percent.ts'
import type { Mime } from '../wire/mime.ts'
import type { EmoticonDefinition, Message } from './message.ts'

/** More definitions of one message are ignored, longer codes too; see docs/protocol.md#limits. */
const maxDefinitions = 50
const maxCodeLength = 32

const decoder = new TextDecoder()

/** Reads `text/x-mms-emoticon` and its animated sister: `code TAB object TAB`, repeated. */
export const parseEmoticons = ({ body }: Mime): Message => ({
  kind: 'emoticons',
  definitions: parseDefinitions(decoder.decode(body)),
})

/** The definitions of a body; a pair whose second half is no MSNObject is skipped. */
export function parseDefinitions(body: string): readonly EmoticonDefinition[] {
  const parts = body.split('\t', 4 * maxDefinitions)
  const definitions: EmoticonDefinition[] = []
  for (let at = 0; at + 1 < parts.length && definitions.length < maxDefinitions; at += 2) {
    const code = parts[at]!.replace(/^[\r\n]+/, '')
    const object = parseObject(parts[at + 1]!.trim())
    if (object !== null && isCode(code)) definitions.push({ code, object })
  }
  return definitions
}

const isCode = (code: string): boolean => code.length <= maxCodeLength && /^\P{Cc}+$/u.test(code)

function parseObject(text: string): string | null {
  const object = /^%3c/i.test(text) ? decodePercent(text) : text
  return object.startsWith('<msnobj') ? object : null
}
