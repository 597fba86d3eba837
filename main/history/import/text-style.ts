import type { TextFormat } from '../../../app/message.ts'
import { plainFormat } from './logged-line.ts'

/** What one declaration of CSS says of a text. */
type Part = Partial<TextFormat>

const color = (value: string): Part => {
  const hex = /^#([0-9a-f]{6})$/i.exec(value)?.[1]
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value)
  if (hex !== undefined) return { color: `#${hex.toLowerCase()}` }
  return short === null
    ? {}
    : {
        color: `#${short
          .slice(1)
          .map((digit) => digit + digit)
          .join('')}`.toLowerCase(),
      }
}

/** The first name of a list of fonts, without quotes. */
const font = (value: string): Part => {
  const name = (value.split(',')[0] ?? '').replace(/^[\s'"]+|[\s'"]+$/g, '')
  return name === '' || name.length > 100 ? {} : { font: name }
}

const parts: Readonly<Record<string, (value: string) => Part>> = {
  color,
  'font-family': font,
  'font-weight': (value) => (/^normal$|^[1-4]00$/.test(value) ? { bold: false } : { bold: true }),
  'font-style': (value) => ({ italic: /italic|oblique/.test(value) }),
  'text-decoration': (value) => ({
    underline: value.includes('underline'),
    strikethrough: value.includes('line-through'),
  }),
  direction: (value) => ({ rightToLeft: value === 'rtl' }),
}

/** What a style such as `font-family:Verdana; font-weight:bold; color:#800080; ` says of a text; the rest of it is ignored. */
export function stylePart(style: string): Part {
  let part: Part = {}
  for (const declaration of style.slice(0, 2000).split(';')) {
    const colon = declaration.indexOf(':')
    const property = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase()
    const value = declaration.slice(colon + 1).trim()
    const read = Object.hasOwn(parts, property) ? parts[property] : undefined
    if (read !== undefined && value !== '')
      part = { ...part, ...read(property === 'font-family' ? value : value.toLowerCase()) }
  }
  return part
}

/** The format of a text whose style is this. */
export const formatOfStyle = (style: string): TextFormat => ({ ...plainFormat, ...stylePart(style) })
