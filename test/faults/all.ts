import { everyByte, inOneLine, sweep, type SweepResult, type Target } from './sweep.ts'
import { sum } from './verdict.ts'

const words = process.argv.slice(2)
const dialects = words.length === 0 ? ['MSNP8', 'MSNP12', 'MSNP18'] : words
const connections = ['switchboard', 'notification-server', 'sign-in'] as const

const targets: readonly Target[] = dialects.flatMap((dialect) =>
  connections.flatMap((connection) =>
    (['alice', 'bob'] as const).flatMap((side) =>
      (['up', 'down'] as const).map((direction) => ({ dialect, connection, side, direction })),
    ),
  ),
)

const results: SweepResult[] = []
const start = Date.now()
for (const target of targets) {
  // Every place is cut in both ways.
  for (const turned of [false, true]) {
    const result = await sweep(target, everyByte, turned)
    results.push(result)
    console.log(inOneLine(result))
    for (const violation of result.violations.slice(0, 10)) console.log(`  ${violation}`)
  }
}

const { lines, delivered, visiblyNot, arrivedUnknown, lostBehindServer, violations } = sum(results)
const cuts = results.reduce((all, one) => all + one.cuts, 0)
console.log(
  `\n${dialects.join(', ')}: ${cuts} cuts, ${lines} lines: ${delivered} delivered once, ${visiblyNot} shown as not delivered for ` +
    `certain (${arrivedUnknown} of them arrived), ${lostBehindServer} lost behind the server, which the reader is shown; ` +
    `${violations.length} wrong; ${Math.round((Date.now() - start) / 1000)} s`,
)
process.exitCode = violations.length === 0 ? 0 : 1
