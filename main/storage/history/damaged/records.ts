import type { DamagedFile } from './damaged-file.ts'
import { readVarint } from './varint.ts'

/** A value of a row; null also for what the history never writes. */
export type Value = string | number | null

/** A row of a table, or an entry of an index, of which the table or index is not known. */
export interface FoundRecord {
  /** The row's key; null in an index. */
  readonly key: number | null
  readonly values: readonly Value[]
}

/** The longest row, in bytes, that is believed to be one: an import takes texts of four million characters. */
const maxPayload = 16 * 1024 * 1024

/**
 * The rows that stand in a page, found without the tree that the page belongs to; none in a page that is none of a tree. What
 * cannot be a row as the history writes it is left out (https://www.sqlite.org/fileformat2.html#b_tree_pages).
 */
export function recordsOf(file: DamagedFile, number: number): readonly FoundRecord[] {
  const page = file.page(number)
  const kind = kinds[page.readUInt8(0)]
  if (number === 1 || kind === undefined) return []
  const cells = Math.min(page.readUInt16BE(3), page.length >> 2)
  const records: FoundRecord[] = []
  for (let cell = 0; cell < cells; cell++) {
    const record = recordAt(file, page, page.readUInt16BE(kind.head + 2 * cell), kind)
    if (record !== null) records.push(record)
  }
  return records
}

interface PageKind {
  /** Bytes before the pointers to the cells. */
  readonly head: number
  /** Bytes of a cell before what all cells have. */
  readonly skip: number
  readonly keyed: boolean
}

/** By the first byte of a page. Interior pages of tables hold no rows. */
const kinds: Readonly<Record<number, PageKind>> = {
  2: { head: 12, skip: 4, keyed: false },
  10: { head: 8, skip: 0, keyed: false },
  13: { head: 8, skip: 0, keyed: true },
}

function recordAt(file: DamagedFile, page: Buffer, cell: number, kind: PageKind): FoundRecord | null {
  const size = readVarint(page, cell + kind.skip)
  if (size === null || size.value > maxPayload) return null
  const key = kind.keyed ? readVarint(page, size.end) : { value: null, end: size.end }
  if (key === null) return null
  const payload = payloadAt(file, page, key.end, size.value, kind.keyed)
  const values = payload && valuesOf(payload)
  return values && { key: key.value, values }
}

/** The bytes of a row, gathered from the pages that it continues on; null when one of them is not there. */
function payloadAt(
  file: DamagedFile,
  page: Buffer,
  begin: number,
  size: number,
  keyed: boolean,
): Buffer | null {
  const local = localBytes(size, page.length, keyed)
  if (local === size) return begin + size > page.length ? null : page.subarray(begin, begin + size)
  if (begin + local + 4 > page.length) return null
  const parts = [page.subarray(begin, begin + local)]
  let next = page.readUInt32BE(begin + local)
  for (let missing = size - local; missing > 0;) {
    if (next < 2 || next > file.pageCount) return null
    const more = file.page(next)
    parts.push(more.subarray(4, 4 + Math.min(missing, page.length - 4)))
    missing -= page.length - 4
    next = more.readUInt32BE(0)
  }
  return next === 0 ? Buffer.concat(parts) : null
}

/** How much of a row stands in its own page. */
function localBytes(size: number, usable: number, keyed: boolean): number {
  const most = keyed ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (size <= most) return size
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const even = least + ((size - least) % (usable - 4))
  return even <= most ? even : least
}

function valuesOf(payload: Buffer): readonly Value[] | null {
  const head = readVarint(payload, 0)
  if (head === null || head.value > payload.length) return null
  const values: Value[] = []
  let at = head.value
  for (let place = head.end; place < head.value;) {
    const type = readVarint(payload, place)
    if (type === null) return null
    const length = lengthOf(type.value)
    const value = length === null ? undefined : valueIn(payload, at, type.value, length)
    if (value === undefined) return null
    values.push(value)
    at += length ?? 0
    place = type.end
  }
  return at === payload.length ? values : null
}

/** Null for numbers with a fraction and for what is reserved. */
function lengthOf(type: number): number | null {
  if (type >= 12) return Math.floor((type - 12) / 2)
  return [0, 1, 2, 3, 4, 6, 8, null, 0, 0][type] ?? null
}

function valueIn(payload: Buffer, at: number, type: number, length: number): Value | undefined {
  if (at + length > payload.length) return undefined
  if (type === 0) return null
  if (type === 8 || type === 9) return type - 8
  if (type < 7) return integerIn(payload, at, length)
  return type % 2 === 1 ? textIn(payload.subarray(at, at + length)) : null
}

function integerIn(payload: Buffer, at: number, length: number): number {
  return length < 8 ? payload.readIntBE(at, length) : Number(payload.readBigInt64BE(at))
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Undefined for bytes that are no text, such as those of another file that were written over it. */
function textIn(bytes: Buffer): string | undefined {
  try {
    const text = utf8.decode(bytes)
    return text.includes('\0\0\0\0') ? undefined : text
  } catch {
    return undefined
  }
}
