/**
 * Private characters that stand for a conversation and an account in the search index. No word of a text has any: they are not
 * letters.
 */
export const talkMark = (talk: number): string => markOf(0x100000, talk)
export const accountMark = (account: number): string => markOf(0xf0000, account)

/** So many characters of a private plane are used; the last two code points of a plane are none. */
const size = 0xfff0

const markOf = (plane: number, id: number): string =>
  id < size
    ? String.fromCodePoint(plane + id)
    : String.fromCodePoint(plane + Math.floor(id / size)) + String.fromCodePoint(plane + (id % size))
