import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'

const cli = fileURLToPath(new URL('../../main/server/cli.ts', import.meta.url))

/** A network in a process of its own, which can be killed and started again at the same ports. */
export class ServerProcess {
  readonly port: number
  readonly httpPort: number
  readonly #directoryFile: string
  #process: ChildProcess | null = null

  private constructor(port: number, httpPort: number, directoryFile: string) {
    this.port = port
    this.httpPort = httpPort
    this.#directoryFile = directoryFile
  }

  static async start(directoryFile: string): Promise<ServerProcess> {
    const server = new ServerProcess(await freePort(), await freePort(), directoryFile)
    await server.startAgain()
    return server
  }

  async startAgain(): Promise<void> {
    const args = ['--port', `${this.port}`, '--http-port', `${this.httpPort}`]
    const child = spawn(process.execPath, [cli, ...args, '--directory', this.#directoryFile], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#process = child
    const lines = createInterface(child.stdout)
    for await (const line of lines) if (line === 'The network runs. Clients need:') break
    child.stdout.resume()
  }

  /** Ends it in the middle of whatever it does: no good-bye, nothing is written. */
  async kill(): Promise<void> {
    const child = this.#process
    this.#process = null
    if (child === null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
}
