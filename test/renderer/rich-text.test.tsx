import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { standardEmoticons } from '../../app/emoticons.ts'
import { defaultFormat } from '../../app/message.ts'
import { fontFamily, fonts, pitchFamilyOf } from '../../app/fonts.ts'
import { formatStyle } from '../../renderer/ui/format-style.ts'
import { papers } from '../../renderer/ui/papers.ts'
import { withoutAddOnCodes, writtenText } from '../../app/clean-text.ts'
import { RichText } from '../../renderer/ui/rich-text.tsx'
import { ShortText } from '../../renderer/ui/short-text.tsx'
import { emoticonMeaning } from '../../renderer/ui/emoticon.tsx'
import { emoticonStrings } from '../../renderer/strings/emoticons.ts'

const markup = (text: string, emoticons = true) =>
  renderToStaticMarkup(<RichText text={text} emoticons={emoticons} />)

/** The text of markup that React wrote. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(lt|gt|quot|#x27|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#x27': "'", amp: '&' })[name]!,
    )

const hostile = fc.constantFrom(
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"onmouseover="alert(1)',
  "'style='color:red",
  'javascript:alert(1)',
  'data:text/html,<b>',
  'http://a.example/"onclick="x',
  'https://example.com/a?b=c&d=e#f',
  'mailto:bob@example.com',
  'file:///etc/passwd',
  ':)',
  '(L)',
  '<:o)',
  ":'(",
  '(&)',
  '&lt;b&gt;',
  '\u202e',
  '\u0000',
  '\r\n',
  ' ',
)
const anyText = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'grapheme' })), { maxLength: 12 })
  .map((parts) => parts.join(''))

describe('a written text', () => {
  test('becomes text, links and pictures of emoticons, whatever it holds', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, emoticons) => {
        const tags = markup(text, emoticons).match(/<[^>]*>/g) ?? []
        for (const tag of tags) expect(tag).toMatch(/^<(\/(a|span)|(a|span) [^<>]*)>$/)
      }),
      { numRuns: 1000 },
    )
  })

  test('loses nothing but control characters: copied, it is what was written', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, emoticons) => {
        expect(textOf(markup(text, emoticons))).toBe(writtenText(text))
      }),
      { numRuns: 1000 },
    )
  })

  test('links only to the web, to ftp and to mail', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const [, address] of markup(text).matchAll(/ href="([^"]*)"/g)) {
          expect(address).toMatch(/^(https?|ftp|mailto):/i)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('shows each emoticon by its meaning and keeps its code', () => {
    const html = markup('hi :) (l)')
    expect(html).toMatch(/role="img" aria-label=":\)" title="smile"/)
    expect(html).toMatch(/role="img" aria-label="\(l\)" title="red heart"/)
    expect(textOf(html)).toBe('hi :) (l)')
  })

  test('keeps its codes when pictures are not wanted', () => {
    expect(markup('hi :)', false)).toBe('hi :)')
  })

  test.each([
    ['one\r\ntwo\rthree\nfour', 'one\ntwo\nthree\nfour'],
    ['a\u0000b\u0007c\td', 'abc\td'],
    ['\u202eevil\u202c', 'evil'],
    ['family 👨‍👩‍👧 \u200f', 'family 👨‍👩‍👧 \u200f'],
  ])('is cleaned: %j', (text, clean) => expect(writtenText(text)).toBe(clean))
})

describe('a name', () => {
  test.each([
    ['\u00b7$4,12Bob\u00b70', 'Bob'],
    ['[c=4]Bob[/c] [b]the[/b] builder', 'Bob the builder'],
    ['\u00b7$#ff0000Red', 'Red'],
    ['[list] of [things]', '[list] of [things]'],
    ['\u00b70', '\u00b70'],
  ])('%j is shown as %j', (name, shown) => expect(withoutAddOnCodes(name)).toBe(shown))

  test('is on one line, without links', () => {
    const html = renderToStaticMarkup(<ShortText text={'Bob\nhttps://example.com (*)'} emoticons />)
    expect(html).not.toContain('<a')
    expect(textOf(html)).toBe('Bob https://example.com (*)')
  })
})

describe('the emoticons', () => {
  test('have a picture and a meaning each, in every language', () => {
    for (const emoticon of standardEmoticons) {
      const html = markup(emoticon.codes[0])
      expect(html, emoticon.name).toMatch(
        /background-image:url\([^)]*[^/]\.svg|background-image:url\([^)]*svg/,
      )
      expect(emoticonMeaning(emoticon), emoticon.name).not.toContain('emoticon.')
      for (const words of Object.values(emoticonStrings)) {
        expect(words).toHaveProperty([`emoticon.${emoticon.name}`])
      }
    }
  })
})

describe('a font', () => {
  test('stays a name, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 255 }), (name, pitchFamily) => {
        const value = fontFamily(name, pitchFamily)
        const outside = value.replace(/"(?:[^"\\]|\\.)*"/gs, '')
        expect(outside).toMatch(
          /^(, )?(system-ui|, )*(serif|sans-serif|monospace|cursive|fantasy|var\(--font\))$/,
        )
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['No Such Font', 0x12, 'serif'],
    ['No Such Font', 0x22, 'sans-serif'],
    ['No Such Font', 0x31, 'monospace'],
    ['No Such Font', 0x42, 'cursive'],
    ['No Such Font', 0x52, 'fantasy'],
    ['No Such Font', 0, 'var(--font)'],
    ['Courier New', 0, 'monospace'],
    ['', 0x12, 'serif'],
  ])('%j of family %i falls back to %s', (name, pitchFamily, generic) => {
    expect(fontFamily(name, pitchFamily).split(', ').at(-1)).toBe(generic)
  })

  test.each([
    ['Arial', 0x22],
    ['Verdana', 0x22],
    ['Tahoma', 0x22],
    ['Segoe UI', 0x22],
    ['Times New Roman', 0x12],
    ['Georgia', 0x12],
    ['Courier New', 0x31],
    ['Comic Sans MS', 0x42],
    ['comic sans ms', 0x42],
    ['Something Else', 0],
  ])('%s is sent with family %i', (name, pitchFamily) => expect(pitchFamilyOf(name)).toBe(pitchFamily))

  test('is offered once', () => {
    const names = fonts.map(({ name }) => name.toLowerCase())
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual([...names].sort())
  })
})

describe('a format', () => {
  test('becomes font, effects and a readable colour, and nothing else', () => {
    const style = formatStyle(
      {
        ...defaultFormat,
        font: 'Georgia',
        pitchFamily: 0x12,
        bold: true,
        italic: true,
        underline: true,
        strikethrough: true,
        color: '#123456',
      },
      papers.light,
    )
    expect(style).toEqual({
      fontFamily: '"Georgia", "Gelasio", "DejaVu Serif", serif',
      fontWeight: 700,
      fontStyle: 'italic',
      textDecorationLine: 'underline line-through',
      color: '#123456',
    })
  })

  test('without a colour leaves the reader’s own', () => {
    expect(formatStyle({ ...defaultFormat, color: null }, papers.dark)).not.toHaveProperty('color')
  })
})
