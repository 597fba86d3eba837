import type { Capabilities, Status } from '../person.ts'

const statuses: ReadonlySet<string> = new Set(['NLN', 'BSY', 'IDL', 'BRB', 'AWY', 'PHN', 'LUN', 'HDN'])

/** Whether the word is a status that may be chosen. */
export const isStatus = (word: string): word is Status => statuses.has(word)

/** Reads `first` or `first:second`; null when a number is none of 32 bits. */
export function parseCapabilities(word: string): Capabilities | null {
  const numbers = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(word)
  if (numbers === null) return null
  const [first, second] = [Number(numbers[1]), Number(numbers[2] ?? 0)]
  return first > 0xffff_ffff || second > 0xffff_ffff ? null : { first, second }
}
