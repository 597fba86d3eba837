import path from 'node:path'
import { root, say } from './command.ts'
import { fetchElectron } from './electron-binary.ts'
import { useHost } from './electron-host.ts'

/**
 * What starts the program in windows: Electron, or where it cannot be had the host, which is the same program with its
 * windows in a Chromium. Null, after a sentence, where there is neither.
 */
export async function programCommand(): Promise<readonly string[] | null> {
  const electron = await fetchElectron()
  if (electron !== null) return runsAsRoot() ? [electron, '--no-sandbox'] : [electron]
  if (!(await useHost('visible'))) return null
  say('Papilio opens in Chromium windows instead: the same program, without tray and notifications.')
  return [path.join(root, 'test/electron-host/electron')]
}

function runsAsRoot(): boolean {
  const yes = process.platform === 'linux' && process.getuid?.() === 0
  if (yes) say('Electron has no sandbox for the root user; start Papilio as an ordinary user to have it.')
  return yes
}
