/** A range of bytes in a page. */
export interface Span {
  readonly begin: number
  readonly end: number
}

/** What the head of a database file says about its pages. */
export interface PageLayout {
  readonly pageSize: number
  /** Of each page, without what is reserved at its end. */
  readonly usableSize: number
}

const headBytes = 100
const magic = 'SQLite format 3\0'

/**
 * Reads the first hundred bytes of a database file; null for another kind of file, and for one whose pages do not all
 * say by their first byte what they are (https://www.sqlite.org/fileformat2.html#the_database_header).
 */
export function layoutOf(head: Buffer): PageLayout | null {
  if (head.length < headBytes || head.toString('latin1', 0, magic.length) !== magic) return null
  const largestRoot = head.readUInt32BE(52)
  if (largestRoot !== 0) return null
  const size = head.readUInt16BE(16)
  const pageSize = size === 1 ? 65536 : size
  return { pageSize, usableSize: pageSize - head.readUInt8(20) }
}

/**
 * The bytes between the pointers of a page and its cells, which hold nothing; null when it is no page of a tree. Not for
 * the first page, which begins with the head of the file.
 */
export function unusedSpaceOf(page: Buffer, { usableSize }: PageLayout): Span | null {
  const pointers = headLengths[page.readUInt8(0)]
  if (pointers === undefined) return null
  const begin = pointers + 2 * page.readUInt16BE(3)
  const end = page.readUInt16BE(5) || 65536
  if (begin > end || end > usableSize) return null
  for (let at = pointers; at < begin; at += 2) {
    const cell = page.readUInt16BE(at)
    if (cell < end || cell >= usableSize) return null
  }
  return { begin, end }
}

/** By the first byte of a page: interior and leaf pages of indexes and of tables. No other page begins with one of these. */
const headLengths: Readonly<Record<number, number>> = { 2: 12, 5: 12, 10: 8, 13: 8 }
