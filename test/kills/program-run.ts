import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Event } from '../../app/events.ts'
import type { Network } from '../../app/networks.ts'
import type { Result } from '../../app/reasons.ts'

/** Which program: the client of the command line, or the one that windows are told by. */
export const programKinds = ['client', 'windows'] as const
export type ProgramKind = (typeof programKinds)[number]

/** What a program is started with. */
export interface ProgramStart {
  readonly kind: ProgramKind
  readonly profile: string
  readonly network: Network
  readonly account: string
}

/** One line of a program's output. */
export interface OutputLine {
  readonly event?: Event
  readonly result?: Result<unknown>
  readonly call?: string
  readonly id?: string | number
}

const scripts = {
  client: path.join(import.meta.dirname, '../../main/client.ts'),
  windows: path.join(import.meta.dirname, 'program-process.ts'),
}

/** One run of the program as a process of its own, which may be killed. */
export class ProgramRun {
  /** What it printed, as far as the lines are whole. */
  readonly output: OutputLine[] = []
  stderr = ''
  readonly ended: Promise<number | null>
  readonly #process: ChildProcessWithoutNullStreams
  readonly #waiting = new Set<() => void>()
  #calls = 0
  #over = false

  constructor(start: ProgramStart) {
    this.#process = spawn(process.execPath, argumentsOf(start))
    this.#process.stdin.on('error', () => undefined)
    this.#process.stderr.on('data', (piece) => (this.stderr += String(piece)))
    const lines = createInterface({ input: this.#process.stdout })
    lines.on('line', (line) => this.#take(line))
    this.ended = new Promise((resolve) => {
      this.#process.on('close', (code) => {
        this.#over = true
        for (const check of [...this.#waiting]) check()
        resolve(code)
      })
    })
    this.#process.stdin.write('secret\n')
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  /** Asks for something without waiting; answers the id by which its result is known. */
  ask(call: string, ...args: readonly unknown[]): number {
    const id = ++this.#calls
    this.#process.stdin.write(`${JSON.stringify({ call, args, id })}\n`)
    return id
  }

  /** Resolves with the result, or null when the program ended before. */
  async call(call: string, ...args: readonly unknown[]): Promise<Result<unknown> | null> {
    const id = this.ask(call, ...args)
    return this.until(({ id: answered, result }) => answered === id && result)
  }

  /** Resolves once it is signed in. @throws (as a rejection) when it could not, or ended */
  async signedIn(): Promise<void> {
    const result = await this.until((line) => line.call === 'signIn' && line.result)
    if (result?.ok !== true) throw new Error(`not signed in: ${JSON.stringify(result)} ${this.stderr}`)
  }

  /** Resolves with what the first fitting line of output has, or null when the program ended before. */
  until<T>(find: (line: OutputLine) => T | null | undefined | false): Promise<T | null> {
    return new Promise((resolve) => {
      let next = 0
      const check = (): void => {
        while (next < this.output.length) {
          const found = find(this.output[next++]!)
          if (found !== null && found !== undefined && found !== false) return done(found)
        }
        if (this.#over) done(null)
      }
      const done = (found: T | null): void => {
        this.#waiting.delete(check)
        resolve(found)
      }
      this.#waiting.add(check)
      check()
    })
  }

  /** Kills it (-9) and resolves when everything that it printed was read. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.ended
  }

  /** Ends its input, upon which it ends by itself. */
  end(): Promise<number | null> {
    this.#process.stdin.end()
    return this.ended
  }

  /** The last line may have been cut by the kill: then nobody has seen it. */
  #take(line: string): void {
    try {
      this.output.push(JSON.parse(line) as OutputLine)
    } catch {
      return
    }
    for (const check of [...this.#waiting]) check()
  }
}

function argumentsOf({ kind, profile, network, account }: ProgramStart): readonly string[] {
  const file = `${profile}.network.json`
  writeFileSync(file, JSON.stringify(network))
  if (kind === 'windows') return [scripts.windows, profile, file, account]
  return [scripts.client, '--network', file, '--account', account, '--profile', profile]
}
