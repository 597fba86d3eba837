import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { HistoryScope } from '../../app/history.ts'
import { defaultFormat, type Author, type Entry } from '../../app/message.ts'
import { exportHistory } from '../../main/history/export/export-history.ts'
import type { NewLine } from '../../main/storage/history/history.ts'
import { startBrowser } from '../support/page-with-bridge.ts'
import { withFiles } from './import-files.ts'
import { alice, HistoryInMemory, unending } from './import-support.ts'

/** Exported pages in a browser. */
export interface ExportedPages {
  readonly page: Page
  /** What the page asked for, beside itself, and what it said. */
  readonly complaints: readonly string[]
}

/** Gives each test of a file an empty page. */
export function exportedPages(): () => ExportedPages {
  let browser: Browser
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    browser = await startBrowser()
  }, 60_000)
  afterAll(() => browser.close())
  beforeEach(async () => {
    const context = await browser.newContext({ bypassCSP: true, viewport: { width: 900, height: 700 } })
    page = await context.newPage()
    complaints = []
    page.on('request', (request) => {
      if (!/^(?:file|data):/.test(request.url())) complaints.push(request.url())
    })
    page.on('console', (message) => void complaints.push(message.text()))
    page.on('dialog', (dialog) => {
      complaints.push(dialog.message())
      void dialog.dismiss()
    })
  })
  afterEach(() => page.context().close())
  return () => ({ page, complaints })
}

/** Somebody to talk with, and the owner of the account. */
export const bob: Author = { address: 'bob@example.com', name: 'Bob' }
export const me: Author = { address: 'alice@live.com', name: 'Alice' }

/** The conversation with Bob. */
export const withBob: HistoryScope = {
  kind: 'conversation',
  accountId: alice.accountId,
  historyId: 'bob@example.com',
}

/** When the first line of a conversation is written. */
export const noon = new Date(2026, 10, 20, 12).getTime()

const hello = {
  kind: 'text',
  at: noon,
  author: bob,
  mine: false,
  text: 'hello',
  format: defaultFormat,
  delivery: { state: 'received' },
} as const

let ids = 0

/** A line of the conversation with Bob: "hello" at noon, but for what differs. */
export const line = (entry: Partial<Entry>, people: readonly Author[] = [bob]): NewLine => ({
  accountId: alice.accountId,
  historyId: 'bob@example.com',
  group: false,
  people,
  entry: { ...hello, ...entry, id: `e${(ids += 1)}` } as Entry,
})

/** Exports the conversation with these lines and opens the page. */
export async function show(page: Page, lines: readonly NewLine[], locale = 'en-GB'): Promise<void> {
  await withFiles({}, async (folder) => {
    const history = new HistoryInMemory()
    history.write(...lines)
    const path = join(folder, 'page.html')
    await exportHistory(history.reader, { scope: withBob, format: 'html', path, locale }, unending)
    await page.goto(pathToFileURL(path).href)
  })
}

/** The texts of all elements that a selector finds. */
export const textsOf = (page: Page, selector: string): Promise<readonly string[]> =>
  page.locator(selector).allTextContents()
