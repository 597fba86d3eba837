import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { program } from './host.ts'
import { start } from './start.ts'

// Plays the part of Electron's own start-up: modules of -r, the program's main module, Chromium, then 'ready'.
const { folder, main, preloads } = readArguments(process.argv.slice(2))
process.argv = [process.env.ELECTRON_HOST_ARGV0 ?? process.argv[0] ?? '', ...process.argv.slice(2)]
const require = createRequire(path.join(folder, 'main.js'))

Object.defineProperty(process.versions, 'electron', { value: electronVersion(), enumerable: true })
Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: path.join(folder, 'resources') })
process.on('uncaughtException', (error) => fail('uncaught', error))

for (const each of preloads) require(path.resolve(each))
const loaded = import(pathToFileURL(path.join(folder, main)).href)
loaded.catch((error: unknown) => fail('the main module failed', error))
// The main module may await app.whenReady() at its top level, so it is not waited for longer than this.
await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 100))])
await start()

function readArguments(args: readonly string[]) {
  const preloads: string[] = []
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? ''
    if (argument === '-r' || argument === '--require') preloads.push(args[++at] ?? '')
    else if (!argument.startsWith('-')) return { ...readProgram(path.resolve(argument)), preloads }
  }
  return fail('no program given', '')
}

function readProgram(folder: string) {
  if (!statSync(folder).isDirectory()) return fail('the program must be a folder', folder)
  const text = readFileSync(path.join(folder, 'package.json'), 'utf8')
  const json = JSON.parse(text) as { name?: string; productName?: string; version?: string; main?: string }
  program.name = json.productName ?? json.name ?? 'Electron'
  program.version = json.version ?? '0.0.0'
  program.folder = folder
  return { folder, main: json.main ?? 'index.js' }
}

function electronVersion(): string {
  const manifest = createRequire(import.meta.url).resolve('electron/package.json')
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}

function fail(what: string, error: unknown): never {
  console.error(`electron-host: ${what}`, error)
  process.exit(1)
}
