import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright'
import { beforeEach, describe, expect, test } from 'vitest'
import { exportHistory } from '../../main/history/export/export-history.ts'
import { emoticonPictures } from '../../main/history/export/emoticon-pictures.ts'
import type { NewLine } from '../../main/storage/history/history.ts'
import { axeViolations, scrollsSideways } from '../support/axe.ts'
import { bob, exportedPages, line, me, noon, show, textsOf } from './export-page.ts'
import { withFiles } from './import-files.ts'
import { HistoryInMemory, unending } from './import-support.ts'

const opened = exportedPages()
let page: Page

beforeEach(() => {
  page = opened().page
})

describe('the page', () => {
  const minute = 60_000
  const everything = (): readonly NewLine[] => [
    line({ text: 'hey :) look: https://example.org/a_(b).' }),
    line({ text: 'again', at: noon + minute }),
    line({ text: 'later', at: noon + 6 * minute }),
    line({
      mine: true,
      author: me,
      text: 'mine',
      at: noon + 7 * minute,
      delivery: { state: 'failed', reason: 'not-delivered' },
    }),
    line({ kind: 'nudge', at: noon + 8 * minute }),
    line({
      kind: 'nudge',
      mine: true,
      author: me,
      at: noon + 9 * minute,
      delivery: { state: 'uncertain', reason: 'interrupted' },
    }),
    line({
      kind: 'notice',
      notice: { kind: 'joined', who: bob },
      at: noon + 10 * minute,
    }),
    line({ text: 'next day', offline: true, at: noon + 24 * 60 * minute }),
    line({
      mine: true,
      author: me,
      text: 'left',
      delivery: { state: 'stored' },
      at: noon + 25 * 60 * minute,
    }),
  ]

  test('is divided as the window is: by who speaks, five minutes and days', async () => {
    await show(page, everything())
    expect((await textsOf(page, '.head')).map((text) => text.replace(/ \(.*\)$/, ''))).toEqual([
      'Bob says',
      'Bob says',
      'Alice says',
      'Bob says',
      'Alice says',
    ])
    expect(await textsOf(page, 'section:first-of-type .text')).toEqual([
      'hey :) look: https://example.org/a_(b).',
      'again',
    ])
    expect((await textsOf(page, '.day')).map((day) => day.replace(',', ''))).toEqual([
      'Friday 20 November 2026',
      'Saturday 21 November 2026',
    ])
    expect(await textsOf(page, '.event')).toEqual([
      'Bob has just sent you a nudge.',
      'You have just sent a nudge.This may not have arrived.',
      'Bob has joined the conversation.',
    ])
    expect(await textsOf(page, '.note')).toEqual([
      'This was not delivered.',
      'This may not have arrived.',
      'Written while you were away.',
      'Left as an offline message.',
    ])
    expect(await textsOf(page, '.mine .text')).toEqual(['mine', 'left'])
  })

  test('speaks German where that is the language', async () => {
    await show(page, everything(), 'de-DE')
    expect((await textsOf(page, '.head'))[0]).toMatch(/^Bob sagt /)
    expect(await textsOf(page, '.day')).toEqual(['Freitag, 20. November 2026', 'Samstag, 21. November 2026'])
    expect(await page.locator('html').getAttribute('lang')).toBe('de-DE')
  })

  test('has links that lead out and pictures of its own', async () => {
    await show(page, everything())
    const link = page.locator('.text a')
    expect(await link.getAttribute('href')).toBe('https://example.org/a_(b)')
    expect(await link.getAttribute('rel')).toBe('noreferrer noopener')
    const picture = await page.locator('.emoticon').evaluate((each) => getComputedStyle(each).backgroundImage)
    expect(picture).toMatch(/^url\("data:image\/svg\+xml;base64,/)
    const drawn = Buffer.from(picture.replace(/^.*base64,|"\)$/g, ''), 'base64').toString()
    expect(drawn).toBe(emoticonPictures['smile'])
  })

  test('allows nothing but styles and pictures in itself', async () => {
    await show(page, everything())
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
    expect(policy).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
    )
  })

  test.each([
    ['light', 900],
    ['dark', 900],
    ['dark', 320],
  ] as const)('is right for everybody, %s and %d wide', async (colorScheme, width) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 700 })
    await show(page, [...everything(), line({ text: 'x'.repeat(500), at: noon + 1 })])
    expect(await axeViolations(page)).toEqual([])
    expect(await scrollsSideways(page)).toBe(false)
  })
})

test('a folder of pages has one that leads to all others', async () => {
  await withFiles({}, async (folder) => {
    const history = new HistoryInMemory()
    const people = ['bob@example.com', 'a&b%23#?@example.org', 'carol@example.net']
    for (const address of people) {
      const author = { address, name: `<i>${address}</i>` }
      history.write({ ...line({ author, text: `I am ${address}` }, [author]), historyId: address })
    }
    history.write({ ...line({ text: 'in a group' }), historyId: 'group:1', group: true })
    history.write({ ...line({ text: 'on another network' }), accountId: 'other/alice@live.com' })
    const path = join(folder, 'all')
    await exportHistory(
      history.reader,
      { scope: { kind: 'all' }, format: 'html', path, locale: 'en-GB' },
      unending,
    )
    const index = pathToFileURL(join(path, 'index.html')).href
    await page.goto(index)
    expect(await axeViolations(page)).toEqual([])
    const links = await page
      .locator('main a')
      .evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href))
    const found: string[] = []
    for (const link of links) {
      await page.goto(link)
      found.push(...(await textsOf(page, '.text')))
    }
    const expected = [...people.map((address) => `I am ${address}`), 'in a group', 'on another network']
    expect(found.sort()).toEqual(expected.sort())
    expect(opened().complaints).toEqual([])
  })
})
