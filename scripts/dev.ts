import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { createBuilder, type Rolldown } from 'vite'
import { hasDisplay } from './browser.ts'
import { root, say } from './command.ts'
import { programCommand } from './program-command.ts'

// Builds at every change. A change of the windows reloads them, and main's snapshot brings them up to date; a change of
// main or the preload script starts the program again.
const command = hasDisplay() ? await programCommand() : null
if (command === null) {
  say('There is no screen to develop windows on; npm test shows them to the tests.')
  process.exit(1)
}

let program: ChildProcess | null = null
let debuggerAddress: string | null = null
let reload: 'windows' | 'program' | null = null
let built = 0

const watch = { build: { watch: {} } }
const builder = await createBuilder({
  logLevel: 'warn',
  environments: { client: watch, main: watch, worker: watch, preload: watch },
})
const environments = ['client', 'main', 'worker', 'preload'] as const
for (const name of environments) {
  const watcher = (await builder.build(builder.environments[name]!)) as Rolldown.RolldownWatcher
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') say(`${name}: ${event.error.message}`)
    if (event.code === 'END') onBuilt(name)
  })
}

function onBuilt(name: (typeof environments)[number]): void {
  built++
  if (built < environments.length) return
  if (built === environments.length) return start()
  if (reload === null) setTimeout(apply, 100)
  reload = name === 'client' && reload !== 'program' ? 'windows' : 'program'
}

/** What one change set off is applied once. */
function apply(): void {
  const what = reload
  reload = null
  if (what === 'windows') void reloadWindows()
  else restart()
}

function start(): void {
  const [file = '', ...args] = command ?? []
  const child = spawn(file, [...args, '--remote-debugging-port=0', root], {
    stdio: ['inherit', 'inherit', 'pipe'],
  })
  program = child
  createInterface({ input: child.stderr }).on('line', (line) => {
    debuggerAddress = /DevTools listening on ws:\/\/([^/]+)/.exec(line)?.[1] ?? debuggerAddress
    say(line)
  })
  child.on('close', (code) => {
    if (child === program) process.exit(code ?? 0)
  })
}

function restart(): void {
  const old = program
  program = null
  say('Starting again …')
  old?.once('close', start)
  old?.kill()
}

/** Electron and the host both let Chromium say where it can be spoken to. */
async function reloadWindows(): Promise<void> {
  if (debuggerAddress === null) return restart()
  const pages = (await (await fetch(`http://${debuggerAddress}/json/list`)).json()) as readonly Page[]
  for (const { type, webSocketDebuggerUrl } of pages) {
    if (type !== 'page') continue
    const socket = new WebSocket(webSocketDebuggerUrl)
    socket.onopen = () => socket.send(JSON.stringify({ id: 1, method: 'Page.reload' }))
    socket.onmessage = () => socket.close()
  }
}

interface Page {
  readonly type: string
  readonly webSocketDebuggerUrl: string
}
