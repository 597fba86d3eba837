import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutAddOnCodes, writtenText } from '../../app/clean-text.ts'
import { contrast } from '../../app/contrast.ts'
import { defaultFormat, type TextFormat } from '../../app/message.ts'
import { anyText, textFormat } from '../support/arbitraries.ts'
import { exportedPages, line, noon, show, textsOf } from './export-page.ts'

const opened = exportedPages()

/** Names of elements and attributes that a page may have. */
const elements =
  'a bdi body div footer h1 h2 head header html li main meta p section span style time title ul'.split(' ')
const attributes =
  'aria-label charset class content datetime dir href http-equiv lang name rel role style title'.split(' ')

const hostile = fc
  .array(
    fc.oneof(
      anyText,
      fc.constantFrom(
        ...[
          '<script>alert(1)</script>',
          '<img src=x onerror=alert(1)>',
          '</p></section>',
          '"',
          "'",
          '<!--',
          '-->',
          ']]>',
        ],
        ...[
          '&lt;',
          '&#x3c;',
          '<style>*{display:none}</style>',
          '</style>',
          '</title>',
          '{name}',
          '$&',
          '$1',
          '`',
          '${x}',
        ],
        ...[
          'javascript:alert(1)',
          'https://x.org/"onclick="alert(1)',
          'http://a.b/<x>',
          ':)',
          '(H)',
          '" style="color:red',
        ],
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''))

test('whatever people write or call themselves is read back from the page as it was, and is never more than text', async () => {
  const { page, complaints } = opened()
  const row = fc.record({
    text: hostile,
    name: hostile,
    format: textFormat,
    font: hostile,
    action: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const lines = rows.map(({ text, name, format, font, action }, index) => {
        const author = { address: 'bob@example.com', name }
        const at = noon + index
        const kind = action ? ('action' as const) : ('text' as const)
        return line({ kind, at, author, text, format: { ...format, font } }, [author])
      })
      await show(page, lines)
      const plain = (text: string) => writtenText(text.toWellFormed())
      const wanted = (kind: boolean) =>
        rows.filter(({ action }) => action === kind).map(({ text }) => plain(text))
      expect(await textsOf(page, '.line > .text')).toEqual(wanted(false))
      expect(await textsOf(page, '.event.action > p')).toEqual(wanted(true))
      const heads = await textsOf(page, '.head > bdi')
      const names = rows.map(({ name }) => plain(withoutAddOnCodes(name)).replace(/\s+/g, ' ').trim())
      for (const head of heads) expect(names.map((name) => name || 'bob@example.com')).toContain(head)
      const used = await page.evaluate(() => {
        const all = [...document.querySelectorAll('*')]
        const links = [...document.querySelectorAll('a')].map((link) => link.protocol)
        const names = all.flatMap((each) => each.getAttributeNames())
        return {
          elements: [...new Set(all.map((each) => each.localName))],
          attributes: [...new Set(names)],
          links,
        }
      })
      expect(used.elements.filter((name) => !elements.includes(name))).toEqual([])
      expect(used.attributes.filter((name) => !attributes.includes(name))).toEqual([])
      expect(used.links.filter((name) => !['http:', 'https:', 'ftp:', 'mailto:'].includes(name))).toEqual([])
      expect(await page.locator('.line, .event').count()).toBe(rows.length)
      expect(complaints).toEqual([])
    }),
    { numRuns: 60 },
  )
})

const channels = (color: string): string =>
  `#${(color.match(/\d+/g) ?? [])
    .slice(0, 3)
    .map((each) => Number(each).toString(16).padStart(2, '0'))
    .join('')}`

test('every colour can be read on light and on dark paper', async () => {
  const { page } = opened()
  const colors = fc.sample(fc.integer({ min: 0, max: 0xffffff }), { numRuns: 60, seed: 4 })
  const all = [0x000000, 0xffffff, 0xffff00, 0x0000ff, 0x808080, ...colors]
  const format = (color: number): TextFormat => ({
    ...defaultFormat,
    color: `#${color.toString(16).padStart(6, '0')}`,
  })
  await show(
    page,
    all.map((color, index) => line({ format: format(color), at: noon + index })),
  )
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const [paper, ...shown] = await page.evaluate(() => [
      getComputedStyle(document.querySelector('main')!).backgroundColor,
      ...[...document.querySelectorAll('.text')].map((each) => getComputedStyle(each).color),
    ])
    expect(paper).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(23, 29, 40)')
    expect(shown).toHaveLength(all.length)
    for (const color of shown) expect(contrast(channels(color), channels(paper))).toBeGreaterThanOrEqual(4.5)
  }
})
