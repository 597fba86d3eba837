import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright'
import type { Event } from '../../app/events.ts'
import type { Bridge, CallArgs, CallName, CallValue, Update } from '../../app/ipc.ts'
import { success, type Result } from '../../app/reasons.ts'
import type { State } from '../../app/state.ts'
import { builtRenderer } from './built-renderer.ts'

/** What the stand-in for the main process answers to a call; a call without an answer succeeds with null. */
export type Answers = {
  readonly [K in CallName]?: (...args: CallArgs<K>) => Result<CallValue<K>> | Promise<Result<CallValue<K>>>
}

/** A call that the window made. */
export interface Call {
  readonly name: CallName
  readonly args: readonly unknown[]
}

/** A window of the program on a page whose bridge ends in the test. */
export interface PageWithBridge {
  readonly page: Page
  /** Every call so far, in order. */
  readonly calls: readonly Call[]
  /** Sends what the main process would send on its one channel. */
  update(update: Update): Promise<void>
  publish(...events: Event[]): Promise<void>
  /** Closes the page; throws if the page reported any error, a breach of the content policy included. */
  close(): Promise<void>
}

interface Options {
  /** The query of the address: `window=sign-in`. */
  readonly query: string
  readonly state: State
  readonly answers?: Answers
  readonly browser?: BrowserContextOptions
}

/** The policy that the program serves its pages under. */
const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
}

const origin = 'http://papilio.test'

/** Starts the browser that all pages of a test file share. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['PAPILIO_TEST_BROWSER'] ?? '/usr/bin/chromium-headless-shell',
  })

/** Opens one of the program's windows with a bridge that the test answers. */
export async function openPage(browser: Browser, options: Options): Promise<PageWithBridge> {
  const { query, state, answers = {} } = options
  const context = await browser.newContext({
    viewport: { width: 400, height: 650 },
    reducedMotion: 'reduce',
    ...options.browser,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  const calls: Call[] = []
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.exposeFunction(
    'answerCall',
    async (name: CallName, args: unknown[]): Promise<Result<unknown>> => {
      calls.push({ name, args })
      const answer = answers[name] as
        ((...args: unknown[]) => Result<unknown> | Promise<Result<unknown>>) | undefined
      return answer === undefined ? success(null) : await answer(...args)
    },
  )
  await page.addInitScript(installBridge, state)
  await servePages(page, await builtRenderer())
  await page.goto(`${origin}/index.html?${query}`)
  const update = (each: Update) => page.evaluate((sent) => window.updateWindow(sent), each)
  return {
    page,
    calls,
    update,
    publish: (...events) => update({ kind: 'events', events }),
    close: async () => {
      await context.close()
      if (errors.length > 0) throw new Error(`The page reported: ${errors.join('; ')}`)
    },
  }
}

declare global {
  interface Window {
    answerCall(name: string, args: unknown[]): Promise<Result<never>>
    updateWindow(update: Update): void
  }
}

/** Runs in the page, before its scripts: the half of the bridge that the preload script makes in the program. */
function installBridge(state: State): void {
  const listeners = new Set<(update: Update) => void>()
  window.updateWindow = (update) => listeners.forEach((listener) => listener(update))
  const bridge: Bridge = {
    call: (name, ...args) => window.answerCall(name, args),
    subscribe(listener) {
      listeners.add(listener)
      queueMicrotask(() => listener({ kind: 'events', events: [{ type: 'snapshot', state }] }))
      return () => listeners.delete(listener)
    },
  }
  Object.assign(window, { messenger: bridge })
}

async function servePages(page: Page, folder: string): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    const body = await readFile(join(folder, pathname)).catch(() => null)
    if (body === null) return route.fulfill({ status: 404 })
    const headers = { 'content-type': types[extname(pathname)] ?? 'application/octet-stream' }
    await route.fulfill({ body, headers: { ...headers, 'content-security-policy': contentPolicy } })
  })
}
