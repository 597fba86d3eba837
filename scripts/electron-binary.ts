import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root, runNode, say } from './command.ts'

const folder = path.join(root, 'node_modules/electron')

/** So long may Electron's download take; a connection that cannot be made fails much sooner. */
const downloadLimitMs = 15 * 60_000

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
    timeoutMs: downloadLimitMs,
  })
  const fetched = electronBinary()
  if (code === 0 && fetched !== null) return fetched
  const refused = /Response code \d+/.exec(output)?.[0]
  say(
    `Electron ${electronVersion()} could not be fetched: ${refused ?? 'its publisher cannot be reached from here'}.`,
  )
  return null
}
