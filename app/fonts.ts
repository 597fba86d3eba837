/** A font that the toolbar offers. */
export interface Font {
  readonly name: string
  /** Windows' pitch (low four bits) and family (high four bits), which tells the reader what to use instead. */
  readonly pitchFamily: number
  /** Look-alikes for systems that do not have the font, best first. */
  readonly alike: readonly string[]
}

const roman = 0x12
const swiss = 0x22
const modern = 0x31
const script = 0x42
const decorative = 0x52

const font = (name: string, pitchFamily: number, ...alike: string[]): Font => ({ name, pitchFamily, alike })

/** The fonts that people wrote with, sorted by name. */
export const fonts: readonly Font[] = [
  font('Arial', swiss, 'Liberation Sans', 'Helvetica'),
  font('Book Antiqua', roman, 'Palatino', 'P052', 'TeX Gyre Pagella'),
  font('Calibri', swiss, 'Carlito'),
  font('Cambria', roman, 'Caladea'),
  font('Century Gothic', swiss, 'URW Gothic', 'Avant Garde'),
  font('Comic Sans MS', script, 'Comic Neue', 'Comic Relief', 'Chalkboard SE'),
  font('Consolas', modern, 'Inconsolata', 'Menlo', 'DejaVu Sans Mono'),
  font('Courier New', modern, 'Liberation Mono', 'Courier'),
  font('Franklin Gothic Medium', swiss, 'Libre Franklin'),
  font('Garamond', roman, 'EB Garamond', 'Cormorant Garamond'),
  font('Georgia', roman, 'Gelasio', 'DejaVu Serif'),
  font('Impact', swiss, 'Anton', 'Haettenschweiler'),
  font('Lucida Console', modern, 'Lucida Sans Typewriter', 'DejaVu Sans Mono'),
  font('Lucida Handwriting', script, 'Z003', 'Apple Chancery'),
  font('Microsoft Sans Serif', swiss, 'Liberation Sans', 'Helvetica'),
  font('Palatino Linotype', roman, 'Palatino', 'P052', 'TeX Gyre Pagella'),
  font('Papyrus', decorative),
  font('Segoe Print', script, 'Comic Neue', 'Bradley Hand'),
  font('Segoe Script', script, 'Z003', 'Snell Roundhand'),
  font('Segoe UI', swiss, 'Segoe UI Variable Text', 'Selawik', 'system-ui'),
  font('Tahoma', swiss, 'Wine Tahoma', 'DejaVu Sans Condensed'),
  font('Times New Roman', roman, 'Liberation Serif', 'Times'),
  font('Trebuchet MS', swiss, 'Fira Sans'),
  font('Verdana', swiss, 'DejaVu Sans', 'Geneva'),
]

const byName = new Map(fonts.map((each) => [each.name.toLowerCase(), each]))

/** The offered font of this name, in any letter case. */
export const fontNamed = (name: string): Font | undefined => byName.get(name.trim().toLowerCase())

/** What to tell the reader about the family of a font: known for the offered ones, 0 ("do not care") otherwise. */
export const pitchFamilyOf = (name: string): number => fontNamed(name)?.pitchFamily ?? 0

const generic = ['', 'serif', 'sans-serif', 'monospace', 'cursive', 'fantasy'] as const

const ownGeneric = new Set(['system-ui'])

/** A CSS string: whatever the name holds, it stays a name. */
function quoted(name: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = name.replace(/[\u0000-\u001f\u007f]/g, '')
  return `"${plain.replace(/["\\]/g, (character) => `\\${character}`)}"`
}

/** The value of `font-family` for a font: itself, its look-alikes, then the generic family that `pitchFamily` names. */
export function fontFamily(name: string, pitchFamily: number): string {
  const known = fontNamed(name)
  const family = generic[pitchFamily >> 4] || generic[(known?.pitchFamily ?? 0) >> 4]
  const names = name.trim() === '' ? [] : [name.trim(), ...(known?.alike ?? [])]
  const quotedNames = names.map((each) => (ownGeneric.has(each) ? each : quoted(each)))
  return [...quotedNames, family || 'var(--font)'].join(', ')
}
