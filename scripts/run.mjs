#!/usr/bin/env node
// `npm start`, `npm test` and `npm run …` come here first. This file and install.mjs use nothing but Node's own modules, and
// run on Node 20 in a fresh clone: they install what is missing, then start the real script on the Node that the program needs.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { installWhatIsMissing, root } from './install.mjs'

const scripts = {
  start: 'scripts/start.ts',
  test: 'scripts/test.ts',
  dev: 'scripts/dev.ts',
  build: 'scripts/build.ts',
  dist: 'scripts/dist.ts',
  fix: 'scripts/fix.ts',
  server: 'main/server/cli.ts',
  client: 'main/client.ts',
  bench: 'test/bench/bench.ts',
  faults: 'test/faults/all.ts',
  kills: 'test/kills/kills.ts',
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const major = (version) => Number(version.replace(/^v/, '').split('.')[0])

/** The Node that Electron carries, from the dev dependency `node`; a newer one that is already running will do. */
function programNode() {
  const own = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(own)) {
    const { status, stdout } = spawnSync(own, ['--version'], { encoding: 'utf8' })
    if (status === 0 && major(stdout) >= 24) return own
  }
  if (major(process.version) >= 24) return process.execPath
  fail(
    `Papilio's scripts need Node 24. Its copy in node_modules/node is missing or does not run here (npm may be set to ` +
      `ignore install scripts): run "npm rebuild node", or start this with Node 24 or newer from https://nodejs.org.`,
  )
}

/** Runs until the script ends; Ctrl+C reaches the script by itself, other signals are passed on. */
function runScript(node, script, args) {
  const PATH = [path.join(root, 'node_modules/.bin'), path.dirname(node), process.env.PATH].join(
    path.delimiter,
  )
  const child = spawn(node, [path.join(root, script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH },
  })
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) whenOrphaned(() => child.kill('SIGTERM'))
  child.on('error', (error) => fail(`${node} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 1))
}

/** npm starts us by a shell that passes no signal on: when npm is told to end, only that shell does. */
function whenOrphaned(end) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    end()
  }, 1000).unref()
}

const [name, ...args] = process.argv.slice(2)
const script = scripts[name]
if (script === undefined) fail(`Usage: node scripts/run.mjs ${Object.keys(scripts).join('|')} [arguments]`)
const problem = installWhatIsMissing()
if (problem !== null) fail(problem)
runScript(programNode(), script, args)
