import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import type { HistorySearch } from '../../app/history.ts'
import { success } from '../../app/reasons.ts'
import { alice, bob, carol, KeptLines, minute, openHistory, said, start } from '../support/history-page.ts'
import { windowsInBrowser } from '../support/windows-in-browser.ts'

const show = windowsInBrowser()
const open = (options: Parameters<typeof openHistory>[1] = {}) => openHistory(show, options)

const field = (page: Page) => page.getByRole('searchbox')
const found = (page: Page) => page.getByRole('listbox', { name: 'Found' }).locator('.side-hit')
const chosen = (page: Page) => page.getByRole('listbox').getByRole('option', { selected: true })
const log = (page: Page) => page.getByRole('feed', { name: 'What was said' })
const marked = (page: Page) => log(page).locator('[aria-current]')

const aDay = 86_400_000

/** Many lines of which a few, far apart, name a café. */
const withCafes = () => {
  const kept = new KeptLines()
    .addMany(bob, 1000, (index) => (index % 200 === 0 ? `the Café number ${index}` : `line ${index}`))
    .addMany(carol, 30, (index) => `carol ${index}`, start - aDay)
  return kept.add(carol.address, said(alice, 'cafe tomorrow?', start - aDay / 2))
}

describe('searching the history', () => {
  test('begins in the field, finds as one types, newest first, and makes the words stand out', async () => {
    const { page } = await open({ kept: withCafes() })
    await page.keyboard.type('CAFE')
    await expect.poll(() => found(page).count()).toBe(6)
    expect(await found(page).allInnerTexts()).toEqual([
      ...[800, 600, 400, 200, 0].map(
        (index) => expect.stringContaining(`the Café number ${index}`) as string,
      ),
      expect.stringContaining('You: cafe tomorrow?') as string,
    ])
    expect(await found(page).first().locator('mark').allInnerTexts()).toEqual(['Café'])
    await page.getByRole('status').filter({ hasText: '6 found' }).waitFor({ state: 'attached' })
    const name = await found(page).last().getAttribute('aria-label')
    expect(name).toMatch(/^With Carol, 02\/11\/2025.*You: cafe tomorrow\?$/)
  })

  test('Enter opens the conversation at the line, with the words standing out, and gives the line the focus', async () => {
    const { page } = await open({ kept: withCafes() })
    await page.keyboard.type('cafe')
    await page.keyboard.press('Enter')
    await expect.poll(() => marked(page).innerText()).toBe('the Café number 800')
    expect(await marked(page).locator('mark').innerText()).toBe('Café')
    await expect.poll(() => marked(page).evaluate((line) => line === document.activeElement)).toBe(true)
    const seen = await marked(page).evaluate((line) => {
      const { top, bottom } = line.closest('.log')!.getBoundingClientRect()
      const place = line.getBoundingClientRect()
      return place.top >= top && place.bottom <= bottom
    })
    expect(seen).toBe(true)
    await log(page).getByText('line 801', { exact: true }).waitFor()
  })

  test('F3 goes to the next hit and Shift+F3 back, from wherever one is', async () => {
    const { page } = await open({ kept: withCafes() })
    await page.keyboard.type('cafe')
    await expect.poll(() => found(page).count()).toBe(6)
    const at = (index: number) => expect.poll(() => marked(page).innerText()).toBe(`the Café number ${index}`)
    await page.keyboard.press('F3')
    await at(800)
    await page.keyboard.press('F3')
    await at(600)
    await page.keyboard.press('Control+g')
    await at(400)
    await page.keyboard.press('Shift+F3')
    await at(600)
    await page.getByRole('button', { name: 'Next hit (F3)' }).click()
    await at(400)
    expect(await chosen(page).innerText()).toContain('number 400')
  })

  test('the arrow keys go through what was found, and back up into the field', async () => {
    const { page } = await open({ kept: withCafes() })
    await page.keyboard.type('cafe')
    await expect.poll(() => found(page).count()).toBe(6)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => marked(page).innerText()).toBe('the Café number 600')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(true)
  })

  test('what is typed in the list goes on with the search', async () => {
    const { page } = await open({ kept: withCafes() })
    await page.keyboard.press('ArrowDown')
    await page.keyboard.type('cafe')
    await expect.poll(() => found(page).count()).toBe(6)
    expect(await field(page).inputValue()).toBe('cafe')
  })

  test('Escape clears it, Ctrl+F begins anew with the words selected', async () => {
    const { page } = await open({ kept: withCafes() })
    await page.keyboard.type('cafe')
    await page.keyboard.press('Enter')
    await marked(page).waitFor()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('carol')
    await expect.poll(() => field(page).inputValue()).toBe('carol')
    await page.keyboard.press('Escape')
    expect(await field(page).inputValue()).toBe('')
    await page.getByRole('listbox', { name: 'Conversations' }).waitFor()
  })

  test('shows more on scrolling', async () => {
    const kept = new KeptLines().addMany(bob, 180, (index) => `word ${index}`)
    const { page } = await open({ kept })
    await page.keyboard.type('word')
    await found(page).first().waitFor()
    await page.keyboard.press('ArrowDown')
    for (let round = 0; round < 4; round += 1) {
      await page.keyboard.press('End')
      await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
    }
    await expect
      .poll(async () => {
        await page.keyboard.press('End')
        return chosen(page).innerText()
      })
      .toContain('word 0')
  })

  test('finds people and groups by their names, too', async () => {
    const { page } = await open({ kept: withCafes() })
    await page.keyboard.type('carol')
    await page.getByText('People and groups').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.title()).toBe('Carol – History')
    await expect.poll(() => log(page).evaluate((box) => box === document.activeElement)).toBe(true)
  })

  test('can be limited to the conversation in sight and to days', async () => {
    const window = await open({ kept: withCafes() })
    const { page } = window
    await page.getByRole('option').filter({ hasText: 'Carol' }).click()
    await page.getByRole('button', { name: 'Search in this conversation' }).click()
    await page.keyboard.type('cafe')
    await expect.poll(() => found(page).count()).toBe(1)
    await page.getByLabel('Where to search').selectOption('In all conversations')
    await expect.poll(() => found(page).count()).toBe(6)
    await page.getByLabel('From').fill('2025-11-03')
    await page.getByLabel('Until').fill('2025-11-03')
    await expect.poll(() => found(page).count()).toBe(5)
    const asked = window.calls.filter(({ name }) => name === 'searchHistory').at(-1)?.args[0] as HistorySearch
    expect(asked.from).toBe(new Date(2025, 10, 3).getTime())
    expect(asked.to).toBe(new Date(2025, 10, 4).getTime())
  })

  test('names the conversation that it is limited to, also while another one is read', async () => {
    const { page } = await open({ kept: withCafes() })
    const where = page.getByLabel('Where to search').locator('option:checked')
    await page.getByRole('option').filter({ hasText: 'Carol' }).click()
    await page.getByRole('button', { name: 'Search in this conversation' }).click()
    expect(await where.innerText()).toBe('Only with Carol')
    await page.getByRole('listbox').getByRole('option').filter({ hasText: 'Bob' }).click()
    await page.getByRole('heading', { name: 'Bob' }).waitFor()
    expect(await where.innerText()).toBe('Only with Carol')
  })

  test('says that a line was deleted meanwhile, and takes it from what was found', async () => {
    const kept = withCafes()
    const { page } = await open({ kept })
    await page.keyboard.type('cafe')
    await expect.poll(() => found(page).count()).toBe(6)
    kept.lines = kept.lines.filter(
      ({ entry }) => entry.kind !== 'text' || entry.text !== 'the Café number 600',
    )
    await found(page).nth(1).click()
    await page.getByRole('status').getByText('This line was deleted in the meantime.').waitFor()
    await expect.poll(() => found(page).count()).toBe(5)
    await log(page).getByText('line 601', { exact: true }).waitFor()
  })

  test('offers no way to the end of a conversation that is in sight as a whole', async () => {
    const kept = new KeptLines().add(carol.address, said(alice, 'cafe tomorrow?', start))
    const { page } = await open({ kept })
    await page.keyboard.type('cafe')
    await found(page).first().click()
    await marked(page).locator('mark').waitFor()
    expect(await page.getByRole('button', { name: 'To the newest message' }).count()).toBe(0)
  })

  test('says what to do when nothing was found', async () => {
    const { page } = await open({ kept: withCafes() })
    await page.keyboard.type('xyzzy')
    await page.getByText('Try fewer or shorter words').waitFor()
    await page.getByLabel('From').fill('2025-11-03')
    await page.getByText('Only a part of the history was searched.').waitFor()
    await page.getByRole('button', { name: 'Search everywhere' }).click()
    await page.getByText('Try fewer or shorter words').waitFor()
    expect(await page.getByLabel('From').inputValue()).toBe('')
  })

  test('never shows the answer to an earlier question, however late it comes', async () => {
    const kept = withCafes()
    const late = Promise.withResolvers<undefined>()
    const { page } = await open({
      kept,
      answers: {
        searchHistory: async (search) => {
          if (search.text === 'cafe') await late.promise
          return success(kept.search(search as HistorySearch))
        },
      },
    })
    await field(page).fill('cafe')
    await expect.poll(() => page.getByRole('status').allInnerTexts()).toContain('Searching…')
    await field(page).fill('carol 7')
    await expect.poll(() => found(page).count()).toBe(1)
    late.resolve(undefined)
    await page.evaluate(() => new Promise(requestAnimationFrame))
    expect(await found(page).innerText()).toContain('carol 7')
  })

  test('a text that looks like markup stays text, in results too', async () => {
    const evil = 'needle <img src=x onerror="document.title=1"><b>x</b>'
    const kept = new KeptLines().add(bob.address, said({ ...bob, name: '<i>Bob</i>' }, evil, start + minute))
    const { page } = await open({ kept })
    await page.keyboard.type('needle')
    await expect.poll(() => found(page).innerText()).toContain(evil)
    expect(await page.locator('img, b, i').count()).toBe(0)
  })
})
