import type { CSSProperties } from 'react'
import type { TextFormat } from '../../app/message.ts'
import { readableColor } from '../../app/contrast.ts'
import { fontFamily } from '../../app/fonts.ts'

/**
 * The style of a text in this format on paper of this colour (`#rrggbb`). The font, the effects and a readable form of
 * the colour are all that a format can change: nothing else that a sender wrote becomes style.
 */
export function formatStyle(format: TextFormat, paper: string): CSSProperties {
  const lines = [format.underline && 'underline', format.strikethrough && 'line-through'].filter(Boolean)
  return {
    fontFamily: fontFamily(format.font, format.pitchFamily),
    fontWeight: format.bold ? 700 : 400,
    fontStyle: format.italic ? 'italic' : 'normal',
    textDecorationLine: lines.length === 0 ? 'none' : lines.join(' '),
    ...(format.color === null ? {} : { color: readableColor(format.color, paper) }),
  }
}
