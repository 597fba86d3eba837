import { cpSync, openSync, closeSync, readdirSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readDisk } from './disk.ts'
import { writeLog } from './log-file.ts'
import { onePerson, underWay } from './one-person.ts'

const account = 'local/alice@example.com'
const lines = 4_000

let alone: Awaited<ReturnType<typeof onePerson>>

beforeEach(async () => {
  alone = await onePerson()
})
afterEach(() => alone.close())

/** Overwrites the beginning of the file and every tenth of its later pages. */
function damage(file: string): void {
  const page = 4096
  const pages = statSync(file).size / page
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(16, 0x55), 0, 16, 0)
  for (let at = 30; at < pages; at += 10) writeSync(handle, Buffer.alloc(page, 0x55), 0, page, at * page)
  closeSync(handle)
}

/** The texts in a profile's history, in order. */
const textsIn = (name: string): readonly string[] =>
  readDisk(path.join(alone.folder, name)).lines.flatMap(({ text }) => text ?? [])

const rescued = (name: string) =>
  alone.signedIn(name).then(async (run) => {
    await run.until(({ event }) => {
      const problem =
        event?.type === 'snapshot'
          ? event.state.historyProblem
          : event?.type === 'history-problem-changed'
            ? event.problem
            : null
      return problem?.kind === 'damaged' && problem.rescued !== null
    })
    await run.end()
  })

test(
  'a rescue that is killed is done again, and brings as much as one that is not',
  { timeout: 120_000 },
  async () => {
    const log = path.join(alone.folder, 'bob.json')
    writeLog(log, 'bob', lines)
    const first = await alone.signedIn()
    expect(await first.call('importHistory', account, [log])).toMatchObject({ value: { added: lines } })
    await first.end()
    damage(path.join(alone.profile, 'history.db'))
    cpSync(alone.profile, path.join(alone.folder, 'whole'), { recursive: true })

    for (const milliseconds of [0, 60, 150]) {
      const run = alone.start()
      await Promise.race([underWay(run, 'rescue'), run.signedIn()])
      await sleep(milliseconds)
      await run.kill()
    }
    await rescued('profile')
    await rescued('whole')
    const kept = textsIn('profile')
    expect(kept).toEqual(textsIn('whole'))
    expect(new Set(kept).size).toBe(kept.length)
    expect(kept.length).toBeGreaterThan(lines / 2)
    expect(readdirSync(alone.profile).filter((name) => name.startsWith('history.db.damaged'))).toEqual(
      readdirSync(path.join(alone.folder, 'whole')).filter((name) => name.startsWith('history.db.damaged')),
    )
  },
)
