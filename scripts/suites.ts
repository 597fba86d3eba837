import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildWhatIsStale } from './build-program.ts'
import type { Ended } from './command.ts'
import { tool } from './tools.ts'

/** What became of a suite. A check such as the types counts as one. */
export interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Shown when the suite has not already shown it. */
  readonly output: string
}

/** One of the suites behind `npm test`. */
export interface Suite {
  readonly name: string
  /** `browser`: pages of its own in a Chromium; `program`: dist/, and Electron or what stands in for it. */
  readonly needs: 'nothing' | 'browser' | 'program'
  /** `filters` are files or words that limit which tests run. */
  run(filters: readonly string[]): Promise<Outcome>
}

/** So long may one suite take before it counts as hanging. */
const limit = { timeoutMs: 30 * 60_000 }

const projects = ['.', 'app', 'main', 'preload', 'renderer', 'test', 'scripts']

/** Checks that say yes or no; they come first, two at a time. */
export const checks: readonly Suite[] = [
  check('types', types),
  check('format', () => tool('prettier', ['--check', '--log-level', 'warn', '.'], limit)),
  check('lint', () => tool('eslint', ['--max-warnings', '0', '.'], limit)),
  check('build', async () => ({ code: (await buildWhatIsStale()) ? 0 : 1, output: '' })),
]

/** Tests that are counted one by one. */
export const tests: readonly Suite[] = [
  { name: 'unit', needs: 'browser', run: vitest },
  { name: 'e2e', needs: 'program', run: (filters) => playwright('playwright.config.ts', filters) },
  {
    name: 'packed',
    needs: 'program',
    run: (filters) => playwright('test/packed/playwright.config.ts', filters),
  },
]

function check(name: string, run: () => Promise<Ended>): Suite {
  const outcome = ({ code, output }: Ended): Outcome =>
    code === 0
      ? { passed: 1, failed: 0, skipped: 0, output: '' }
      : { passed: 0, failed: 1, skipped: 0, output }
  return { name, needs: 'nothing', run: async () => outcome(await run()) }
}

async function types(): Promise<Ended> {
  const wrong: string[] = []
  for (const project of projects) {
    const { code, output } = await tool('tsc', ['--pretty', 'false', '-p', project], limit)
    if (code !== 0) wrong.push(output)
  }
  return { code: wrong.length === 0 ? 0 : 1, output: wrong.join('') }
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

const vitestArguments = [
  ...['run', '--reporter=dot', '--reporter=json'],
  ...(process.stdout.isTTY ? [] : ['--no-color']),
]

async function vitest(filters: readonly string[]): Promise<Outcome> {
  return withReport<VitestReport>(
    (file) =>
      tool('vitest', [...vitestArguments, `--outputFile.json=${file}`, ...filters], { ...limit, live: true }),
    (report) => {
      const broken = report.testResults.filter(
        (each) => each.status === 'failed' && each.assertionResults.length === 0,
      )
      return {
        passed: report.numPassedTests,
        failed: report.numFailedTests + broken.length,
        skipped: report.numPendingTests + report.numTodoTests,
      }
    },
  )
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

async function playwright(config: string, filters: readonly string[]): Promise<Outcome> {
  return withReport<PlaywrightReport>(
    (file) => {
      const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
      return tool('playwright', ['test', '-c', config, '--reporter=dot,json', ...filters], {
        ...limit,
        live: true,
        env,
      })
    },
    ({ stats }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
    }),
  )
}

/** A runner that crashed, reports nothing or ran nothing has failed, whatever it says. */
async function withReport<T>(
  start: (file: string) => Promise<Ended>,
  count: (report: T) => Omit<Outcome, 'output'>,
): Promise<Outcome> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-report-'))
  try {
    const file = path.join(folder, 'report.json')
    const { code } = await start(file)
    const counted = count(JSON.parse(readFileSync(file, 'utf8')) as T)
    if (counted.failed > 0) return { ...counted, output: '' }
    if (counted.passed === 0) return { ...counted, failed: 1, output: 'No test ran.' }
    return code === 0
      ? { ...counted, output: '' }
      : { ...counted, failed: 1, output: `It ended with code ${code}.` }
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, output: `There is no report of it: ${String(error)}` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
