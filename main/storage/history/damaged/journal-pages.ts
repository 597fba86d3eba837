const headBytes = 32
const frameHeadBytes = 24
const magic = 0x377f0682

/** Where the newest version of each page stands in a journal. */
export interface JournalPages {
  readonly pageSize: number
  /** Offsets in bytes, by the number of the page. */
  readonly offsets: ReadonlyMap<number, number>
}

/**
 * The pages of SQLite's write-ahead log that were committed, up to the first that is not what was written; null for no log
 * (https://www.sqlite.org/fileformat2.html#the_write_ahead_log).
 */
export function journalPages(journal: Buffer): JournalPages | null {
  if (journal.length < headBytes || journal.readUInt32BE(0) >>> 1 !== magic >>> 1) return null
  const sum = new Checksum(journal.readUInt32BE(0) === magic)
  const pageSize = journal.readUInt32BE(8)
  if (!sum.add(journal, 0, 24).equals(journal, 24)) return null
  const salt = journal.subarray(16, 24)
  const offsets = new Map<number, number>()
  const uncommitted = new Map<number, number>()
  for (
    let at = headBytes;
    at + frameHeadBytes + pageSize <= journal.length;
    at += frameHeadBytes + pageSize
  ) {
    if (!journal.subarray(at + 8, at + 16).equals(salt)) break
    if (
      !sum
        .add(journal, at, 8)
        .add(journal, at + frameHeadBytes, pageSize)
        .equals(journal, at + 16)
    )
      break
    uncommitted.set(journal.readUInt32BE(at), at + frameHeadBytes)
    const commits = journal.readUInt32BE(at + 4) > 0
    if (!commits) continue
    for (const [page, offset] of uncommitted) offsets.set(page, offset)
    uncommitted.clear()
  }
  return { pageSize, offsets }
}

/** The running sum of a log; its words are in the byte order of the computer that began it. */
class Checksum {
  readonly #littleEndian: boolean
  #first = 0
  #second = 0

  constructor(littleEndian: boolean) {
    this.#littleEndian = littleEndian
  }

  add(bytes: Buffer, begin: number, length: number): this {
    for (let at = begin; at < begin + length; at += 8) {
      this.#first = (this.#first + this.#word(bytes, at) + this.#second) >>> 0
      this.#second = (this.#second + this.#word(bytes, at + 4) + this.#first) >>> 0
    }
    return this
  }

  equals(bytes: Buffer, at: number): boolean {
    return bytes.readUInt32BE(at) === this.#first && bytes.readUInt32BE(at + 4) === this.#second
  }

  #word(bytes: Buffer, at: number): number {
    return this.#littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
  }
}
