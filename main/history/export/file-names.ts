import type { HistoryTalk } from '../../../app/history.ts'

/** Longer names are cut; file systems allow 255 bytes, and a path has more than one. */
const maxBytes = 120

/** What no file system, or some system's shell, takes in a name; and what makes a name look like another. */
const forbidden = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** Names of devices on Windows, with any ending. */
const devices = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i

/** A name for a file or folder, made of one that may be anything; never empty, hidden, a path, or reserved. */
export function safeFileName(name: string): string {
  const plain = name.normalize('NFC').replace(forbidden, '_').replace(/\s+/g, ' ')
  const cut = cutToBytes(plain, maxBytes).replace(/^[. ]+|[. ]+$/g, '')
  if (cut === '') return '_'
  return devices.test(cut) || cut.startsWith('-') || cut.startsWith('~') ? `_${cut}` : cut
}

function cutToBytes(text: string, most: number): string {
  let bytes = 0
  let cut = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += Buffer.byteLength(segment)
    if (bytes > most) break
    cut += segment
  }
  return cut
}

/** Gives each file of a folder a name of its own, also where letter case does not count. */
export class FileNames {
  readonly #taken = new Set<string>()
  readonly #ending: string

  /** `ending`: such as `.html`; empty for folders. */
  constructor(ending: string, taken: readonly string[] = []) {
    this.#ending = ending
    for (const name of taken) this.#taken.add(keyOf(name))
  }

  nameFor(wanted: string): string {
    const name = safeFileName(wanted)
    for (let number = 1; ; number += 1) {
      const file = `${name}${number === 1 ? '' : ` (${number})`}${this.#ending}`
      if (this.#taken.has(keyOf(file))) continue
      this.#taken.add(keyOf(file))
      return file
    }
  }
}

const keyOf = (name: string): string => name.normalize('NFKC').toLowerCase().toUpperCase()

/** What the file of a conversation is called: the other's address, or the names of those in a group and its first day. */
export function titleOfFile({ group, people, historyId, firstAt }: HistoryTalk): string {
  if (!group) return historyId
  const names = people.map(({ name, address }) => name || address).slice(0, 4)
  const day = new Date(firstAt).toISOString().slice(0, 10)
  return `${names.join(', ') || historyId} ${day}`
}
