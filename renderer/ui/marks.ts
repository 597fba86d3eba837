import { writtenText } from '../../app/clean-text.ts'

/** Begin and length of words in a text, in UTF-16 units; in order, without overlaps. */
export type Marks = readonly (readonly [begin: number, length: number])[]

/** A piece of a text between the edges of marks. */
export interface Piece {
  readonly text: string
  readonly marked: boolean
}

/** The marks of a text as they stand in it once it is cleaned for showing. */
export function marksInWritten(text: string, marks: Marks): Marks {
  const place = (at: number) => writtenText(text.slice(0, at)).length
  return marks.map(([begin, length]) => [place(begin), place(begin + length) - place(begin)])
}

/** Cuts a part of a text, which begins at `at` in the whole, where marks begin and end. */
export function cutByMarks(text: string, at: number, marks: Marks): readonly Piece[] {
  const pieces: Piece[] = []
  let done = 0
  const take = (end: number, marked: boolean) => {
    if (end > done) pieces.push({ text: text.slice(done, end), marked })
    done = Math.max(done, end)
  }
  for (const [begin, length] of marks) {
    take(Math.min(begin - at, text.length), false)
    take(Math.min(begin + length - at, text.length), true)
  }
  take(text.length, false)
  return pieces
}
