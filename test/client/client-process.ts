import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach } from 'vitest'

const client = path.join(import.meta.dirname, '../../main/client.ts')

interface Line {
  readonly event?: { readonly type: string; readonly [field: string]: unknown }
  readonly result?: {
    readonly ok: boolean
    readonly value?: unknown
    readonly reason?: string
    readonly detail?: string
  }
  readonly call?: string
  readonly id?: unknown
}

/** The command-line client as a process of its own. */
export class ClientProcess {
  readonly lines: Line[] = []
  stdout = ''
  stderr = ''
  /** The exit code. */
  readonly ended: Promise<number | null>
  readonly process: ChildProcessWithoutNullStreams
  readonly #waiting = new Set<() => void>()

  constructor(args: readonly string[], env: Record<string, string> = {}) {
    this.process = spawn(process.execPath, [client, ...args], { env: { ...process.env, ...env } })
    this.ended = new Promise((resolve) => this.process.on('close', resolve))
    this.process.stderr.on('data', (piece) => (this.stderr += String(piece)))
    createInterface({ input: this.process.stdout }).on('line', (line) => {
      this.stdout += `${line}\n`
      this.lines.push(JSON.parse(line) as Line)
      for (const check of this.#waiting) check()
    })
  }

  /** Writes a line: a text as it is, anything else as JSON. */
  write(line: string | object): void {
    this.process.stdin.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
  }

  /** Resolves with the first line of output that fits. */
  until<T>(find: (line: Line) => T | null | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const check = (): void => {
        for (const line of this.lines) {
          const found = find(line)
          if (found === null || found === undefined || found === false) continue
          this.#waiting.delete(check)
          return resolve(found)
        }
      }
      this.#waiting.add(check)
      check()
    })
  }

  /** Makes a call and resolves with its result. */
  call(call: string, ...args: unknown[]) {
    const id = `call-${this.lines.length}-${call}`
    this.write({ call, args, id })
    return this.until((line) => line.id === id && line.result)
  }

  /** Ends the input and resolves with the exit code. */
  end(): Promise<number | null> {
    this.process.stdin.end()
    return this.ended
  }
}

/** Starts clients; those that a test left running are ended after it. */
export function useClients(): (args: readonly string[], env?: Record<string, string>) => ClientProcess {
  const running: ClientProcess[] = []
  afterEach(async () => {
    for (const each of running) each.process.kill('SIGKILL')
    await Promise.all(running.splice(0).map(({ ended }) => ended))
  })
  return (args, env) => {
    const started = new ClientProcess(args, env)
    running.push(started)
    return started
  }
}
