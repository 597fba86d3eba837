import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { axeViolations, scrollsSideways } from '../support/axe.ts'
import {
  accountId,
  alice,
  argsOf,
  bob,
  conversationId,
  conversationWindows,
  line,
  sent,
  type ConversationOptions,
} from '../support/conversation-page.ts'
import {
  earlier,
  evening,
  from,
  idsShown,
  lookAt,
  openOn,
  pastNumbers,
} from '../support/conversation-past.ts'
import { KeptLines, said } from '../support/history-page.ts'

const show = conversationWindows()

const open = (kept: KeptLines, options?: ConversationOptions) => openOn(show, kept, options)

describe('a line', () => {
  const remaining = async (page: Page) => (await pastNumbers(page)).join()

  test('that is deleted elsewhere is gone when the window is looked at', async () => {
    const kept = earlier(10)
    const { page } = await open(kept)
    await expect.poll(() => remaining(page)).toBe(from(0, 9).join())
    kept.remove(['bob@example.com-3', 'bob@example.com-0'])
    await lookAt(page)
    await expect.poll(() => remaining(page)).toBe('1,2,4,5,6,7,8,9')
  })

  test('is gone when a task deleted everything', async () => {
    const kept = earlier(10)
    const { window, page } = await open(kept, { entries: [line(bob, 'hi')] })
    await expect.poll(() => remaining(page)).toBe(from(0, 9).join())
    await window.publish({ type: 'history-task-changed', task: { kind: 'delete', done: 0, total: 11 } })
    kept.lines = []
    await window.publish(
      { type: 'entries-removed', conversationId, entryIds: null },
      { type: 'history-task-changed', task: null },
    )
    await page.getByText('Say hello to Bob!').waitFor()
    expect(await remaining(page)).toBe('')
  })

  test('that is taken back does not come back as one of the past', async () => {
    const waiting = sent('taken back', { state: 'waiting', reason: 'contact-offline' })
    const { window, page } = await open(earlier(10), { entries: [waiting] })
    await expect.poll(() => remaining(page)).toBe(from(0, 9).join())
    await window.publish({ type: 'entries-removed', conversationId, entryIds: [waiting.id] })
    await page.getByText('taken back').waitFor({ state: 'detached' })
    await lookAt(page)
    await page.getByRole('log').focus()
    expect(await idsShown(page)).not.toContain(waiting.id)
  })

  test('is reached with the arrow keys, copied, and deleted after a question', async () => {
    const { window, page, log } = await open(earlier(10), { entries: [line(bob, 'hi')] })
    await expect.poll(() => remaining(page)).toBe(from(0, 9).join())
    await log.focus()
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    await page.keyboard.press('ArrowUp')
    expect(await focused()).toBe('hi')
    await page.keyboard.press('ArrowUp')
    expect(await focused()).toBe('past 9')
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await expect.poll(() => page.getByRole('textbox').inputValue()).toBe('past 9')
    await page.locator('[data-entry="bob@example.com-9"]').focus()
    await page.keyboard.press('Delete')
    const dialog = page.getByRole('dialog', { name: 'Delete this line?' })
    await dialog.getByRole('button', { name: 'Delete for good' }).click()
    const scope = { kind: 'lines', accountId, historyId: bob.address, entryIds: ['bob@example.com-9'] }
    await expect.poll(() => argsOf(window, 'deleteHistory')).toEqual([[scope]])
    await expect.poll(() => remaining(page)).toBe(from(0, 8).join())
  })

  test('has a menu of its own, by mouse and by key', async () => {
    const { window, page, log } = await open(new KeptLines(), {
      entries: [line(bob, 'hi'), line(alice, 'ho')],
    })
    await page.getByText('hi', { exact: true }).click({ button: 'right' })
    const items = page.getByRole('menu', { name: 'This line' }).getByRole('menuitem')
    expect(await items.evaluateAll((all) => all.map((item) => item.ariaLabel))).toEqual([
      'Copy the line',
      'Message history…',
      'Delete the line…',
    ])
    await page.keyboard.press('Escape')
    await log.focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+F10')
    await items.first().waitFor()
    await page.getByRole('menuitem', { name: 'Message history…' }).click()
    await expect.poll(() => argsOf(window, 'showHistory')).toEqual([[{ accountId, historyId: bob.address }]])
  })
})

describe.each([
  { name: 'light', browser: { colorScheme: 'light' }, settings: {} },
  { name: 'dark', browser: { colorScheme: 'dark' }, settings: {} },
  {
    name: 'narrow, letters of twice the size',
    browser: { viewport: { width: 365, height: 600 } },
    settings: { textSize: 200 },
  },
] as const)('for everybody: $name', ({ browser, settings }) => {
  test('what was said before can be read, whatever colour it was written in', async () => {
    const kept = earlier(30)
    const colors = ['#ffff00', '#c0c0c0', '#000000', '#ffffff']
    for (const [index, color] of colors.entries())
      kept.add(
        bob.address,
        said(bob, `in ${color} :) https://example.com`, evening + index, { format: { color } }),
      )
    const failed = { state: 'failed', reason: 'not-delivered' } as const
    kept.add(bob.address, { ...said(alice, 'lost', evening + 9), delivery: failed })
    const { page, log } = await open(kept, {
      entries: [line(bob, 'hi')],
      settings,
      browser: { ...browser, reducedMotion: 'reduce' },
    })
    await page.getByText('lost', { exact: true }).waitFor()
    expect(await axeViolations(page)).toEqual([])
    await log.evaluate((box) => (box.scrollTop = 0))
    await page.getByText('This is where your conversation begins.').waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await scrollsSideways(page)).toBe(false)
  })
})
