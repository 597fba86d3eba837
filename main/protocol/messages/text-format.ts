import type { TextFormat } from '../../../app/message.ts'
import { decodePercent, encodePercent } from '../wire/percent.ts'

/** The value of a longer header is cut before it is read; see docs/protocol.md#limits. */
const maxValueLength = 1024

/** Longer names of fonts, and names with control characters, count as no name; see docs/protocol.md#limits. */
const maxFontLength = 64

/**
 * Reads an `X-MMS-IM-Format` value: `FN=name; EF=effects; CO=bgr; CS=charset; PF=pitchfamily; RL=1`.
 * Tolerant: any order, case and spacing; a bad or missing field means the reader's default and spoils no other one.
 */
export function parseFormat(value: string | undefined): TextFormat {
  const fields = parseParts((value ?? '').slice(0, maxValueLength))
  const effects = (fields.get('EF') ?? '').toUpperCase()
  return {
    font: parseFont(fields.get('FN') ?? ''),
    bold: effects.includes('B'),
    italic: effects.includes('I'),
    underline: effects.includes('U'),
    strikethrough: effects.includes('S'),
    color: parseColor(fields.get('CO') ?? ''),
    charset: parseByte(fields.get('CS') ?? ''),
    pitchFamily: parseByte(fields.get('PF') ?? ''),
    rightToLeft: fields.get('RL') === '1',
  }
}

/** Writes the strict form: fields in order, `; ` between them, `RL=1` only when set. The default colour is written as black. */
export function formatFormat(format: TextFormat): string {
  const fields = [
    `FN=${encodePercent(isFont(format.font) ? format.font : '')}`,
    `EF=${formatEffects(format)}`,
    `CO=${formatColor(format.color)}`,
    `CS=${format.charset.toString(16)}`,
    `PF=${format.pitchFamily.toString(16)}`,
  ]
  return (format.rightToLeft ? [...fields, 'RL=1'] : fields).join('; ')
}

/** The value of `CO`: blue, green, red in hexadecimal without leading zeros. Null becomes black. */
export function formatColor(color: string | null): string {
  const rgb = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color ?? '#000000')
  if (rgb === null) throw new TypeError('a colour that is not #rrggbb')
  return parseInt(`${rgb[3]}${rgb[2]}${rgb[1]}`, 16).toString(16)
}

/** Reads `CO`: 1 to 8 hex digits, of which the lowest six count. Anything else is null, the reader's default. */
export function parseColor(value: string): string | null {
  const digits = value.trim()
  if (!/^[0-9a-f]{1,8}$/i.test(digits)) return null
  const bgr = digits.toLowerCase().padStart(6, '0').slice(-6)
  return `#${bgr.slice(4)}${bgr.slice(2, 4)}${bgr.slice(0, 2)}`
}

/** Whether this is the name of a font that can be sent and is accepted. */
const isFont = (name: string): boolean => name.length <= maxFontLength && !/\p{Cc}/u.test(name)

function parseFont(value: string): string {
  const name = decodePercent(value)
  return isFont(name) ? name : ''
}

function parseParts(value: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const part of value.split(';')) {
    const equals = part.indexOf('=')
    if (equals >= 0) fields.set(part.slice(0, equals).trim().toUpperCase(), part.slice(equals + 1).trim())
  }
  return fields
}

const parseByte = (value: string): number => (/^[0-9a-f]{1,2}$/i.test(value) ? parseInt(value, 16) : 0)

function formatEffects({ bold, italic, underline, strikethrough }: TextFormat): string {
  return `${bold ? 'B' : ''}${italic ? 'I' : ''}${underline ? 'U' : ''}${strikethrough ? 'S' : ''}`
}
