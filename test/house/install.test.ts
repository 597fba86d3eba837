import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../scripts/install.mjs', import.meta.url))
const wanted = {
  packages: {
    '': {},
    'node_modules/one': { version: '1.2.0' },
    'node_modules/mac': { version: '1.0.0', optional: true },
  },
}
const present = (version: string) => ({ packages: { 'node_modules/one': { version } } })

let folder = ''
beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-install-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string): string => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}

/** An npm that notes its arguments, says something and ends with a code. */
const npm = (body: string): string =>
  write('npm-cli.js', `require('node:fs').writeFileSync('called', process.argv.slice(2).join(' '));${body}`)

/** Runs the installation in a process of its own and answers what it wrote on its standard output. */
function install(npmScript: string): string {
  const code = `const { installWhatIsMissing } = await import(${JSON.stringify(script)})
    console.log(JSON.stringify(installWhatIsMissing(${JSON.stringify(folder)})))`
  const env = { ...process.env, npm_execpath: npmScript, npm_node_execpath: process.execPath }
  const args = ['--input-type=module', '-e', code]
  return execFileSync(process.execPath, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

const called = (): string => readFileSync(path.join(folder, 'called'), 'utf8')

describe('installing what is missing', () => {
  beforeEach(() => void write('package-lock.json', JSON.stringify(wanted)))

  test('a fresh clone installs exactly what the lock file says', () => {
    const installs = `require('node:fs').mkdirSync('node_modules'); require('node:fs').writeFileSync('node_modules/.package-lock.json', '${JSON.stringify(present('1.2.0'))}')`
    expect(install(npm(installs))).toBe('null\n')
    expect(called()).toMatch(/^ci --include=dev /)
  })

  test('nothing is started when everything is there, but for what other systems need', () => {
    write('node_modules/.package-lock.json', JSON.stringify(present('1.2.0')))
    expect(install(npm('process.exit(1)'))).toBe('null\n')
    expect(called).toThrow()
  })

  test('an older package is brought up to date without deleting the Node that runs', () => {
    write('node_modules/.package-lock.json', JSON.stringify(present('1.1.0')))
    write('node_modules/node/package.json', '{}')
    const updates = `require('node:fs').writeFileSync('node_modules/.package-lock.json', '${JSON.stringify(present('1.2.0'))}')`
    expect(install(npm(updates))).toBe('null\n')
    expect(called()).toMatch(/^install --no-save /)
  })

  test.each([
    ['npm error code ENOTFOUND', 'Connect this computer to the network'],
    ['npm error code EACCES', 'Check who owns this folder'],
    ['npm error code ENOSPC', 'The disk is full'],
    ['npm error something else', 'npm failed'],
  ])('after "%s" it says what to do', (said, sentence) => {
    const answer = install(npm(`console.error(${JSON.stringify(said)}); process.exit(1)`))
    expect(answer).toContain('The packages could not be installed.')
    expect(answer).toContain(sentence)
  })

  test('an npm that ends well without installing anything is not believed', () => {
    expect(install(npm(''))).toContain('The packages could not be installed.')
  })
})
