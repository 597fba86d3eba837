import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { historyAt } from '../history-at.ts'
import { useLocalNetwork } from '../local-network.ts'
import type { Program } from '../program.ts'
import { linesIn } from './keeper-run.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-groups-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A line that must be found in the file: where it was shown when it came. */
interface Shown {
  readonly historyId: string
  readonly entryId: string
}

/** Notes every line that a program shows, and under which name the history knows the conversation at that moment. */
function watch({ store }: Program): readonly Shown[] {
  const shown: Shown[] = []
  store.subscribe((event, { conversations }) => {
    if (event.type !== 'entry-added') return
    const { historyId } = conversations[event.conversationId]!
    shown.push({ historyId, entryId: event.entry.id })
  })
  return shown
}

describe.each(['MSNP12', 'MSNP18'])('in %s', (dialect) => {
  const network = useLocalNetwork(dialect)

  test('a conversation that becomes a group goes on under another name, with everybody and every notice', async () => {
    const [alices, bobs, carols] = ['alice', 'bob', 'carol'].map(network.newAddress) as [
      string,
      string,
      string,
    ]
    const file = path.join(folder, `${dialect}.db`)
    const alice = await network.signedIn(alices, { history: historyAt(file) })
    const bob = await network.signedIn(bobs)
    const carol = await network.signedIn(carols)
    const shown = watch(alice)

    const talk = await alice.open(bobs)
    await alice.settled(talk, await alice.say(talk, 'only Bob'))
    await bob.heard('only Bob')
    alice.clock.advance(1)
    expect(await alice.messenger.inviteToConversation(talk, carols)).toMatchObject({ ok: true })
    await alice.until(() => alice.conversation(talk).group)
    alice.clock.advance(1)
    await alice.settled(talk, await alice.say(talk, 'everybody'))
    const group = await carol.heard('everybody')
    alice.clock.advance(1)
    await carol.say(group, 'hello')
    await alice.heard('hello')
    await carol.messenger.signOut(carol.accountId)
    await alice.until(() => alice.log(talk).includes(`(left ${carols})`))
    const { historyId } = alice.conversation(talk)
    await alice.messenger.close()

    const kept = linesIn(file)
    const inTime = kept.toSorted((one, other) => one.seq - other.seq)
    expect(inTime.map((line) => ({ historyId: line.historyId, entryId: line.entry.id }))).toEqual(shown)
    expect(kept.filter((line) => line.historyId === bobs).map(({ entry }) => entry.kind)[0]).toBe('text')
    expect(historyId).toMatch(/^group:/)
    const home = historyAt(file)
    const talks = await home.archive.list()
    await home.close()
    const [found] = talks.filter((one) => one.group)
    expect(found?.people.map(({ address }) => address).toSorted()).toEqual([bobs, carols].toSorted())
  })
})
