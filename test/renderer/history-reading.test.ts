import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../app/message.ts'
import { alice, bob, KeptLines, minute, openHistory, own, said, start } from '../support/history-page.ts'
import type { PageWithBridge } from '../support/page-with-bridge.ts'
import { account } from '../support/sample-state.ts'
import { windowsInBrowser } from '../support/windows-in-browser.ts'

const show = windowsInBrowser()
const open = (options: Parameters<typeof openHistory>[1] = {}) => openHistory(show, options)

const log = (page: Page) => page.getByRole('feed', { name: 'What was said' })
const talks = (page: Page) => page.getByRole('listbox', { name: 'Conversations' }).getByRole('option')
const lines = (page: Page) => log(page).getByRole('article')

/** Where a line stands in the log's window, in pixels from its upper edge. */
const topOf = (page: Page, text: string) =>
  log(page).evaluate((box, wanted) => {
    const line = [...box.querySelectorAll('[data-entry]')].find((each) => each.textContent?.trim() === wanted)
    return line === undefined ? null : line.getBoundingClientRect().top - box.getBoundingClientRect().top
  }, text)

const scrollTo = (page: Page, top: number) => log(page).evaluate((box, to) => box.scrollTo(0, to), top)

describe('a long conversation', () => {
  const kept = new KeptLines().addMany(bob, 3000, (index) => `line ${index}`)
  const loaded = (page: Page) => lines(page).count()

  test('is read page by page in both directions, and what the eyes are on stays where it is', async () => {
    const { page } = await open({ kept })
    await lines(page).last().waitFor()
    for (let round = 0; round < 6; round += 1) {
      const first = await lines(page).first().innerText()
      const before = await topOf(page, first)
      await scrollTo(page, 40)
      await expect.poll(async () => (await lines(page).first().innerText()) !== first).toBe(true)
      const after = await topOf(page, first)
      expect(before).not.toBeNull()
      // The line that was first stood 40 pixels above the edge, as far as it had been scrolled.
      expect(after).toBeGreaterThan(-80)
      expect(after).toBeLessThan(60)
      expect(await loaded(page)).toBeLessThanOrEqual(400)
    }
    const last = await lines(page).last().innerText()
    expect(last).not.toBe('line 2999')
    await log(page).evaluate((box) => box.scrollTo(0, box.scrollHeight - box.clientHeight - 40))
    await expect.poll(async () => (await lines(page).last().innerText()) !== last).toBe(true)
    expect(await topOf(page, last)).toBeGreaterThan(200)
    await page.getByRole('button', { name: 'To the newest message' }).click()
    await expect.poll(() => lines(page).last().innerText()).toBe('line 2999')
    expect(await page.getByRole('button', { name: 'To the newest message' }).count()).toBe(0)
  })

  test('opens at a day, and at its beginning', async () => {
    const { page } = await open({ kept })
    await lines(page).last().waitFor()
    await page.getByRole('button', { name: 'Go to a day…' }).click()
    await page.getByLabel('Day', { exact: true }).fill('2025-11-04')
    await page.keyboard.press('Enter')
    // 840 minutes from ten o'clock to midnight.
    await log(page).getByText('line 840', { exact: true }).waitFor()
    await expect.poll(() => topOf(page, 'line 840')).toBeGreaterThan(0)
    await expect.poll(() => topOf(page, 'line 840')).toBeLessThan(500)
    await page.keyboard.press('Home')
    await log(page).getByText('line 0', { exact: true }).waitFor()
    expect(await lines(page).first().innerText()).toBe('line 0')
    await page.keyboard.press('End')
    await log(page).getByText('line 2999', { exact: true }).waitFor()
  })

  test('can be walked through by the arrow keys', async () => {
    const { page } = await open({ kept })
    await lines(page).last().click()
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowUp')
    await expect.poll(() => page.locator(':focus').innerText()).toBe('line 2996')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.locator(':focus').innerText()).toBe('line 2997')
  })
})

describe('while somebody talks', () => {
  const conversationId = `${own}>${bob.address}`
  const conversation = {
    ...{ id: conversationId, accountId: own, historyId: bob.address, group: false, participants: [bob] },
    ...{ entries: [] as readonly Entry[], typing: [], lastReceivedAt: null, unread: 0 },
  }
  const talking = (kept: KeptLines) =>
    open({
      kept,
      state: { accounts: { [own]: account([]) }, conversations: { [conversationId]: conversation } },
    })
  const say = (window: PageWithBridge, kept: KeptLines, entry: Entry) => {
    kept.add(bob.address, entry)
    return window.publish({ type: 'entry-added', conversationId, entry })
  }
  const later = start + 4000 * minute

  test('new lines come to the end that is in sight', async () => {
    const kept = new KeptLines().addMany(bob, 200, (index) => `line ${index}`)
    const window = await talking(kept)
    await lines(window.page).last().waitFor()
    await say(window, kept, said(bob, 'and another', later))
    await expect.poll(() => lines(window.page).last().innerText()).toBe('and another')
    const box = await log(window.page).evaluate(
      ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight,
    )
    expect(box).toBeLessThan(25)
    await expect.poll(() => talks(window.page).first().innerText()).toContain('201 lines')
  })

  test('nothing moves where somebody scrolled up', async () => {
    const kept = new KeptLines().addMany(bob, 90, (index) => `line ${index}`)
    const window = await talking(kept)
    const { page } = window
    await lines(page).last().waitFor()
    await log(page).evaluate((box) => box.scrollTo(0, 700))
    await page.getByRole('button', { name: 'To the newest message' }).waitFor()
    const before = await log(page).evaluate((box) => box.scrollTop)
    await say(window, kept, said(bob, 'and another', later))
    await log(page).getByText('and another').waitFor({ state: 'attached' })
    expect(await log(page).evaluate((box) => box.scrollTop)).toBe(before)
  })

  test('a line shows what became of it', async () => {
    const kept = new KeptLines().addMany(bob, 3, (index) => `line ${index}`)
    const window = await talking(kept)
    await lines(window.page).last().waitFor()
    const sent: Entry = { ...said(alice, 'are you there?', later), delivery: { state: 'sending' } }
    await say(window, kept, sent)
    await log(window.page).getByText('are you there?').waitFor()
    const delivery = { state: 'uncertain', reason: 'not-acknowledged' } as const
    await window.publish({ type: 'delivery-changed', conversationId, entryId: sent.id, delivery })
    await log(window.page).getByText('This may not have arrived.').waitFor()
  })
})
