import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/** What Chromium's protocol carries: its shapes are Chromium's. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = Record<string, any>

interface Pending {
  readonly method: string
  resolve(value: Json): void
  reject(error: Error): void
}

/** Whether the windows are to be seen: with a display, for a person. */
export const headed = !!process.env.ELECTRON_HOST_HEADED

const shell = '/usr/bin/chromium-headless-shell'

/** Where Chromium is: the smaller headless shell is preferred where nobody looks. */
export function chromiumPath(): string {
  const named = process.env.ELECTRON_HOST_CHROMIUM
  if (named) return named
  return !headed && existsSync(shell) ? shell : '/usr/bin/chromium'
}

/**
 * A Chromium of our own. We talk over its debugging pipe, so it ends when we end; Playwright talks over the
 * websocket whose address Chromium writes to stderr, which is passed on.
 */
export class Chromium {
  readonly process: ChildProcess
  readonly exited: Promise<void>
  onEvent: (method: string, params: Json, sessionId?: string) => void = () => {}
  readonly #pending = new Map<number, Pending>()
  readonly #out: Writable
  readonly #userData: string
  #lastId = 0

  constructor(userData: string, switches: readonly string[]) {
    this.#userData = userData
    const args = [
      ...fixedSwitches(userData),
      ...(headed ? [] : ['--headless', '--hide-scrollbars']),
      ...switches,
    ]
    this.process = spawn(chromiumPath(), args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
    this.process.once('error', (error) =>
      console.error('electron-host: Chromium did not start:', error.message),
    )
    this.exited = new Promise((resolve) => {
      this.process.once('exit', () => resolve())
      this.process.once('error', () => resolve())
    })
    createInterface({ input: this.process.stderr! }).on('line', (line) => {
      if (line.startsWith('DevTools listening on ') || process.env.ELECTRON_HOST_DEBUG) console.error(line)
    })
    this.#out = this.process.stdio[3] as Writable
    this.#out.on('error', () => {})
    this.#read(this.process.stdio[4] as Readable)
  }

  /** One request of Chromium's protocol, to the browser or to one page's session. */
  send(method: string, params: Json = {}, sessionId?: string): Promise<Json> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      this.#pending.set(id, { method, resolve, reject })
      this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  }

  /** Opens a visible window as web applications have them: started again, Chromium hands over to the one that runs. */
  openWindow(url: string): void {
    const args = [...sandbox, `--user-data-dir=${this.#userData}`, `--app=${url}`]
    spawn(chromiumPath(), args, { stdio: 'ignore' }).once('error', () => {})
  }

  #read(pipe: Readable): void {
    let pieces: Buffer[] = []
    pipe.on('data', (chunk: Buffer) => {
      let start = 0
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
        pieces.push(chunk.subarray(start, end))
        this.#receive(JSON.parse(Buffer.concat(pieces).toString()) as Json)
        pieces = []
        start = end + 1
      }
      pieces.push(chunk.subarray(start))
    })
  }

  #receive(message: Json): void {
    if (message.id === undefined) return this.onEvent(message.method, message.params, message.sessionId)
    const pending = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    if (message.error) pending?.reject(new Error(`${pending.method}: ${message.error.message}`))
    else pending?.resolve(message.result)
  }
}

/** Playwright asks for a port to talk to the pages by; nobody else may have one, who could read along. */
const remotePort = process.argv.filter((argument) => argument.startsWith('--remote-debugging-port='))

/** A person's Chromium keeps its sandbox; root, and most containers of tests, cannot have one. */
const sandbox = headed && process.getuid?.() !== 0 ? [] : ['--no-sandbox', '--test-type']

const fixedSwitches = (userData: string): string[] => [
  ...sandbox,
  '--disable-gpu',
  '--no-first-run',
  '--no-startup-window',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  '--remote-debugging-pipe',
  ...remotePort,
  `--user-data-dir=${userData}`,
  ...(headed ? [] : ['--mute-audio']),
]
