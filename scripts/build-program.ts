import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { root, say } from './command.ts'
import { tool } from './tools.ts'

const sources = ['app', 'main', 'preload', 'renderer', 'vite.config.ts', 'package-lock.json']
const results = [
  'dist/main/index.js',
  'dist/worker/history.cjs',
  'dist/preload/index.cjs',
  'dist/renderer/index.html',
]

/** Bundles main, its worker, preload and renderer into dist/; says what is wrong and answers false when that fails. */
export async function buildProgram(): Promise<boolean> {
  const { code, output } = await tool('vite', ['build', '--app', '--logLevel', 'warn'])
  if (output.trim() !== '') say(output.trim())
  if (code !== 0) say('The program could not be built.')
  return code === 0
}

/** Builds unless dist/ is newer than every source. */
export async function buildWhatIsStale(): Promise<boolean> {
  const oldest = Math.min(...results.map((file) => modifiedAt(path.join(root, file))))
  const newest = Math.max(...sources.map((file) => newestIn(path.join(root, file))))
  if (oldest > newest) return true
  say('Building Papilio …')
  return buildProgram()
}

const modifiedAt = (file: string): number => (existsSync(file) ? statSync(file).mtimeMs : 0)

function newestIn(file: string): number {
  if (!existsSync(file)) return 0
  const { mtimeMs } = statSync(file)
  if (!statSync(file).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(file).map((name) => newestIn(path.join(file, name))))
}
