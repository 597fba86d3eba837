import {
  _electron,
  expect,
  test as base,
  type ElectronApplication,
  type JSHandle,
  type Page,
} from '@playwright/test'
import type { BrowserWindow } from 'electron'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WindowKind } from '../../app/ipc.ts'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const host = path.join(root, 'test/electron-host')

// Electron's own variable says what the package `electron`, and so Playwright, starts. Without Electron's binary it is the host.
if (!hasElectron() && process.env.PAPILIO_E2E_BACKEND !== 'electron')
  process.env.ELECTRON_OVERRIDE_DIST_PATH ??= host

/** What runs the program: the real Electron, or the host on Chromium. */
export const backend = process.env.ELECTRON_OVERRIDE_DIST_PATH === host ? 'host' : 'electron'

/** The folder of the program: this repository, or what a package contains. */
const programFolder = process.env.PAPILIO_E2E_APP_DIR ?? root

/** What the program told the desktop; see spy.cjs. */
export type RecordKind =
  'open-external' | 'error-box' | 'badge' | 'flash' | 'notification' | 'save-dialog' | 'open-dialog'

/** What tests make of the computer around the program; what is left out stays as it is. */
export interface Computer {
  /** Seconds since the user's last input. */
  readonly idleSeconds?: number
  /** Whether the system has a network. */
  readonly online?: boolean
  /** What the system's proxy settings answer: `SOCKS5 127.0.0.1:1080`. */
  readonly proxies?: string
}

/** What spy.cjs keeps in the main process. */
interface Spy {
  readonly records: { kind: string; args: unknown[] }[]
  readonly notifications: NodeJS.EventEmitter[]
  readonly fileAnswers: string[]
  readonly computer: Record<string, unknown>
}

/** How a program is started. */
export interface LaunchOptions {
  /** A profile to go on with, as a program that ended left it. */
  readonly userData?: string
  readonly env?: Readonly<Record<string, string>>
  /** The program hosts the local network itself instead of finding the test's. */
  readonly ownNetwork?: boolean
}

/** What makes a window one's own: parts of its address. */
interface WindowQuery {
  /** The address of the account whose contact list it is. */
  readonly account?: string
  /** The other person of a conversation. */
  readonly with?: string
  /** The id of the network of that account. */
  readonly network?: string
}

/** One running copy of the whole program. */
export class Program {
  readonly electron: ElectronApplication
  readonly userData: string

  constructor(electron: ElectronApplication, userData: string) {
    this.electron = electron
    this.userData = userData
  }

  /** The page of a window; waits until it is open. */
  async window(kind: WindowKind, query: WindowQuery = {}): Promise<Page> {
    let found: Page | undefined
    await expect(async () => {
      const pages = this.electron.windows().filter((page) => matches(page.url(), kind, query))
      found = await firstThatAnswers(pages.reverse())
      expect(found, `the window ${kind} ${JSON.stringify(query)}`).toBeDefined()
    }).toPass({ timeout: 30_000, intervals: [20, 50, 100] })
    await found!.waitForLoadState()
    return found!
  }

  /** Whether such a window is open now. Main is asked: a page that closes while it loads may stay in Playwright's list. */
  async hasWindow(kind: WindowKind, query: WindowQuery = {}): Promise<boolean> {
    const addresses = await this.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
    )
    return addresses.some((address) => matches(address, kind, query))
  }

  /** Signs in on the local network by the sign-in window, and answers with the contact list's window. */
  async signIn(address: string, password = 'secret'): Promise<Page> {
    const page = await this.window('sign-in')
    await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Local network' })
    await page.getByLabel('Address', { exact: true }).fill(address)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    return this.window('contact-list', { account: address })
  }

  /** Runs something on a page's BrowserWindow, in the main process. */
  async browserWindow<R>(page: Page, run: (window: BrowserWindow) => R): Promise<R> {
    const handle = (await this.electron.browserWindow(page)) as JSHandle<BrowserWindow>
    return handle.evaluate<R>(run)
  }

  /** What was recorded of a kind, oldest first. */
  recorded(kind: RecordKind): Promise<unknown[][]> {
    return this.electron.evaluate((_electron, wanted) => {
      const { records } = (globalThis as unknown as { spy: Spy }).spy
      return records.filter((each) => each.kind === wanted).map(({ args }) => args)
    }, kind)
  }

  /** Clicks the notification that was shown last. */
  clickNotification(): Promise<void> {
    return this.electron.evaluate(() => {
      const { notifications } = (globalThis as unknown as { spy: Spy }).spy
      notifications.at(-1)?.emit('click', {})
    })
  }

  /** Changes the computer around the program, which notices within a few seconds. */
  setComputer(computer: Computer): Promise<void> {
    return this.electron.evaluate((_electron, change) => {
      Object.assign((globalThis as unknown as { spy: Spy }).spy.computer, change)
    }, computer)
  }

  /** The computer wakes up. */
  wakeUp(): Promise<void> {
    return this.electron.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('resume')
    })
  }

  /** Answers the next dialog for a file with this path; a dialog without an answer is cancelled. */
  answerFileDialog(file: string): Promise<void> {
    return this.electron.evaluate((_electron, answer) => {
      ;(globalThis as unknown as { spy: Spy }).spy.fileAnswers.push(answer)
    }, file)
  }

  close(): Promise<void> {
    return this.electron.close()
  }
}

