import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placedWordsOf, wordsOf } from '../../main/storage/history/search-folding.ts'
import { anyText } from '../support/arbitraries.ts'

describe('the words of a text', () => {
  test.each([
    ['Straße, GRÜẞE', ['strasse', 'grusse']],
    ['Crème brûlée à la carte', ['creme', 'brulee', 'a', 'la', 'carte']],
    ['Øystein Æsop Łódź đak', ['oystein', 'aesop', 'lodz', 'dak']],
    ['İstanbul ISPARTA ılık', ['istanbul', 'isparta', 'ilik']],
    ['Ελλάς ΕΛΛΆΣ', ['ελλασ', 'ελλασ']],
    ['Ёлка ЙОД', ['елка', 'иод']],
    ['ＡＢＣ１２ ﬁne ①', ['abc12', 'fine', '1']],
    ['don’t don\'t "don`t"', ['don', 't', 'don', 't', 'don', 't']],
    ['https://example.com/a_b?c=1', ['https', 'example', 'com', 'a', 'b', 'c', '1']],
    ['שָׁלוֹם', ['שלום']],
    ['مَرْحَبًا', ['مرحبا']],
    ['नमस्ते कि का', ['नमस्ते', 'कि', 'का']],
    ['今日は天気', ['今', '日', 'は', '天', '気']],
    ['ガギ ｶﾞｷﾞ', ['ガ', 'ギ', 'ガ', 'ギ']],
    ['한국어', ['한', '국', '어']],
    ['ที่', ['ท', 'ี', '่']],
    ['go今go', ['go', '今', 'go']],
    ['👍🏽👍 ❤️', ['👍', '👍', '❤']],
    [':-) ... !?*"\0', []],
    ['', []],
  ])('of %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  test('are the same for everything that Unicode calls compatible', () => {
    const forms = fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD')
    fc.assert(
      fc.property(anyText, forms, (text, form) => {
        expect(wordsOf(text.normalize(form))).toEqual(wordsOf(text))
      }),
    )
  })

  test('are the same for each character of Unicode that has several forms', () => {
    const characters = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code))
    const manifold = characters.filter((each) => each.normalize('NFKD').toLowerCase() !== each)
    expect(manifold.length).toBeGreaterThan(15_000)
    const different = manifold.filter((character) => {
      const text = `x${character}y`
      const words = wordsOf(text)
      const others = [text.normalize('NFD'), text.normalize('NFKC'), words.join(' ')]
      return others.some((other) => wordsOf(other).join(' ') !== words.join(' '))
    })
    expect(different).toEqual([])
  })

  test('do not depend on letter case', () => {
    const letters = fc.constantFrom(...'aäæbcßdéøłñşžαάςβгдйё ')
    fc.assert(
      fc.property(fc.string({ unit: letters }), (text) => {
        expect(wordsOf(text.toUpperCase())).toEqual(wordsOf(text))
      }),
    )
  })

  test('hold nothing that a query or the index could take for something else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const word of wordsOf(text))
          expect(word).toMatch(/^(?:[a-z0-9]|[^\0-\x7f\p{Z}\p{Cc}\p{Cs}\p{Co}])+$/u)
      }),
    )
  })
})

describe('the places of words', () => {
  test('are where their letters came from, also where one letter became two', () => {
    const [word] = placedWordsOf('«Maße»')
    expect(word).toEqual({ text: 'masse', begins: [1, 2, 3, 3, 4], ends: [2, 3, 4, 4, 5] })
  })

  test('follow each other within the text, and lead back to the words', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const words = placedWordsOf(text)
        expect(words.map((word) => word.text)).toEqual(wordsOf(text))
        let last = 0
        for (const { text: folded, begins, ends } of words) {
          expect([begins.length, ends.length]).toEqual([folded.length, folded.length])
          for (const [at, begin] of begins.entries()) {
            expect(begin).toBeGreaterThanOrEqual(last)
            expect(ends[at]).toBeGreaterThan(begin)
            last = begin
          }
          expect(ends.at(-1)).toBeLessThanOrEqual(text.length)
        }
      }),
    )
  })
})
