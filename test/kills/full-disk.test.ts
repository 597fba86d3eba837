import { execFileSync, spawnSync } from 'node:child_process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Network } from '../../app/networks.ts'
import { readDisk } from './disk.ts'
import { onePerson } from './one-person.ts'
import { OtherPerson } from './other-person.ts'

/** The system's tool that limits what a process may do; Linux has it. */
const limitTool = spawnSync('prlimit', ['--version']).status === 0

let alone: Awaited<ReturnType<typeof onePerson>>

beforeEach(async () => {
  alone = await onePerson()
})
afterEach(() => alone.close())

/** Lets a process write no file beyond so many bytes, so that every write to its databases fails, or lifts that again. */
const limitFiles = (pid: number, bytes: number | 'unlimited'): void =>
  void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`])

async function bobOn(network: Network): Promise<OtherPerson> {
  const bob = new OtherPerson(network, 'bob', 'alice@example.com')
  await bob.come()
  return bob
}

test.skipIf(!limitTool)(
  'while nothing can be written sending says so and keeps quiet, and what comes is shown and kept later',
  { timeout: 60_000 },
  async () => {
    const bob = await bobOn(alone.network)
    const run = await alone.signedIn()
    const id = 'local/alice@example.com>bob@example.com'
    await run.call('openConversation', 'local/alice@example.com', bob.address)
    expect(await run.call('sendMessage', id, 'before')).toMatchObject({ ok: true })
    await bob.program.heard('before')

    limitFiles(run.pid, 1024)
    expect(await run.call('sendMessage', id, 'while full')).toEqual({ ok: false, reason: 'disk-failed' })
    expect(await run.call('keepDraft', id, 'while full')).toEqual({ ok: false, reason: 'disk-failed' })
    await bob.write()
    const texts = () =>
      run.output.flatMap(({ event }) =>
        event?.type === 'entry-added' && event.entry.kind === 'text' ? [event.entry.text] : [],
      )
    await run.until(
      ({ event }) =>
        event?.type === 'entry-added' && event.entry.kind === 'text' && event.entry.text === 'bob 1',
    )
    await run.until(
      ({ event }) => event?.type === 'history-problem-changed' && event.problem?.kind === 'not-written',
    )
    expect(texts()).not.toContain('while full')

    limitFiles(run.pid, 'unlimited')
    const shownBefore = run.output.length
    await run.until(
      (line) =>
        run.output.indexOf(line) >= shownBefore &&
        line.event?.type === 'history-problem-changed' &&
        line.event.problem === null,
    )
    expect(await run.call('sendMessage', id, 'afterwards')).toMatchObject({ ok: true })
    await bob.program.heard('afterwards')
    await run.until(
      ({ event }) =>
        event?.type === 'entry-added' && event.entry.kind === 'text' && event.entry.text === 'afterwards',
    )
    await run.kill()
    const disk = readDisk(alone.profile)
    expect(disk.damaged).toEqual([])
    expect(disk.lines.flatMap(({ text }) => text ?? []).toSorted()).toEqual(['afterwards', 'before', 'bob 1'])
    expect(bob.heard.map(({ text }) => text)).toEqual(['before', 'afterwards'])
    await bob.program.messenger.close()
  },
)
