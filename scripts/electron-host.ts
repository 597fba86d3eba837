import path from 'node:path'
import { findBrowser, type BrowserUse } from './browser.ts'
import { root } from './command.ts'

/**
 * Lets everything that this process starts as Electron run on the host in test/electron-host instead, whose windows are
 * pages of a Chromium. False, after a sentence, where there is none.
 */
export async function useHost(use: BrowserUse): Promise<boolean> {
  const browser = process.env.ELECTRON_HOST_CHROMIUM ?? (await findBrowser(use))
  if (browser === null) return false
  process.env.ELECTRON_HOST_CHROMIUM = browser
  process.env.ELECTRON_OVERRIDE_DIST_PATH = path.join(root, 'test/electron-host')
  if (use === 'visible') process.env.ELECTRON_HOST_HEADED = '1'
  return true
}
