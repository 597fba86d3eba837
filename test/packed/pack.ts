import { extractAll } from '@electron/asar'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { electronVersion } from '../../scripts/electron-binary.ts'
import { writeStandInElectron } from '../../scripts/stand-in-electron.ts'
import { tool } from '../../scripts/tools.ts'

/**
 * Packs the built program as for its users, around a stand-in for Electron: what is looked at are the program's files and
 * the fuses. The tests find the package by PAPILIO_PACKAGE; the extracted program is what launch.ts starts.
 */
export default async function pack(): Promise<() => void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-packed-'))
  const standIn = path.join(folder, 'stand-in-electron')
  const release = path.join(folder, 'release')
  const extracted = path.join(folder, 'program')
  writeStandInElectron(standIn, electronVersion())
  const { code, output } = await tool('electron-builder', [
    ...['--linux', 'dir', '--x64', '--publish', 'never'],
    `--config.electronDist=${standIn}`,
    `--config.directories.output=${release}`,
  ])
  if (code !== 0) throw new Error(`electron-builder ended with code ${code}:\n${output}`)
  mkdirSync(extracted)
  extractAll(path.join(release, 'linux-unpacked/resources/app.asar'), extracted)
  process.env.PAPILIO_PACKAGE = path.join(release, 'linux-unpacked')
  process.env.PAPILIO_E2E_APP_DIR = extracted
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
