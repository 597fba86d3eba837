import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What comes before the fuses in every Electron executable; see @electron/fuses. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** Version 1, nine fuses, each in the position that Electron ships it with. */
const fuses = Buffer.concat([Buffer.from([1, 9]), Buffer.from('101100011')])

const emptyFiles = [
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome-sandbox',
  'chrome_crashpad_handler',
  'libffmpeg.so',
]

/**
 * Writes a folder shaped like Electron's for Linux, without Electron: enough for electron-builder to pack the program and
 * turn the fuses, where the real one cannot be fetched. What comes out cannot run; what is in it can be looked at.
 */
export function writeStandInElectron(folder: string, version: string): void {
  mkdirSync(path.join(folder, 'locales'), { recursive: true })
  mkdirSync(path.join(folder, 'resources'), { recursive: true })
  for (const name of emptyFiles) writeFileSync(path.join(folder, name), '')
  for (const name of ['en-US', 'de', 'fr']) writeFileSync(path.join(folder, `locales/${name}.pak`), '')
  writeFileSync(path.join(folder, 'version'), version)
  writeFileSync(path.join(folder, 'electron'), Buffer.concat([Buffer.from(fuseSentinel), fuses]), {
    mode: 0o755,
  })
}
