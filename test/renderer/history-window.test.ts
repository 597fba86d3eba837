import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { noNote } from '../../app/contact.ts'
import type { Entry } from '../../app/message.ts'
import { failure, success } from '../../app/reasons.ts'
import { axeViolations, scrollsSideways } from '../support/axe.ts'
import {
  alice,
  bob,
  carol,
  KeptLines,
  minute,
  openHistory,
  own,
  said,
  start,
} from '../support/history-page.ts'
import { account } from '../support/sample-state.ts'
import { windowsInBrowser } from '../support/windows-in-browser.ts'

const show = windowsInBrowser()
const open = (options: Parameters<typeof openHistory>[1] = {}) => openHistory(show, options)

const log = (page: Page) => page.getByRole('feed', { name: 'What was said' })
const talks = (page: Page) => page.getByRole('listbox', { name: 'Conversations' }).getByRole('option')
const lines = (page: Page) => log(page).getByRole('article')

const withTalks = () =>
  new KeptLines()
    .addMany(bob, 30, (index) => `bob ${index}`)
    .addMany(carol, 20, (index) => `carol ${index}`, start + 86_400_000)

describe('the history', () => {
  test('lists conversations, the last one first, and shows its end', async () => {
    const { page } = await open({ kept: withTalks() })
    await lines(page).last().waitFor()
    expect(await talks(page).allInnerTexts()).toEqual([
      expect.stringMatching(/^Carol\n.*\n20 lines$/),
      expect.stringMatching(/^Bob\n.*\n30 lines$/),
    ])
    expect(await page.title()).toBe('Carol – History')
    expect(await lines(page).last().innerText()).toBe('carol 19')
    expect(await lines(page).last().isVisible()).toBe(true)
    await page.getByText('20 lines since Tuesday, 4 November 2025').waitFor()
  })

  test('is drawn like the conversation itself', async () => {
    const kept = new KeptLines()
    const entries: Entry[] = [
      said(bob, 'formatted (L)', start, { format: { color: '#800080', bold: true } }),
      {
        kind: 'nudge',
        id: 'nudge',
        at: start + minute,
        author: bob,
        mine: false,
        delivery: { state: 'received' },
      },
      {
        kind: 'action',
        id: 'action',
        at: start + minute,
        author: bob,
        mine: false,
        text: 'Bob dances',
        delivery: { state: 'received' },
      },
      { kind: 'notice', id: 'joined', at: start + minute, notice: { kind: 'joined', who: carol } },
      { ...said(alice, 'lost', start + 2 * minute), delivery: { state: 'failed', reason: 'not-delivered' } },
    ]
    for (const entry of entries) kept.add(bob.address, entry)
    const { page } = await open({ kept })
    await page.getByText('Monday, 3 November 2025', { exact: true }).waitFor()
    const color = await log(page)
      .getByText('formatted')
      .evaluate((line) => getComputedStyle(line).color)
    expect(color).toBe('rgb(128, 0, 128)')
    await log(page).locator('.emoticon').waitFor()
    await log(page).getByText('Bob has just sent you a nudge.').waitFor()
    await log(page).getByText('Bob dances').waitFor()
    await log(page).getByText('Carol has joined the conversation.').waitFor()
    await log(page).getByText('This was not delivered.').waitFor()
    expect(await log(page).getByRole('button').count()).toBe(0)
  })

  test('names people as the user does', async () => {
    const contactNotes = { [bob.address]: { ...noNote, alias: 'Bobby' } }
    const { page } = await open({
      kept: withTalks(),
      state: { accounts: { [own]: account([], { contactNotes }) } },
    })
    await talks(page).filter({ hasText: 'Bobby' }).click()
    await log(page).getByText('Bobby says').first().waitFor()
    expect(await page.getByRole('heading', { level: 2 }).innerText()).toBe('Bobby')
  })

  test('marks the accounts where there are several, and can show one of them', async () => {
    const other = 'escargot/ann@escargot.chat'
    const kept = withTalks().addMany(
      { address: 'zoe@escargot.chat', name: 'Zoë' },
      2,
      () => 'salut',
      start,
      other,
    )
    const { page } = await open({ kept })
    const zoe = talks(page).filter({ hasText: 'Zoë' })
    await zoe.getByRole('img', { name: 'ann@escargot.chat on Escargot' }).waitFor()
    await page.getByLabel('Where to search').selectOption('In ann@escargot.chat on Escargot')
    expect(await talks(page).count()).toBe(1)
  })

  test('walks through thousands of conversations by the keys, with few of them on the page', async () => {
    const kept = new KeptLines()
    const people = Array.from({ length: 3000 }, (_, index) => ({
      address: `p${index}@example.com`,
      name: `P${index}`,
    }))
    kept.lines = people.map((who, index) => {
      const entry = said(who, 'hi', start + index * minute)
      return { seq: entry.at * 1024, accountId: own, historyId: who.address, entry }
    })
    const { page } = await open({ kept })
    await talks(page).first().waitFor()
    expect(await talks(page).count()).toBeLessThan(60)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    await page.getByRole('option', { name: /^P0,/, selected: true }).waitFor()
    await expect.poll(() => page.title()).toBe('P0 – History')
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.title()).toBe('P2999 – History')
    await expect.poll(() => log(page).evaluate((box) => box.contains(document.activeElement))).toBe(true)
  })

  test('opens what another window asks for, and turns to it when it is open', async () => {
    const window = await open({ kept: withTalks() })
    const { page } = window
    const view = { accountId: own, historyId: bob.address }
    await window.update({ kind: 'effect', effect: { type: 'show-history', view } })
    await expect.poll(() => page.title()).toBe('Bob – History')
    const nobody = { accountId: own, historyId: 'dave@example.com' }
    await window.update({ kind: 'effect', effect: { type: 'show-history', view: nobody } })
    await expect.poll(() => page.title()).toBe('dave@example.com – History')
    await page.getByText('Nothing of this conversation has been kept.').waitFor()
  })

  test('says what to do while nothing has been kept', async () => {
    const { page } = await open()
    await page.getByText('Nothing has been kept yet.').waitFor()
    await page.getByRole('button', { name: 'Import…' }).click()
    await page.getByRole('dialog', { name: 'Import conversations' }).waitFor()
  })

  test('says that nothing is kept where that was turned off', async () => {
    const window = await open({ settings: { keepHistory: false } })
    await window.page.getByText('Conversations are not kept at the moment.').waitFor()
    await window.page.getByRole('button', { name: 'Settings…' }).click()
    await expect.poll(() => window.calls.at(-1)).toEqual({ name: 'showSettings', args: ['history'] })
  })

  test('says that it cannot be read, until it can', async () => {
    const kept = withTalks()
    let broken = true
    const { page } = await open({
      answers: { listHistory: () => (broken ? failure('disk-failed') : success(kept.list())) },
    })
    const alert = page.getByRole('alert').filter({ hasText: 'The history cannot be read at the moment.' })
    await alert.waitFor()
    expect(await page.getByText('Reading the history…').count()).toBe(0)
    broken = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await alert.waitFor({ state: 'detached' })
    expect(await talks(page).count()).toBe(2)
  })
})

