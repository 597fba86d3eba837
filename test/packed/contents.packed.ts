import { listPackage } from '@electron/asar'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

const folder = process.env.PAPILIO_PACKAGE ?? ''
const program = process.env.PAPILIO_E2E_APP_DIR ?? ''
const archive = path.join(folder, 'resources/app.asar')
const repository = fileURLToPath(new URL('../..', import.meta.url))

/** Every file in the archive, with `/` between the folders. */
const files = (): string[] =>
  listPackage(archive, { isPack: false })
    .map((name) => name.replaceAll('\\', '/').slice(1))
    .filter((name) => statSync(path.join(program, name)).isFile())

/** The files that a package may hold; a new kind of file is added here on purpose or not at all. */
const allowed = [
  /^package\.json$/,
  /^dist\/main\/[\w-]+\.js$/,
  /^dist\/worker\/history\.cjs$/,
  /^dist\/preload\/index\.cjs$/,
  /^dist\/renderer\/index\.html$/,
  /^dist\/renderer\/[\w@-]+\.png$/,
  /^dist\/renderer\/assets\/[\w.-]+\.(?:js|css|svg|png|wav|ogg|mp3|woff2)$/,
]

test('the package holds the bundles of the three processes and of the thread and nothing else', () => {
  const packed = files()
  expect(packed).toEqual(
    expect.arrayContaining([
      'package.json',
      'dist/main/index.js',
      'dist/worker/history.cjs',
      'dist/preload/index.cjs',
      'dist/renderer/index.html',
    ]),
  )
  expect(packed.filter((name) => !allowed.some((kind) => kind.test(name)))).toEqual([])
  expect(readdirSync(path.join(folder, 'resources'))).toEqual(['app.asar'])
})

test('the bundles need no package beside Electron and Node', () => {
  const manifest = JSON.parse(readFileSync(path.join(program, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >
  expect(manifest).toMatchObject({ name: 'papilio', type: 'module', main: 'dist/main/index.js' })
  expect(manifest.dependencies ?? {}).toEqual({})
  const main = readFileSync(path.join(program, 'dist/main/index.js'), 'utf8')
  const imported = [...main.matchAll(/^import\b[^'"]*['"]([^'"]+)['"]/gm)].map(([, name = '']) => name)
  expect(imported).toContain('electron')
  expect(imported.filter((name) => !/^(?:electron|node:.*|\.\/.*)$/.test(name))).toEqual([])
  const thread = readFileSync(path.join(program, 'dist/worker/history.cjs'), 'utf8')
  const required = [...thread.matchAll(/\brequire\(["'`]([^"'`]+)["'`]\)/g)].map(([, name = '']) => name)
  expect(required).toContain('node:worker_threads')
  expect(required.filter((name) => !name.startsWith('node:'))).toEqual([])
})

test('nothing of this computer and no key is packed', () => {
  for (const name of files()) {
    const text = readFileSync(path.join(program, name), 'latin1')
    expect(text.includes(repository), `${name} names the folder it was built in`).toBe(false)
    expect(text.includes('PRIVATE KEY-----'), `${name} holds a private key`).toBe(false)
  }
})

test('the program says in its own file what its package shows', () => {
  expect(existsSync(path.join(folder, 'papilio'))).toBe(true)
  expect(readdirSync(path.join(folder, 'locales')).sort()).toEqual(['de.pak', 'en-US.pak'])
})

test('the fuses are as the security checklist wants them', () => {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const binary = readFileSync(path.join(folder, 'papilio'), 'latin1')
  const at = binary.indexOf(sentinel) + sentinel.length
  const names = [
    'run as Node',
    'cookie encryption',
    'NODE_OPTIONS',
    'inspect arguments',
    'asar integrity',
    'only from asar',
    'snapshot of its own',
    'file privileges',
  ]
  const fuses = Object.fromEntries(names.map((name, index) => [name, binary[at + 2 + index] === '1']))
  expect(fuses).toEqual({
    'run as Node': false,
    'cookie encryption': true,
    NODE_OPTIONS: false,
    'inspect arguments': false,
    'asar integrity': true,
    'only from asar': true,
    'snapshot of its own': false,
    'file privileges': false,
  })
})
