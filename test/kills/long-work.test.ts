import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readDisk } from './disk.ts'
import { secretWord, textOf, writeLog } from './log-file.ts'
import { onePerson, underWay } from './one-person.ts'
import type { ProgramRun } from './program-run.ts'

const account = 'local/alice@example.com'
const withBob = { kind: 'conversation', accountId: account, historyId: 'bob@example.com' } as const
const slow = { timeout: 120_000 }
const lines = 3_000

let alone: Awaited<ReturnType<typeof onePerson>>
let logs: string

beforeEach(async () => {
  alone = await onePerson()
  logs = path.join(alone.folder, 'logs')
  mkdirSync(logs)
  writeLog(path.join(logs, 'bob.json'), 'bob', lines)
  writeLog(path.join(logs, 'zoe.json'), 'zoe', 300)
})
afterEach(() => alone.close())

/** The texts that are kept, of one person, in their order. */
const textsOf = (person: string): readonly string[] =>
  readDisk(alone.profile)
    .lines.filter(({ historyId }) => historyId === `${person}@example.com`)
    .map(({ text }) => text ?? '')

const all = (person: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, number) => textOf(person, number))

/** Resolves when a file has become so long. @throws (as a rejection) when the call was answered before */
async function grown(run: ProgramRun, call: string, file: string, bytes: number): Promise<void> {
  while ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < bytes) {
    if (run.output.some((line) => line.call === call)) throw new Error(`${call} was too fast`)
    await sleep(1)
  }
}

async function imported(): Promise<void> {
  const run = await alone.signedIn()
  const result = await run.call('importHistory', account, [logs])
  expect(result).toMatchObject({ ok: true, value: { added: lines + 300, refused: [] } })
  await run.end()
}

test('an import that is killed goes on where it was, and adds every line once', slow, async () => {
  let before = 0
  for (const bytes of [0, 100_000, 250_000]) {
    const run = await alone.signedIn()
    run.ask('importHistory', account, [logs])
    await underWay(run, 'import')
    await grown(run, 'importHistory', path.join(alone.profile, 'history.db-wal'), bytes)
    await run.kill()
    const kept = textsOf('bob')
    expect(readDisk(alone.profile).damaged).toEqual([])
    expect(kept).toEqual(all('bob', kept.length))
    expect(kept.length).toBeGreaterThanOrEqual(before)
    before = kept.length
  }
  expect(before).toBeGreaterThan(0)
  const run = await alone.signedIn()
  expect(await run.call('importHistory', account, [logs])).toMatchObject({ ok: true })
  await run.end()
  expect(textsOf('bob')).toEqual(all('bob', lines))
  expect(textsOf('zoe')).toEqual(all('zoe', 300))
})

test('a deletion that is killed costs nothing else, and leaves nothing once it is done', slow, async () => {
  await imported()
  let left = lines
  for (const milliseconds of [0, 50, 120]) {
    const run = await alone.signedIn()
    run.ask('deleteHistory', withBob)
    await underWay(run, 'delete', 1)
    await sleep(milliseconds)
    await run.kill()
    expect(readDisk(alone.profile).damaged).toEqual([])
    expect(textsOf('zoe')).toEqual(all('zoe', 300))
    const kept = textsOf('bob')
    expect(all('bob', lines)).toEqual(expect.arrayContaining([...kept]))
    expect(kept.length).toBeLessThan(left)
    left = kept.length
  }
  const run = await alone.signedIn()
  expect(await run.call('deleteHistory', withBob)).toEqual({ ok: true, value: left })
  const search = {
    text: secretWord,
    accountId: null,
    historyId: null,
    from: null,
    to: null,
    before: null,
    count: 9,
  }
  expect(await run.call('searchHistory', search)).toMatchObject({ value: { hits: [] } })
  expect(await run.call('searchHistory', { ...search, text: 'zoe' })).toMatchObject({ value: { more: true } })
  await run.end()
  expect(textsOf('zoe')).toEqual(all('zoe', 300))
  for (const name of readdirSync(alone.profile)) {
    const bytes = readFileSync(path.join(alone.profile, name)).toString('latin1').toLowerCase()
    expect(bytes.includes(secretWord.toLowerCase()), name).toBe(false)
  }
})

test(
  'an export that is killed leaves no half file in its place, and the next one nothing beside it',
  slow,
  async () => {
    await imported()
    const file = path.join(alone.folder, 'exported', 'bob.html')
    for (const milliseconds of [0, 30]) {
      const run = await alone.signedIn()
      run.ask('exportHistory', withBob, 'html', file)
      await underWay(run, 'export')
      await sleep(milliseconds)
      await run.kill()
      if (existsSync(file)) expect(readFileSync(file, 'utf8')).toContain(`bob ${lines - 1} ${secretWord}`)
    }
    const run = await alone.signedIn()
    expect(await run.call('exportHistory', withBob, 'html', file)).toEqual({ ok: true, value: lines })
    await run.end()
    expect(readdirSync(path.dirname(file))).toEqual(['bob.html'])
    expect(readFileSync(file, 'utf8')).toContain(`bob ${lines - 1} ${secretWord}`)
  },
)

test('a first start that is killed leaves files that the next start uses', slow, async () => {
  for (const [number, milliseconds] of [150, 300, 400, 500, 650, 900].entries()) {
    const name = `first${number}`
    const first = alone.start(name)
    await Promise.race([sleep(milliseconds), first.until(({ event }) => event !== undefined)])
    await first.kill()
    expect(readDisk(path.join(alone.folder, name)).damaged).toEqual([])
    const next = await alone.signedIn(name)
    expect(await next.call('listHistory')).toEqual({ ok: true, value: [] })
    await next.end()
    expect(next.stderr).toBe('')
  }
})
