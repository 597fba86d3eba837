/** One word of a text as it is searched for, and where it comes from. */
export interface Word {
  readonly text: string
  /** For each UTF-16 unit of `text`: begin and end, in UTF-16 units of the original, of what it was made of. */
  readonly begins: readonly number[]
  readonly ends: readonly number[]
}

/**
 * The words of a text as they are searched for: in lower case, without accents, each letter in its simplest form, so that what
 * Unicode calls compatible is equal. In scripts that are written without spaces, and in Korean, each character is a word of its
 * own; so is each emoji.
 */
export function wordsOf(text: string): string[] {
  if (isAscii.test(text)) return text.toLowerCase().match(asciiWords) ?? []
  return placedWordsOf(text).map((word) => word.text)
}

/** The same words with their places. */
export function placedWordsOf(text: string): readonly Word[] {
  const words: OpenWord[] = []
  let goesOn = false
  for (const { 0: cluster, index } of text.matchAll(clusters)) {
    for (const { character, role } of piecesOf(cluster)) {
      if (role === 'alone' || (role === 'part' && !goesOn)) words.push({ text: '', begins: [], ends: [] })
      if (role !== 'gap') extend(words.at(-1), character, index, index + cluster.length)
      goesOn = role === 'part'
    }
  }
  return words
}

interface OpenWord {
  text: string
  readonly begins: number[]
  readonly ends: number[]
}

function extend(word: OpenWord | undefined, character: string, begin: number, end: number): void {
  if (word === undefined) return
  word.text += character
  for (let unit = 0; unit < character.length; unit++) {
    word.begins.push(begin)
    word.ends.push(end)
  }
}

const isAscii = /^[\0-\x7f]*$/
const asciiWords = /[a-z0-9]+/g

/** What Unicode may write as one character or as several: Korean syllables, vowels of Kirat Rai, and a character with its marks. */
const clusters =
  /[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*\p{M}*|[\u{16d63}-\u{16d6a}]+\p{M}*|\P{M}[\p{M}\uff9e\uff9f]*|\p{M}+/gsu

/** A folded character, and whether it belongs to a word, is one, or parts two. */
interface Piece {
  readonly character: string
  readonly role: 'part' | 'alone' | 'gap'
}

const known = new Map<string, readonly Piece[]>()
const maxKnown = 20_000
const maxKnownLength = 8

function piecesOf(cluster: string): readonly Piece[] {
  const before = known.get(cluster)
  if (before !== undefined) return before
  const pieces = [...folded(cluster)].map((character) => ({ character, role: roleOf(character) }))
  if (known.size < maxKnown && cluster.length <= maxKnownLength) known.set(cluster, pieces)
  return pieces
}

function folded(cluster: string): string {
  const plain = cluster.normalize('NFKD').replace(accents, '').normalize('NFC')
  const letters = [...plain].map((character) => character.toLowerCase())
  return letters.map((letter) => plainLetters[letter] ?? letter).join('')
}

/** Marks that a letter keeps its meaning without: accents, the points of Hebrew and Arabic, how an emoji is drawn. */
const accents = new RegExp(
  [
    ...['0300-036f', '0483-0489', '0591-05c7', '0610-061a', '0640', '064b-065f', '0670', '06d6-06ed'],
    ...['1ab0-1aff', '1dc0-1dff', '20d0-20ff', 'fe00-fe0f', 'fe20-fe2f', 'e0100-e01ef'],
  ]
    .map((range) => `[${range.replace(/[0-9a-f]+/g, '\\u{$&}')}]`)
    .join('|'),
  'gu',
)

/** Letters that Unicode does not take apart, though many people type them without their strokes. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ł: 'l', ŧ: 't' },
  ς: 'σ',
}

function roleOf(character: string): Piece['role'] {
  if (alone.test(character)) return 'alone'
  return inWords.test(character) ? 'part' : 'gap'
}

/** Not the modifier letters that stand for apostrophes and accents. */
const inWords = /(?![\u02b9-\u02df])[\p{L}\p{N}\p{M}]/u
const alone =
  /(?![\u02b9-\u02df])(?=[\p{L}\p{N}\p{M}])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Yi}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}]|[\p{Extended_Pictographic}\p{Regional_Indicator}]/u
