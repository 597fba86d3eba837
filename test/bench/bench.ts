import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { addressBookCases } from './address-book.ts'
import { framingCases } from './framing.ts'
import { historyBench } from './history.ts'
import { measure, type Measured } from './measure.ts'
import { messageCases } from './messages.ts'
import { signInCases } from './sign-in.ts'
import { stateCases } from './state.ts'

const folder = fileURLToPath(new URL('../../bench-results', import.meta.url))
const wanted = process.argv.slice(2)
const cases = [...framingCases, ...messageCases, ...stateCases, ...signInCases, ...addressBookCases].filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
)

const nameWidth = Math.max(0, ...cases.map(({ name }) => name.length))
const row = (name: string, ...cells: readonly string[]): string =>
  `${name.padEnd(nameWidth)} ${cells.map((cell, at) => (at < 3 ? cell.padStart(12) : `  ${cell}`)).join('')}`

const shown = ({ name, milliseconds, rate, ratio, baseline }: Measured): string =>
  row(name, milliseconds.toFixed(3), Math.round(rate).toLocaleString('en'), ratio.toFixed(2), baseline)

if (cases.length > 0) console.log(row('', 'ms', 'per second', 'ratio', 'to'))
const results: Measured[] = []
for (const each of cases) {
  const measured = await measure(each)
  results.push(measured)
  console.log(shown(measured))
}

const withHistory = wanted.length === 0 || wanted.some((word) => 'history'.includes(word))
const history = withHistory ? await historyBench() : null

mkdirSync(folder, { recursive: true })
const file = path.join(folder, `${new Date().toISOString().replaceAll(':', '-')}.json`)
const machine = {
  ...{ node: process.version, cpu: os.cpus()[0]?.model ?? 'unknown', cores: os.cpus().length },
  /** How busy it is, with the bench itself: processes that want to run, on average. */
  load: os.loadavg()[0],
}
writeFileSync(
  file,
  `${JSON.stringify({ at: new Date().toISOString(), machine, results, history }, null, 2)}\n`,
)
console.log(`\nWritten to ${path.relative(process.cwd(), file)}.`)
