import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root, runNode, say } from './command.ts'

const folder = path.join(root, 'node_modules/electron')

/** So long may Electron's download take, and so long its unpacking when it can only come from the computer's cache. */
const downloadLimitMs = 15 * 60_000
const cachedLimitMs = 30_000

/** So long Electron's publisher may take to answer at all: some networks drop packets to elsewhere without a word. */
const answerLimitMs = 10_000

/** Electron's version, as package.json asks for it. */
export function electronVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}

/** The path of Electron's executable in node_modules, or null while it has not been fetched. */
export function electronBinary(): string | null {
  const note = path.join(folder, 'path.txt')
  if (!existsSync(note)) return null
  const file = path.join(folder, 'dist', readFileSync(note, 'utf8'))
  return existsSync(file) ? file : null
}

/** Electron's executable, fetched from its publisher the first time; null, after a sentence, where that fails. */
export async function fetchElectron(): Promise<string | null> {
  const present = electronBinary()
  if (present !== null) return present
  say(`Fetching Electron ${electronVersion()}, once …`)
  const env = { ...process.env }
  delete env.ELECTRON_OVERRIDE_DIST_PATH
  const { code, output } = await runNode('node_modules/electron/install.js', [], {
    env,
    timeoutMs: (await publisherAnswers()) ? downloadLimitMs : cachedLimitMs,
  })
  const fetched = electronBinary()
  if (code === 0 && fetched !== null) return fetched
  const refused = /Response code \d+/.exec(output)?.[0]
  say(
    `Electron ${electronVersion()} could not be fetched: ${refused ?? 'its publisher cannot be reached from here'}.`,
  )
  return null
}

/** Whether there is any answer from where Electron is fetched; behind a proxy only the download itself can tell. */
async function publisherAnswers(): Promise<boolean> {
  const { ELECTRON_GET_USE_PROXY, ELECTRON_MIRROR, npm_config_electron_mirror: mirror } = process.env
  if (ELECTRON_GET_USE_PROXY) return true
  const signal = AbortSignal.timeout(answerLimitMs)
  const address = ELECTRON_MIRROR ?? mirror ?? 'https://github.com/'
  return fetch(address, { method: 'HEAD', redirect: 'manual', signal }).then(
    () => true,
    () => false,
  )
}
