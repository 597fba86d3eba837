import { spawn } from 'node:child_process'
import { hasDisplay } from './browser.ts'
import { buildWhatIsStale } from './build-program.ts'
import { root, say } from './command.ts'
import { programCommand } from './program-command.ts'

if (!(await buildWhatIsStale())) process.exit(1)
if (hasDisplay()) await open()
else await tour()

async function open(): Promise<void> {
  const [file, ...args] = (await programCommand()) ?? process.exit(1)
  const child = spawn(file ?? '', [...args, root, ...process.argv.slice(2)], { stdio: 'inherit', cwd: root })
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => say(`Papilio could not be started: ${error.message}`))
  child.on('close', (code) => process.exit(code ?? 1))
}

async function tour(): Promise<void> {
  say('There is no screen here, so two people show the program around in pictures.')
  const { playTour } = await import('./tour.ts')
  process.exitCode = (await playTour()) ? 0 : 1
}
