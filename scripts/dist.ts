import path from 'node:path'
import { buildProgram } from './build-program.ts'
import { root, say } from './command.ts'
import { electronBinary, electronVersion, fetchElectron } from './electron-binary.ts'
import { writeStandInElectron } from './stand-in-electron.ts'
import { tool } from './tools.ts'

const args = process.argv.slice(2)
const unpacked = args.includes('--dir')

/** An unpacked package can be made for looking at without Electron; a package for others never. */
async function standIn(): Promise<string[]> {
  if (
    !unpacked ||
    process.platform !== 'linux' ||
    electronBinary() !== null ||
    (await fetchElectron()) !== null
  )
    return []
  const folder = path.join(root, 'release/stand-in-electron')
  writeStandInElectron(folder, electronVersion())
  say('The package is made without Electron: it is for looking at and cannot be run.')
  return [`--config.electronDist=${folder}`]
}

if (!(await buildProgram())) process.exit(1)
const { code } = await tool('electron-builder', [...args, ...(await standIn())], { live: true })
say(code === 0 ? 'The packages are in release/.' : 'The packages could not be made.')
process.exitCode = code
