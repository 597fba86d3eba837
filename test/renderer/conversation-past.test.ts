import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import type { HistoryPlace } from '../../app/history.ts'
import { failure, success } from '../../app/reasons.ts'
import {
  accountId,
  argsOf,
  bob,
  conversationId,
  conversationWindows,
  line,
  sent,
  type ConversationOptions,
} from '../support/conversation-page.ts'
import { earlier, evening, from, idsShown, openOn, pastNumbers } from '../support/conversation-past.ts'
import { KeptLines, minute, said } from '../support/history-page.ts'
import type { PageWithBridge } from '../support/page-with-bridge.ts'

const show = conversationWindows()

const open = (kept: KeptLines, options?: ConversationOptions) => openOn(show, kept, options)

/** How many pixels below the upper edge of the log a line begins; null for one that is not in sight. */
const placeOf = (page: Page, id: string) =>
  page.getByRole('log').evaluate((log, wanted) => {
    const edge = log.getBoundingClientRect()
    const line = log.querySelector(`[data-entry="${wanted}"]`)?.getBoundingClientRect()
    return line === undefined || line.top < edge.top || line.top > edge.bottom ? null : line.top - edge.top
  }, id)

/** Resolves when a key's smooth scrolling is over. */
const scrolled = (page: Page) =>
  page.getByRole('log').evaluate(async (log) => {
    for (let still = 0; still < 5;) {
      const top = log.scrollTop
      await new Promise((resolve) => requestAnimationFrame(resolve))
      still = top === log.scrollTop ? still + 1 : 0
    }
  })

/** A line in sight is where it was after something happened, to the pixel, and when everything has come to rest, too. */
async function staysInPlace(page: Page, id: string, happens: () => Promise<void>): Promise<void> {
  await expect.poll(() => placeOf(page, id)).not.toBeNull()
  await scrolled(page)
  const before = (await placeOf(page, id))!
  await happens()
  const frame = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  for (let frames = 0; frames < 5; frames++) {
    await frame()
    expect(Math.abs(((await placeOf(page, id)) ?? Infinity) - before)).toBeLessThan(1)
  }
}

describe('a conversation opens', () => {
  test('with the last talk in grey, its day, and today’s lines below', async () => {
    const { page, log } = await open(earlier(60), { entries: [line(bob, 'hi')] })
    await expect.poll(() => pastNumbers(page)).toEqual(from(40, 59))
    await log
      .getByText('Earlier: Monday, 3 November 2025 at 17:59')
      .or(log.getByText(/^Earlier: Monday/))
      .waitFor()
    const text = await log.innerText()
    expect(text.indexOf('past 59')).toBeLessThan(text.indexOf('Earlier: Monday'))
    expect(text.indexOf('Earlier: Monday')).toBeLessThan(text.indexOf('hi'))
    expect(text).not.toContain('Say hello')
    const colorOf = (words: string) =>
      page.getByText(words, { exact: true }).evaluate((element) => getComputedStyle(element).color)
    expect(await colorOf('past 59')).not.toBe(await colorOf('hi'))
    expect(await page.locator('.past').getAttribute('aria-live')).toBe('off')
    expect(await log.evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop)).toBeLessThan(2)
  })

  test('with nothing of it where the user does not want that, until it is asked for', async () => {
    const { page } = await open(earlier(30), { settings: { showLastTalk: false } })
    await page.getByText('Say hello to Bob!').waitFor()
    expect(await pastNumbers(page)).toEqual([])
    await page.getByRole('button', { name: 'Show earlier' }).click()
    await expect.poll(() => pastNumbers(page)).toEqual(from(0, 29))
    await page.getByText('This is where your conversation begins.').waitFor()
  })

  test.each([true, false])('for the first time without a word about the past: %s', async (showLastTalk) => {
    const { window, page } = await open(new KeptLines(), { settings: { showLastTalk } })
    await page.getByText('Say hello to Bob!').waitFor()
    await expect.poll(() => argsOf(window, 'readHistory').length).toBe(1)
    expect(await page.locator('.past').innerText()).toBe('')
  })

  test('also when the history cannot be read; that can be tried again', async () => {
    const kept = earlier(5)
    let works = false
    const { page, say } = await open(kept, {
      answers: {
        readHistory: (account, historyId, place, count) =>
          works
            ? success(kept.read(account, historyId, place as HistoryPlace, count))
            : failure('disk-failed'),
      },
    })
    await page.getByText('What was said before cannot be shown.').waitFor()
    await say(line(bob, 'hi'))
    await page.getByText('hi', { exact: true }).waitFor()
    works = true
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => pastNumbers(page)).toEqual(from(0, 4))
  })

  test('with a line that never arrived below what was said after it, once', async () => {
    const waiting = sent('still here', { state: 'waiting', reason: 'contact-offline' })
    const kept = earlier(30).add(bob.address, said(bob, 'past 99', evening + minute))
    const { page } = await open(kept, { entries: [{ ...waiting, at: evening }] })
    await expect.poll(async () => (await pastNumbers(page)).at(-1)).toBe(99)
    expect((await idsShown(page)).filter((id) => id === waiting.id)).toHaveLength(1)
    expect((await idsShown(page)).at(-1)).toBe(waiting.id)
  })
})

