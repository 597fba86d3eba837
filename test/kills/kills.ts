import { parseArgs } from 'node:util'
import { figuresText } from './figures.ts'
import { runKills } from './run-kills.ts'

// `npm run kills`: kills the program at random moments of a busy chat and prints what was kept.
const number = { type: 'string' } as const
const { values } = parseArgs({ options: { kills: number, seed: number } })
const kills = Number(values.kills ?? 200)
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
console.log(`${kills} kills, seed ${seed}`)
const { figures, wrong } = await runKills(kills, seed, (done) => {
  if (done % 20 === 0) console.log(`${done} …`)
})
console.log(figuresText(figures))
for (const what of wrong.slice(0, 50)) console.error(what)
console.log(wrong.length === 0 ? 'nothing was lost' : `${wrong.length} faults`)
process.exit(wrong.length === 0 ? 0 : 1)