describe.each([
  { name: 'light', options: {} },
  { name: 'dark, German', options: { browser: { colorScheme: 'dark', locale: 'de-DE' } } },
  {
    name: 'narrow, letters of one and a half size',
    options: { browser: { viewport: { width: 380, height: 560 } }, settings: { textSize: 150 } },
  },
] as const)('for everybody: $name', ({ options }) => {
  const kept = new KeptLines()
    .addMany(bob, 6, (index) => `bob ${index}`)
    .addMany(carol, 6, (index) => `carol ${index}`, start + 86_400_000)

  test('nothing stands in the way of the list', async () => {
    const { page } = await open({ kept, ...options })
    await page.getByRole('listbox').getByRole('option').first().waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await scrollsSideways(page)).toBe(false)
  })

  test('nothing stands in the way of what was found', async () => {
    const { page } = await open({ kept, ...options })
    await page.getByRole('searchbox').fill('carol 1')
    await page.locator('.side-hit').first().waitFor()
    expect(await axeViolations(page)).toEqual([])
  })

  test('nothing stands in the way of a line that was found', async () => {
    const { page } = await open({ kept, ...options })
    await page.getByRole('searchbox').fill('carol 1')
    await page.keyboard.press('Enter')
    await page.locator('.history-log mark').first().waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await scrollsSideways(page)).toBe(false)
  })
})

test('a narrow window shows one side at a time, and goes back to the list', async () => {
  const { page } = await open({ kept: withTalks(), browser: { viewport: { width: 380, height: 560 } } })
  await talks(page).filter({ hasText: 'Bob' }).click()
  await log(page).waitFor()
  expect(await page.getByRole('searchbox').isVisible()).toBe(false)
  await expect.poll(() => log(page).evaluate((box) => box.contains(document.activeElement))).toBe(true)
  await page.getByRole('button', { name: 'Back to the list' }).click()
  expect(await log(page).isVisible()).toBe(false)
  await expect
    .poll(() => page.getByRole('searchbox').evaluate((field) => field === document.activeElement))
    .toBe(true)
})