/** Starts the built program. Rejects when it ends at once. */
export async function start(
  options: LaunchOptions,
  network: LocalServer | null,
  userData: string,
): Promise<Program> {
  const ports = network && {
    PAPILIO_LOCAL_PORT: `${network.port}`,
    PAPILIO_LOCAL_HTTP_PORT: `${network.httpPort}`,
  }
  const electron = await _electron.launch({
    args: ['-r', path.join(root, 'test/support/spy.cjs'), programFolder],
    cwd: root,
    env: { ...plainEnv(), LANG: 'en_US.UTF-8', PAPILIO_USER_DATA: userData, ...ports, ...options.env },
    timeout: 60_000,
  })
  if (process.env.PAPILIO_E2E_LOG) electron.process().stderr?.pipe(process.stderr)
  return new Program(electron, userData)
}

interface Fixtures {
  /** A local network of the test's own, in the test's process. */
  network: LocalServer
  /** Starts one copy of the program; it ends with the test. */
  launch: (options?: LaunchOptions) => Promise<Program>
}

/** Playwright's `test` with whole programs and a network to meet on. */
export const test = base.extend<Fixtures>({
  // Playwright insists on the braces.
  // eslint-disable-next-line no-empty-pattern
  network: async ({}, use) => {
    const network = await startLocalServer({ host: '127.0.0.1', port: 0, httpPort: 0, directoryFile: null })
    await use(network)
    await network.close()
  },
  launch: async ({ network }, use) => {
    const programs: Program[] = []
    const folders = new Set<string>()
    await use(async (options = {}) => {
      const userData = options.userData ?? mkdtempSync(path.join(os.tmpdir(), 'papilio-e2e-'))
      folders.add(userData)
      const program = await start(options, options.ownNetwork ? null : network, userData)
      programs.push(program)
      return program
    })
    for (const program of programs) await program.close().catch(() => {})
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  },
})

export { expect }

/** A page that closed while it loaded may stay in Playwright's list, and never answers. */
async function firstThatAnswers(pages: readonly Page[]): Promise<Page | undefined> {
  for (const page of pages) {
    if (page.isClosed()) continue
    const silence = new Promise<false>((resolve) => setTimeout(resolve, 3_000, false))
    const answer = page.evaluate(() => true).catch(() => false)
    if (await Promise.race([answer, silence])) return page
  }
  return undefined
}

function matches(address: string, kind: WindowKind, query: WindowQuery): boolean {
  const parameters = URL.canParse(address) ? new URL(address).searchParams : new URLSearchParams()
  if (parameters.get('window') !== kind) return false
  if (query.account !== undefined && !parameters.get('account')?.endsWith(`/${query.account.toLowerCase()}`))
    return false
  const id = parameters.get('id') ?? ''
  if (query.network !== undefined && !(parameters.get('account') ?? id).startsWith(`${query.network}/`))
    return false
  return query.with === undefined || id.endsWith(`>${query.with.toLowerCase()}`)
}

function hasElectron(): boolean {
  const folder = path.join(root, 'node_modules/electron')
  const note = path.join(folder, 'path.txt')
  return existsSync(note) && existsSync(path.join(folder, 'dist', readFileSync(note, 'utf8')))
}

function plainEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((each): each is [string, string] => each[1] !== undefined),
  )
}
