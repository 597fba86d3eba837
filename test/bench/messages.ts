import { defaultFormat, type TextFormat } from '../../app/message.ts'
import { parseMessage } from '../../main/protocol/messages/parse-message.ts'
import { encodeText } from '../../main/protocol/messages/text.ts'
import type { Case } from './measure.ts'

const format: TextFormat = { ...defaultFormat, font: 'Comic Sans MS', bold: true, color: '#c03060' }
const texts = Array.from(
  { length: 1000 },
  (_, at) => `Line ${at}: «schöne Grüße» — 今日は :-) https://example.com/${at}`,
)
const payloads = texts.map((text) => encodeText(text, format))
const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** A message as JSON would carry it: the yardstick, with V8's own native code on its side. */
const asJson = texts.map((text) => encoder.encode(JSON.stringify({ kind: 'text', text, format })))

/** Text messages with their format, to bytes and back. */
export const messageCases: readonly Case[] = [
  {
    name: 'parse text messages',
    amount: texts.length,
    unit: 'messages',
    run: () => payloads.map(parseMessage),
    baseline: {
      name: 'JSON.parse of the same',
      run: () => asJson.map((bytes) => JSON.parse(decoder.decode(bytes)) as unknown),
    },
  },
  {
    name: 'encode text messages',
    amount: texts.length,
    unit: 'messages',
    run: () => texts.map((text) => encodeText(text, format)),
    baseline: {
      name: 'JSON.stringify of the same',
      run: () => texts.map((text) => encoder.encode(JSON.stringify({ kind: 'text', text, format }))),
    },
  },
]
