import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emoticonOf, findEmoticons, standardEmoticons } from '../../app/emoticons.ts'

const codes = standardEmoticons.flatMap(({ codes }) => codes)
const written = (text: string) =>
  findEmoticons(text).map((token) => (token.kind === 'emoticon' ? token.code : token.text))

/** Names in braces, text as it is. */
const shown = (text: string): string =>
  findEmoticons(text)
    .map((token) => (token.kind === 'emoticon' ? `{${token.emoticon.name}}` : token.text))
    .join('')

describe('the standard table', () => {
  it('has every code once, whatever the letter case', () => {
    expect(new Set(codes.map((code) => code.toLowerCase())).size).toBe(codes.length)
  })

  it('has every name once, and a picture for each', () => {
    expect(new Set(standardEmoticons.map(({ name }) => name)).size).toBe(standardEmoticons.length)
    for (const { name, symbol } of standardEmoticons) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(symbol).toMatch(/^\p{Extended_Pictographic}\ufe0f?$/u)
    }
  })

  it.each(codes)('finds %s, alone and in any letter case', (code) => {
    for (const spelling of [code, code.toUpperCase(), code.toLowerCase()]) {
      expect(findEmoticons(spelling)).toEqual([
        { kind: 'emoticon', code: spelling, emoticon: emoticonOf(code) },
      ])
    }
  })
})

describe('a text with emoticons', () => {
  it('is all of the text, in order, without two texts side by side', () => {
    const crumb = fc.constantFrom(...codes, ...'(:)-|8<^o*', 'http://a', 'www.b', ' ', 'é')
    fc.assert(
      fc.property(fc.array(crumb, { maxLength: 40 }), (crumbs) => {
        const tokens = findEmoticons(crumbs.join(''))
        expect(written(crumbs.join('')).join('')).toBe(crumbs.join(''))
        tokens.forEach((token, at) => {
          if (token.kind === 'text') expect([undefined, 'emoticon']).toContain(tokens[at - 1]?.kind)
        })
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['hi :)', 'hi {smile}'],
    ['', ''],
    ['no codes', 'no codes'],
    [':)', '{smile}'],
    [':-)', '{smile}'],
    [';-)', '{wink}'],
    [':D', '{big-smile}'],
    [':d', '{big-smile}'],
    [':->', '{big-smile}'],
    [':p:P', '{tongue-out}{tongue-out}'],
    ['(l)(L)(U)', '{heart}{heart}{broken-heart}'],
    ['(S) is not :S', '{moon} is not {confused}'],
    [':-|', '{disappointed}'],
    [':-|)', '{disappointed})'],
    ['|-)', '{sleepy}'],
    ['8-)8-|8o|8O|', '{eye-rolling}{nerd}{baring-teeth}{baring-teeth}'],
    ['8)', '8)'],
    ['<:o)', '{party}'],
    [':o)', '{surprised})'],
    [":'(", '{crying}'],
    ["it's :'( and :(", "it's {crying} and {sad}"],
    ['(BRB) (brb) (Brb)', '{be-right-back} {be-right-back} {be-right-back}'],
    ['(||)(%)(&)(@)(*)(~)(^)(#)', '{bowl}{handcuffs}{dog}{cat}{star}{film}{birthday-cake}{sun}'],
    ['({)(})', '{left-hug}{right-hug}'],
    ['^o)*-)+o(:^)', '{sarcastic}{thinking}{sick}{i-do-not-know}'],
    ['word:)word', 'word{smile}word'],
    ['(x', '(x'],
    [':/', ':/'],
    ['http://example.com/:)', 'http://example.com/{smile}'],
    ['http://example.com/:D/x', 'http://example.com/:D/x'],
    ['see http://example.com/(L)(8) :)', 'see http://example.com/(L)(8) {smile}'],
    ['*red+u', '*red+u'],
  ])('%j is %j', (text, expected) => {
    expect(shown(text)).toBe(expected)
  })

  it('draws the first hundred and leaves the rest as text', () => {
    const tokens = findEmoticons(':)'.repeat(150))
    expect(tokens).toHaveLength(101)
    expect(tokens.at(-1)).toEqual({ kind: 'text', text: ':)'.repeat(50) })
  })

  it.each([':', '(', ':-', '<:o', '8o', ':)'])(
    'takes a quarter of a million of %j in linear time',
    (crumb) => {
      const text = crumb.repeat(250_000)
      const started = performance.now()
      expect(written(text).join('')).toHaveLength(text.length)
      expect(performance.now() - started).toBeLessThan(5_000)
    },
  )
})
