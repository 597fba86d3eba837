import type { Marks } from '../ui/marks.ts'

/** So many characters stand before the first word that was found, and so many are shown at most. */
const before = 24
const most = 160

/** A piece of a text around the first mark, on one line, with the marks that fall into it. */
export function snippetOf(text: string, marks: Marks): { readonly text: string; readonly marks: Marks } {
  const begin = beginOf(text, marks[0]?.[0] ?? 0)
  const end = Math.min(text.length, begin + most)
  const lead = begin > 0 ? '…' : ''
  const shift = lead.length - begin
  // One character for one, so that marks stay where they are.
  const piece = text.slice(begin, end).replace(/[\s\p{Cc}]/gu, ' ')
  return {
    text: `${lead}${piece}${end < text.length ? '…' : ''}`,
    marks: marks.flatMap(([at, length]): Marks => {
      const [from, to] = [Math.max(at, begin), Math.min(at + length, end)]
      return to > from ? [[from + shift, to - from]] : []
    }),
  }
}

/** At a space, so that no word is cut; never inside a pair of surrogates. */
function beginOf(text: string, mark: number): number {
  if (mark <= before) return 0
  const space = text.indexOf(' ', mark - before)
  const begin = space >= 0 && space < mark ? space + 1 : mark - before
  const code = text.charCodeAt(begin)
  return code >= 0xdc00 && code <= 0xdfff ? begin + 1 : begin
}
