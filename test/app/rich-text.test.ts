import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLinks, linkSchemes } from '../../app/links.ts'
import { richText, type RichToken } from '../../app/rich-text.ts'

const written = (token: RichToken): string => (token.kind === 'emoticon' ? token.code : token.text)

/** Links as their addresses in angle brackets, emoticons as their names in braces. */
const shown = (tokens: readonly RichToken[]): string =>
  tokens
    .map((token) =>
      token.kind === 'text'
        ? token.text
        : token.kind === 'link'
          ? `<${token.href}>`
          : `{${token.emoticon.name}}`,
    )
    .join('')

const crumbs = [
  'http://',
  'https://',
  'FTP://',
  'mailto:',
  'www.',
  'example.com',
  'a@b.c',
  ')',
  '(',
  '[',
  '.',
  ',',
  ':)',
  ':-|',
  '(L)',
  '<:o)',
  '/',
  '?',
  '#',
  '@',
  ' ',
  '\n',
  '"',
  '<',
  '>',
  'é',
  '😀',
  'javascript:',
  '\u202e',
  "'",
  '&',
  '%00',
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...crumbs), { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 100 }),
)

describe('a rich text', () => {
  it('is all of the text, in order', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (text, emoticons) => {
        expect(richText(text, { emoticons }).map(written).join('')).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  it('opens only addresses of the allowed schemes, of a bounded length, that hold no white space', () => {
    fc.assert(
      fc.property(text, (text) => {
        for (const token of findLinks(text)) {
          if (token.kind !== 'link') continue
          expect(linkSchemes).toContain(/^[a-z]+:/i.exec(token.href)?.[0].toLowerCase())
          expect(token.href).not.toMatch(/[\s\p{Cc}<>"\u202a-\u202e]/u)
          expect(token.href.endsWith(token.text)).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['plain words', 'plain words'],
    ['', ''],
    ['see http://example.com', 'see <http://example.com>'],
    ['HTTPS://Example.com/Path?q=1#top now', '<HTTPS://Example.com/Path?q=1#top> now'],
    ['ftp://example.com/a.zip', '<ftp://example.com/a.zip>'],
    ['write to mailto:bob@example.com.', 'write to <mailto:bob@example.com>.'],
    ['www.example.com/a', '<http://www.example.com/a>'],
    ['(http://example.com)', '(<http://example.com>)'],
    ['http://example.com/A_(b)', '<http://example.com/A_(b)>'],
    ['(http://example.com/A_(b))', '(<http://example.com/A_(b)>)'],
    ['[http://example.com/[a]]', '[<http://example.com/[a]>]'],
    ['http://example.com, http://example.org!', '<http://example.com>, <http://example.org>!'],
    ['"http://example.com"', '"<http://example.com>"'],
    ['<http://example.com>', '<<http://example.com>>'],
    ['http://example.com。', '<http://example.com>。'],
    ['http://例え.jp/パス', '<http://例え.jp/パス>'],
    ['http://example.com\nhttp://example.org', '<http://example.com>\n<http://example.org>'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['data:text/html,x file:///etc/passwd', 'data:text/html,x file:///etc/passwd'],
    ['javascript:alert("http://example.com")', 'javascript:alert("<http://example.com>")'],
    [
      'http:// https://. ftp://?x www. mailto: mailto:bob',
      'http:// https://. ftp://?x www. mailto: mailto:bob',
    ],
    ['xhttp://example.com awww.example.com', 'xhttp://example.com awww.example.com'],
    ['http://example.com:)', '<http://example.com>{smile}'],
    ['http://example.com/:D(L)', '<http://example.com/:D(L)>'],
    ['http://example.com <:o)', '<http://example.com> {party}'],
    ['http://example.com\u202efdp.exe', '<http://example.com>\u202efdp.exe'],
    [`http://example.com/${'x'.repeat(2000)}`, `http://example.com/${'x'.repeat(2000)}`],
  ])('%j is %j', (text, expected) => {
    expect(shown(richText(text, { emoticons: true }))).toBe(expected)
  })

  it('draws no emoticons where the user wants none', () => {
    expect(shown(richText('www.example.com :)', { emoticons: false }))).toBe('<http://www.example.com> :)')
  })

  it('draws at most a hundred emoticons, counted over the links between them', () => {
    const tokens = richText('(L) www.example.com '.repeat(150), { emoticons: true })
    expect(tokens.filter(({ kind }) => kind === 'emoticon')).toHaveLength(100)
    expect(tokens.filter(({ kind }) => kind === 'link')).toHaveLength(150)
  })

  it.each([...crumbs, 'http://a)', 'mailto:a@', 'www.a.', 'http://a((((', '(((', '<:o', 'ht', '8o'])(
    'takes a quarter of a million letters of %j in linear time',
    (crumb) => {
      const text = crumb.repeat(Math.ceil(250_000 / crumb.length))
      const started = performance.now()
      expect(richText(text, { emoticons: true }).length).toBeGreaterThan(0)
      expect(performance.now() - started).toBeLessThan(5_000)
    },
  )
})