describe('further back', () => {
  const ways: readonly (readonly [string, (window: PageWithBridge) => Promise<void>])[] = [
    [
      'by the wheel',
      async ({ page }) => {
        await page.getByRole('log').hover()
        await page.mouse.wheel(0, -100_000)
      },
    ],
    [
      'with Home',
      async ({ page }) => {
        await page.getByRole('log').focus()
        await page.keyboard.press('Home')
      },
    ],
    [
      'with Page Up',
      async ({ page }) => {
        await page.getByRole('log').focus()
        await page.getByRole('log').evaluate((box) => (box.scrollTop = box.clientHeight))
        await page.keyboard.press('PageUp')
      },
    ],
    [
      'with Page Up in the field',
      async ({ page }) => {
        await page.getByRole('log').evaluate((box) => (box.scrollTop = box.clientHeight))
        await page.getByRole('textbox').focus()
        await page.keyboard.press('PageUp')
      },
    ],
    ['by a button', ({ page }) => page.getByRole('button', { name: 'Show earlier' }).click()],
  ]
  test.each(ways)('%s: fifty more, and nothing moves', async (_name, go) => {
    let answer = Promise.withResolvers<void>()
    const kept = earlier(200)
    const { window, page } = await open(kept, {
      entries: [line(bob, 'hi')],
      answers: {
        readHistory: async (account, historyId, place, count) => {
          if (place.kind !== 'end') await answer.promise
          return success(kept.read(account, historyId, place as HistoryPlace, count))
        },
      },
    })
    await expect.poll(() => pastNumbers(page)).toEqual(from(180, 199))
    await go(window)
    await expect.poll(() => argsOf(window, 'readHistory').length).toBe(2)
    await staysInPlace(page, 'bob@example.com-180', async () => {
      answer.resolve()
      await expect.poll(() => pastNumbers(page)).toEqual(from(130, 199))
    })
    answer = Promise.withResolvers()
    await page.getByRole('log').evaluate((box) => (box.scrollTop = 0))
    await expect.poll(() => argsOf(window, 'readHistory').length).toBe(3)
    await staysInPlace(page, 'bob@example.com-130', async () => {
      answer.resolve()
      await expect.poll(() => pastNumbers(page)).toEqual(from(80, 199))
    })
  })

  test('ends where the conversation begins', async () => {
    const { window, page, log } = await open(earlier(60))
    await expect.poll(async () => (await pastNumbers(page)).length).toBe(20)
    await log.focus()
    await page.keyboard.press('Home')
    await expect.poll(() => pastNumbers(page)).toEqual(from(0, 59))
    await page.getByText('This is where your conversation begins.').waitFor()
    const asked = argsOf(window, 'readHistory').length
    await log.evaluate((box) => (box.scrollTop = 0))
    await page.keyboard.press('Home')
    await page.keyboard.press('PageUp')
    expect(argsOf(window, 'readHistory').length).toBe(asked)
    expect(await page.getByRole('button', { name: 'Show earlier' }).count()).toBe(0)
  })

  test('lines that come meanwhile are shown once, and do not move what is read', async () => {
    const kept = earlier(100)
    let answer = Promise.withResolvers<void>()
    answer.resolve()
    const { page, say, log } = await open(kept, {
      entries: [line(bob, 'hi')],
      answers: {
        readHistory: async (account, historyId, place, count) => {
          await answer.promise
          return success(kept.read(account, historyId, place as HistoryPlace, count))
        },
      },
    })
    await expect.poll(async () => (await pastNumbers(page)).length).toBe(20)
    answer = Promise.withResolvers()
    await log.focus()
    await page.keyboard.press('Home')
    await staysInPlace(page, 'bob@example.com-80', async () => {
      await say(line(bob, 'meanwhile'))
      await page.getByRole('button', { name: '1 new message' }).waitFor()
      answer.resolve()
      await expect.poll(() => pastNumbers(page)).toEqual(from(30, 99))
    })
    const ids = await idsShown(page)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('of thousands of lines stays fluid: what is out of sight is not laid out, and there is an end to it', async () => {
    const { window, page, log } = await open(earlier(10_000), { settings: { showLastTalk: false } })
    await page.getByRole('button', { name: 'Show earlier' }).click()
    for (let count = 50; count < 2000; count += 50) {
      await expect.poll(async () => (await pastNumbers(page)).length).toBe(count)
      await log.evaluate((box) => (box.scrollTop = 0))
    }
    await page.getByText('So much is shown here.').waitFor()
    expect(await pastNumbers(page)).toEqual(from(8000, 9999))
    const drawn = await page
      .locator('.past .lines-head')
      .evaluateAll(
        (all) => all.filter((head) => head.checkVisibility({ contentVisibilityAuto: true })).length,
      )
    expect(drawn).toBeLessThan(100)
    await page.getByRole('button', { name: 'Open in the history' }).click()
    await expect.poll(() => argsOf(window, 'showHistory')).toEqual([[{ accountId, historyId: bob.address }]])
  }, 60_000)

  test('as a group, what was said with the one person stays above, and goes on', async () => {
    const { window, page, log } = await open(earlier(60), { entries: [line(bob, 'hi')] })
    await expect.poll(async () => (await pastNumbers(page)).length).toBe(20)
    await window.publish({ type: 'became-group', conversationId, historyId: 'group:1' })
    await window.publish({ type: 'entry-added', conversationId, entry: line(bob, 'all of you') })
    await page.getByText('all of you').waitFor()
    await log.focus()
    await page.keyboard.press('Home')
    await expect.poll(() => pastNumbers(page)).toEqual(from(0, 59))
    expect(argsOf(window, 'readHistory').every(([, historyId]) => historyId === bob.address)).toBe(true)
  })
})

test('a line from before a conversation became a group is taken back where the history keeps it', async () => {
  const entry = sent('for you only', { state: 'failed', reason: 'not-delivered' })
  const { window, page } = await open(earlier(1), {
    entries: [entry],
    answers: { discardMessage: () => success('for you only') },
  })
  await window.publish({ type: 'became-group', conversationId, historyId: 'group:1' })
  await window.publish({ type: 'entry-added', conversationId, entry: line(bob, 'all of you') })
  await page.getByText('all of you').waitFor()
  await page.getByRole('button', { name: 'Take back: for you only' }).click()
  const scope = { kind: 'lines', accountId, historyId: bob.address, entryIds: [entry.id] }
  await expect.poll(() => argsOf(window, 'deleteHistory')).toEqual([[scope]])
})

test('a line that goes leaves who scrolled up where they are', async () => {
  const mine = sent('the last but one of mine', { state: 'delivered' })
  const last = sent('the last of mine', { state: 'delivered' })
  const lines = Array.from({ length: 60 }, (_, at) => line(bob, `live ${at}`))
  const { window, page, log } = await open(earlier(1), { entries: [...lines, mine, last] })
  await page.getByText('the last of mine').waitFor()
  await log.hover()
  await page.mouse.wheel(0, -600)
  await page.getByRole('button', { name: 'To the newest message' }).waitFor()
  const top = await log.evaluate((box) => box.scrollTop)
  await window.publish({ type: 'entries-removed', conversationId, entryIds: [last.id] })
  await page.getByText('the last of mine').waitFor({ state: 'detached' })
  expect(Math.abs((await log.evaluate((box) => box.scrollTop)) - top)).toBeLessThan(2)
})
