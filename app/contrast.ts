/** Red, green and blue, each 0 to 255. */
type Rgb = readonly [number, number, number]

const black: Rgb = [0, 0, 0]
const white: Rgb = [255, 255, 255]

/** Text of any size is readable from this contrast on (WCAG 2, level AA). */
export const readableContrast = 4.5

function parseColor(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

const formatColor = (channels: Rgb): string =>
  `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`

function linear(channel: number): number {
  const part = channel / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

function ratio(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The contrast of two colours `#rrggbb`, 1 to 21, as WCAG 2 defines it. */
export const contrast = (one: string, other: string): number => ratio(parseColor(one), parseColor(other))

/** Hue in sixths of the circle, saturation and lightness 0 to 1. */
type Hsl = readonly [number, number, number]

function toHsl([red, green, blue]: Rgb): Hsl {
  const [r, g, b] = [red / 255, green / 255, blue / 255]
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
  const [lightness, spread] = [(most + least) / 2, most - least]
  if (spread === 0) return [0, 0, lightness]
  const saturation = spread / (1 - Math.abs(2 * lightness - 1))
  if (most === r) return [((g - b) / spread + 6) % 6, saturation, lightness]
  return most === g
    ? [(b - r) / spread + 2, saturation, lightness]
    : [(r - g) / spread + 4, saturation, lightness]
}

function fromHsl([hue, saturation, lightness]: Hsl): Rgb {
  const spread = saturation * Math.min(lightness, 1 - lightness)
  const channel = (offset: number): number => {
    const position = (hue * 2 + offset) % 12
    const share = Math.max(-1, Math.min(position - 3, 9 - position, 1))
    return Math.round(255 * (lightness - spread * share))
  }
  return [channel(0), channel(8), channel(4)]
}

/** The strongest contrast that a colour is changed to; more would glare. */
const strongest = 14

/**
 * What a colour that cannot be read here should have: a vivid one just enough; a pale or grey one as much as it would
 * have on the opposite paper, so that black on white becomes white on black and not a dull grey.
 */
function wantedContrast(original: Rgb, opposite: Rgb, atLeast: number): number {
  const vividness = (Math.max(...original) - Math.min(...original)) / 255
  const mirrored = Math.min(Math.max(ratio(original, opposite), atLeast), Math.max(strongest, atLeast))
  return atLeast + (mirrored - atLeast) * (1 - vividness)
}

/**
 * A colour near to `color` that can be read on `background`: the same where it can be read already, otherwise lighter
 * or darker with its hue kept. Both are `#rrggbb`.
 */
export function readableColor(color: string, background: string, atLeast = readableContrast): string {
  const paper = parseColor(background)
  const original = parseColor(color)
  if (ratio(original, paper) >= atLeast) return color
  const end = ratio(white, paper) >= ratio(black, paper) ? 1 : 0
  const wanted = wantedContrast(original, end === 1 ? white : black, atLeast)
  return formatColor(
    fromHsl(movedTowards(end, toHsl(original), (hsl) => ratio(fromHsl(hsl), paper) >= wanted)),
  )
}

/** Halves the way between the colour's lightness and black (0) or white (1) until the nearest readable one is found. */
function movedTowards(end: 0 | 1, [hue, saturation, start]: Hsl, readable: (hsl: Hsl) => boolean): Hsl {
  let [near, far] = [start, end as number]
  for (let step = 0; step < 12; step += 1) {
    const middle = (near + far) / 2
    if (readable([hue, saturation, middle])) far = middle
    else near = middle
  }
  return [hue, saturation, far]
}
