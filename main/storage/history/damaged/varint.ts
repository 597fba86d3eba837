/** A number as SQLite writes it, and where the bytes after it begin. */
export interface Varint {
  readonly value: number
  readonly end: number
}

/** Null for a number that is cut off, negative or more than a safe integer (https://www.sqlite.org/fileformat2.html#varint). */
export function readVarint(bytes: Buffer, begin: number): Varint | null {
  let value = 0
  for (let at = begin; at < begin + 8; at++) {
    const byte = bytes[at]
    if (byte === undefined) return null
    value = value * 128 + (byte & 0x7f)
    if (value > Number.MAX_SAFE_INTEGER) return null
    if (byte < 0x80) return { value, end: at + 1 }
  }
  return null
}
