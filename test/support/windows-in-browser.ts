import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { openPage, startBrowser, type PageWithBridge } from './page-with-bridge.ts'

type Options = Parameters<typeof openPage>[1]

/** Gives a test file a browser; each page that a test opens is closed after it, and fails it by any error it reported. */
export function windowsInBrowser(): (options: Options) => Promise<PageWithBridge> {
  let browser: Browser
  let opened: readonly PageWithBridge[] = []
  beforeAll(async () => {
    browser = await startBrowser()
  }, 60_000)
  afterAll(() => browser.close())
  afterEach(async () => {
    const pages = opened
    opened = []
    for (const each of pages) await each.close()
  })
  return async (options) => {
    const page = await openPage(browser, options)
    opened = [...opened, page]
    return page
  }
}
