import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { run, say } from './command.ts'

/** Whether there is a screen to open windows on. */
export const hasDisplay = (env: NodeJS.ProcessEnv = process.env): boolean =>
  process.platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY)

/** Chromium for windows that somebody looks at, or its smaller sibling that only draws into pictures. */
export type BrowserUse = 'visible' | 'headless'

const names: Record<BrowserUse, readonly string[]> = {
  headless: [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ],
  visible: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
}

/** Where systems put Chrome that have no PATH for it. */
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const debianPackage: Record<BrowserUse, string> = { headless: 'chromium-headless-shell', visible: 'chromium' }

/** Fonts that pictures of windows need: letters, and the faces of the emoticons. */
const fonts = [
  { file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', name: 'fonts-dejavu-core' },
  { file: '/usr/share/fonts/truetype/liberation', name: 'fonts-liberation' },
  { file: '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf', name: 'fonts-noto-color-emoji' },
]

/** The path of a Chromium, installed by Debian's packages where this process may do so; null after saying why not. */
export async function findBrowser(use: BrowserUse): Promise<string | null> {
  const found = onPath(names[use]) ?? usualPlaces.find(isExecutable)
  if (found !== undefined) return found
  const problem = mayInstall() ? await aptInstall([debianPackage[use], ...missingFonts()]) : null
  const installed = onPath(names[use])
  if (installed === null) say(problem ?? advice(use))
  return installed
}

/** Installs what pictures need to show every letter and emoticon, where this process may; without it they show boxes. */
export async function installFonts(): Promise<void> {
  const missing = missingFonts()
  if (process.platform !== 'linux' || missing.length === 0) return
  const problem = mayInstall()
    ? await aptInstall(missing)
    : `The pictures may lack signs without ${missing.join(', ')}.`
  if (problem !== null) say(problem)
}

function onPath(programs: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  for (const program of programs) {
    for (const folder of folders) {
      const file = path.join(folder, program)
      if (isExecutable(file)) return file
    }
  }
  return null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const missingFonts = (): string[] => fonts.filter(({ file }) => !existsSync(file)).map(({ name }) => name)

const mayInstall = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && onPath(['apt-get']) !== null

async function aptInstall(packages: readonly string[]): Promise<string | null> {
  say(`Installing ${packages.join(', ')} with apt-get, once …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await run('apt-get', ['update', '-qq'], { env })
  const installed = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
  })
  if (installed.code === 0) return null
  const last = `${updated.output}\n${installed.output}`.trim().split('\n').at(-1) ?? ''
  return `apt-get could not install ${packages.join(', ')} (${last}).`
}

function advice(use: BrowserUse): string {
  const what =
    process.platform === 'linux' ? `Chromium (Debian: apt-get install ${debianPackage[use]})` : 'Chromium'
  return `${what} or Google Chrome is needed and not on the PATH: install it and try again.`
}
