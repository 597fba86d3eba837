import { placedWordsOf, wordsOf, type Word } from './search-folding.ts'

/** Words that a line must hold one after the other. */
export interface SearchTerm {
  /** Folded, at least one. */
  readonly words: readonly string[]
  /** Whether the last word may go on in the line. */
  readonly open: boolean
}

const quotes = /["“”„‟«»]/u

/**
 * What a line must hold to be found: each word of the text, or what begins with it, in any order, and what stands in quotes word
 * for word. None for a text without letters, digits or emoji.
 */
export function termsOf(text: string): readonly SearchTerm[] {
  const parts = text.split(quotes)
  const terms = parts.flatMap((part, at) => {
    if (at % 2 === 0) return part.split(/\s+/u).map((chunk) => ({ words: wordsOf(chunk), open: true }))
    return [{ words: wordsOf(part), open: at === parts.length - 1 }]
  })
  return withoutImplied(terms.filter(({ words }) => words.length > 0))
}

/** Leaves out words that are there anyhow when another term is. */
const withoutImplied = (terms: readonly SearchTerm[]): readonly SearchTerm[] =>
  terms.filter(
    (term, at) =>
      !terms.some((other, otherAt) => {
        const implied = other !== term && implies(other, term)
        return implied && (otherAt < at || !implies(term, other))
      }),
  )

const implies = (one: SearchTerm, { words: [word = '', ...rest], open }: SearchTerm): boolean =>
  open && rest.length === 0 && one.words.some((each) => each.startsWith(word))

/** A term as a query of FTS5. Folded words hold nothing that FTS5 could take for syntax. */
export const queryOf = ({ words, open }: SearchTerm): string =>
  `(${words.map((word) => `"${word}"`).join(' + ')}${open ? ' *' : ''})`

/** Where terms stand in a text: begin and length in UTF-16 units, in order, without overlaps. */
export function marksIn(text: string, terms: readonly SearchTerm[]): [begin: number, length: number][] {
  const words = placedWordsOf(text)
  const found = terms.flatMap((term) => words.flatMap((_, at) => spanAt(words, at, term)))
  const marks: [begin: number, length: number][] = []
  for (const [begin, end] of found.sort((one, other) => one[0] - other[0])) {
    const last = marks.at(-1)
    if (last !== undefined && begin <= last[0] + last[1]) last[1] = Math.max(last[1], end - last[0])
    else marks.push([begin, end - begin])
  }
  return marks
}

/** From where to where a term stands that begins with this word, if it does. */
function spanAt(words: readonly Word[], at: number, term: SearchTerm): [begin: number, end: number][] {
  const final = at + term.words.length - 1
  const fits = term.words.every((wanted, offset) => {
    const word = words[at + offset]?.text ?? ''
    return term.open && at + offset === final ? word.startsWith(wanted) : word === wanted
  })
  const begin = words[at]?.begins[0]
  const end = words[final]?.ends[(term.words.at(-1)?.length ?? 0) - 1]
  return fits && begin !== undefined && end !== undefined ? [[begin, end]] : []
}
