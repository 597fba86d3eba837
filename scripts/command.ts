import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder, without a slash at its end. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Tells the person at the terminal something; standard output is for results. */
export const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

/** How a command ended, and what it wrote on both its outputs. */
export interface Ended {
  /** The exit code; 1 when the command was ended by a signal or could not start. */
  readonly code: number
  readonly output: string
}

/** What `run` may be told beside the command. */
export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv
  /** Show the output as it comes, too. */
  readonly live?: boolean
  readonly timeoutMs?: number
}

/** Runs a program in the repository's folder to its end; never rejects. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { live = false, timeoutMs } = options
  const env = withColor(options.env ?? process.env)
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
    })
    let output = ''
    const hear = (piece: string): void => {
      output += piece
      if (live) process.stdout.write(piece)
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** What tools write goes through us, so they cannot see by themselves whether a terminal shows it. */
const withColor = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...env,
  NO_COLOR: undefined,
  FORCE_COLOR: process.stdout.isTTY && env.NO_COLOR === undefined ? '1' : '0',
})

/** Runs a file of a package's JavaScript, such as a tool's command line, with this very Node. */
export const runNode = (
  file: string,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<Ended> => run(process.execPath, [path.join(root, file), ...args], options)
