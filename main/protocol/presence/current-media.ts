import type { CurrentMedia } from '../../../app/contact.ts'

/** Fields are separated by these two characters, not by a zero byte. */
const separator = '\\0'

const types: Readonly<Record<string, CurrentMedia['type']>> = {
  music: 'music',
  games: 'games',
  office: 'office',
}
const names: Readonly<Record<CurrentMedia['type'], string>> = {
  music: 'Music',
  games: 'Games',
  office: 'Office',
}

/**
 * Reads `app\0type\0enabled\0format\0arg0\0arg1…`, the text of a `CurrentMedia` element, and puts the arguments in
 * the places `{0}`, `{1}` of the format. Null when nothing is played or the form is unknown.
 */
export function parseCurrentMedia(text: string): CurrentMedia | null {
  const [, type = '', enabled, format = '', ...args] = text.split(separator)
  const known = Object.hasOwn(types, type.toLowerCase()) ? types[type.toLowerCase()] : undefined
  if (known === undefined || enabled !== '1') return null
  const filled = format.replace(/\{(\d{1,2})\}/g, (_, index: string) => args[Number(index)] ?? '').trim()
  return filled === '' ? null : { type: known, text: filled }
}

/** Writes what `parseCurrentMedia` reads, with the whole text as the one argument. Empty for null. */
export function formatCurrentMedia(media: CurrentMedia | null): string {
  if (media === null) return ''
  return ['', names[media.type], '1', '{0}', media.text.replaceAll(separator, '0'), ''].join(separator)
}
