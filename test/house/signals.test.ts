import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

test.skipIf(process.platform === 'win32')(
  'a network that npm started ends in order when npm alone is told to end',
  async () => {
    const args = ['run', '--silent', 'server', '--', '--port', '0', '--http-port', '0']
    const npm = spawn('npm', args, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
    onTestFinished(() => endGroup(npm.pid!))
    let output = ''
    npm.stdout.setEncoding('utf8').on('data', (piece: string) => {
      output += piece
      if (piece.includes('Press Ctrl+C')) npm.kill('SIGTERM')
    })
    await once(npm.stdout, 'end')
    expect(output).toMatch(/The network has stopped\.\n$/)
  },
)

/** Ends what may be left of a process and all that it started. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    return // nothing is left
  }
}
