import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { cutByMarks, marksInWritten, type Marks } from '../../renderer/ui/marks.ts'
import { RichText } from '../../renderer/ui/rich-text.tsx'

const markup = (text: string, marks: Marks, emoticons = true) =>
  renderToStaticMarkup(<RichText text={text} emoticons={emoticons} marks={marks} />)

/** Marks as a search gives them: in order, apart, inside a text of this length. */
const marksIn = (length: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: length }), { maxLength: 8 })
    .map((places) => [...places].sort((one, other) => one - other))
    .map((places) =>
      places.flatMap((begin, index): Marks => {
        const end = places[index + 1]
        return index % 2 === 0 && end !== undefined ? [[begin, end - begin]] : []
      }),
    )

const pieces = fc.constantFrom(
  'word',
  ' ',
  ':)',
  '(L)',
  'http://a.example/b',
  '\r\n',
  '\u0000',
  'é',
  '👍',
  '<b>',
)
const texts = fc.array(pieces, { maxLength: 15 }).map((parts) => parts.join(''))

describe('words that stand out', () => {
  test.each<[string, Marks, string]>([
    ['a word in it', [[2, 4]], 'a <mark>word</mark> in it'],
    ['all of it', [[0, 9]], '<mark>all of it</mark>'],
    [
      'two words',
      [
        [0, 3],
        [4, 5],
      ],
      '<mark>two</mark> <mark>words</mark>',
    ],
    ['none', [], 'none'],
    ['line\r\nbreak', [[6, 5]], 'line\n<mark>break</mark>'],
    ['a\u0000b\u202ec', [[4, 1]], 'ab<mark>c</mark>'],
  ])('%j', (text, marks, expected) => {
    expect(markup(text, marks)).toBe(expected)
  })

  test('stand out inside links, and emoticons among them stay pictures', () => {
    expect(markup('see http://papilio.example/x', [[11, 7]])).toContain(
      'http://<mark>papilio</mark>.example/x</a>',
    )
    const marked = markup('yes :) no', [[4, 2]])
    expect(marked).toMatch(/^yes <mark><span [^>]*>.*<\/mark> no$/)
  })

  test('never change what is read, whatever is marked', () => {
    fc.assert(
      fc.property(
        texts.chain((text) => fc.tuple(fc.constant(text), marksIn(text.length))),
        ([text, marks]) => {
          expect(markup(text, marks).replaceAll(/<\/?mark>/g, '')).toBe(markup(text, []))
        },
      ),
    )
  })

  test('are exactly the marked part of a text of which they are cut', () => {
    fc.assert(
      fc.property(
        fc.string().chain((text) => fc.tuple(fc.constant(text), marksIn(text.length))),
        fc.nat(20),
        ([text, marks], at) => {
          const cut = cutByMarks(text.slice(at), at, marks)
          expect(cut.map((piece) => piece.text).join('')).toBe(text.slice(at))
          const expected = [...text]
            .map((_, index) => marks.some(([begin, length]) => index >= begin && index < begin + length))
            .slice(at)
          expect(cut.flatMap((piece) => [...piece.text].map(() => piece.marked))).toEqual(
            expected.slice(0, text.slice(at).length),
          )
        },
      ),
    )
    expect(marksInWritten('a\r\nb', [[3, 1]])).toEqual([[2, 1]])
  })
})
