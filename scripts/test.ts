import { findBrowser, hasDisplay } from './browser.ts'
import { buildWhatIsStale } from './build-program.ts'
import { electronBinary, fetchElectron } from './electron-binary.ts'
import { useHost } from './electron-host.ts'
import { say } from './command.ts'
import { checks, tests, type Outcome, type Suite } from './suites.ts'

const all = [...checks, ...tests]
const words = process.argv.slice(2)
const wanted = all.filter(({ name }) => words.includes(name))
const filters = words.filter((word) => !all.some(({ name }) => name === word))

if (filters.length > 0 && wanted.length !== 1) {
  say(`npm test -- [${all.map(({ name }) => name).join('|')}] [files, with one suite]`)
  process.exit(2)
}

const chosen = wanted.length === 0 ? all : wanted
const outcomes = await runAll(chosen)
const sum = (count: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, each) => total + count(each), 0)
const failed = sum((outcome) => outcome.failed)
console.log(`${sum((outcome) => outcome.passed)} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

async function runAll(suites: readonly Suite[]): Promise<Outcome[]> {
  const checked = await inTwoLanes(suites.filter((suite) => checks.includes(suite)))
  const counted = await inTurn(suites.filter((suite) => tests.includes(suite)))
  return [...checked, ...counted]
}

/** Two cores: two at a time, the next one as soon as one ends. */
async function inTwoLanes(suites: readonly Suite[]): Promise<Outcome[]> {
  const waiting = [...suites]
  const lane = async (): Promise<Outcome[]> => {
    const done: Outcome[] = []
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift())
      done.push(await runOne(suite))
    return done
  }
  return (await Promise.all([lane(), lane()])).flat()
}

async function inTurn(suites: readonly Suite[]): Promise<Outcome[]> {
  const done: Outcome[] = []
  for (const suite of suites) done.push(await runOne(suite))
  return done
}

async function runOne(suite: Suite): Promise<Outcome> {
  const start = performance.now()
  const outcome = await prepareAndRun(suite).catch((error: unknown) => notRun(String(error)))
  const { passed, failed, skipped, output } = outcome
  if (output.trim() !== '') console.log(output.trim())
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const rest = skipped === 0 ? '' : `, ${skipped} skipped`
  console.log(
    `${failed === 0 ? '✓' : '✗'} ${suite.name}: ${passed} passed, ${failed} failed${rest} (${seconds} s)`,
  )
  return outcome
}

async function prepareAndRun(suite: Suite): Promise<Outcome> {
  if (suite.needs === 'browser' && !(await hasBrowser())) return notRun('there is no browser for the windows')
  if (suite.needs === 'program') {
    if (!(await buildWhatIsStale())) return notRun('it needs the program, and the build fails')
    if (!(await canShowWindows())) return notRun('there is nothing to show windows with')
  }
  return suite.run(filters)
}

function notRun(why: string): Outcome {
  return { passed: 0, failed: 1, skipped: 0, output: `Not run: ${why}.` }
}

/** The windows' own tests open single pages in a Chromium, also where Electron is. */
async function hasBrowser(): Promise<boolean> {
  process.env.PAPILIO_TEST_BROWSER ??= (await findBrowser('headless')) ?? ''
  return process.env.PAPILIO_TEST_BROWSER !== ''
}

/** Electron where it has a screen, otherwise the host with a Chromium that draws into pictures. */
async function canShowWindows(): Promise<boolean> {
  if (electronBinary() !== null && hasDisplay()) return true
  if (process.platform !== 'linux') return (await fetchElectron()) !== null
  return useHost('headless')
}
