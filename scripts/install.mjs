import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Installs the packages of package-lock.json unless they are there; answers a sentence about what went wrong, or null.
 * Standard output stays untouched: some scripts speak JSON on it.
 */
export function installWhatIsMissing(folder = root) {
  if (isInstalled(folder)) return null
  // What runs now may be node_modules' own Node, which `npm ci` would delete under our feet.
  const fresh = !existsSync(path.join(folder, 'node_modules/node'))
  process.stderr.write(
    fresh ? 'Installing the packages that Papilio is built with, once …\n' : 'Updating the packages …\n',
  )
  const { status, stdout, stderr, error } = npm(folder, fresh ? ['ci'] : ['install', '--no-save'])
  if (status === 0 && isInstalled(folder)) return null
  return sentenceAbout(error?.message ?? `${stderr}\n${stdout}`)
}

/** npm notes what it installed in node_modules/.package-lock.json; that is held against package-lock.json. */
export function isInstalled(folder) {
  const wanted = packagesOf(path.join(folder, 'package-lock.json'))
  const present = packagesOf(path.join(folder, 'node_modules/.package-lock.json'))
  if (wanted === null || present === null) return false
  return Object.entries(wanted).every(
    ([where, { version, optional }]) => where === '' || optional || present[where]?.version === version,
  )
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}

/** The npm that started us, or the one on the PATH. Everything is a development dependency, so production mode must not omit them. */
function npm(folder, args) {
  const all = [...args, '--include=dev', '--loglevel=error', '--no-audit', '--no-fund', '--no-progress']
  const options = { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e8 }
  const { npm_execpath: script, npm_node_execpath: node } = process.env
  if (script?.endsWith('npm-cli.js')) return spawnSync(node ?? process.execPath, [script, ...all], options)
  return spawnSync('npm', all, { ...options, shell: process.platform === 'win32' })
}

function sentenceAbout(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm error ?/, '').trim())
  const said = lines.filter((line) => line !== '' && !/^(at |A complete log)/.test(line)).slice(0, 8)
  const cause = /ENOENT.*npm|npm ENOENT/.test(output)
    ? 'npm was not found; it comes with Node.js, https://nodejs.org.'
    : /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/.test(output)
      ? 'npm could not reach the package registry. Connect this computer to the network, or set the registry or the proxy with "npm config", and try again.'
      : /EACCES|EPERM|EROFS/.test(output)
        ? 'npm may not write to node_modules. Check who owns this folder.'
        : /ENOSPC/.test(output)
          ? 'The disk is full.'
          : 'npm failed.'
  return `The packages could not be installed. ${cause}\n${said.map((line) => `  npm: ${line}`).join('\n')}`
}
