import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { journalPages, type JournalPages } from './journal-pages.ts'

/** What SQLite takes for a new file. */
const usualPageSize = 4096
const magic = 'SQLite format 3\0'

/** The pages of a database file that SQLite may not be able to open, with what is in the journal beside it. */
export class DamagedFile {
  readonly #file: number
  readonly #journal: Buffer | null
  readonly #journalPages: JournalPages | null
  readonly pageSize: number
  readonly pageCount: number

  /** @throws the system's error when the file cannot be read at all. */
  constructor(path: string) {
    this.#journal = journalOf(path)
    const pages = this.#journal && journalPages(this.#journal)
    this.#file = openSync(path, 'r')
    this.pageSize = pages?.pageSize ?? pageSizeIn(this.#bytesAt(0, 100))
    this.#journalPages = pages
    this.pageCount = Math.ceil(fstatSync(this.#file).size / this.pageSize)
    for (const page of pages?.offsets.keys() ?? []) this.pageCount = Math.max(this.pageCount, page)
  }

  /** A page, the first has the number 1; zeros where the file ends before. */
  page(number: number): Buffer {
    const offset = this.#journalPages?.offsets.get(number)
    if (offset !== undefined && this.#journal !== null) {
      return this.#journal.subarray(offset, offset + this.pageSize)
    }
    return this.#bytesAt((number - 1) * this.pageSize, this.pageSize)
  }

  close(): void {
    closeSync(this.#file)
  }

  /** What the disk does not give is zero. */
  #bytesAt(position: number, length: number): Buffer {
    const bytes = Buffer.alloc(length)
    try {
      readSync(this.#file, bytes, 0, length, position)
    } catch {
      bytes.fill(0)
    }
    return bytes
  }
}

/** Null where there is none, and where the disk does not give it: the file alone is worth reading. */
function journalOf(path: string): Buffer | null {
  try {
    return readFileSync(`${path}-wal`)
  } catch {
    return null
  }
}

/** Where the head is lost, what it says of pages is too. */
function pageSizeIn(head: Buffer): number {
  const size = head.readUInt16BE(16)
  const isPageSize = size === 1 || (size >= 512 && (size & (size - 1)) === 0)
  if (!isPageSize || head.toString('latin1', 0, magic.length) !== magic) return usualPageSize
  return size === 1 ? 65536 : size
}
