import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { MessengerOptions } from '../../main/messenger/options.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { storageOf } from '../../main/storage/storage.ts'
import { historyAt } from './history-at.ts'
import { linesIn } from './history/keeper-run.ts'
import { useLocalNetwork } from './local-network.ts'
import type { Program } from './program.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-offline-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const old = useLocalNetwork('MSNP8')

/** What a program keeps on disk, opened again at each run. */
function filesOf(name: string): Partial<MessengerOptions> {
  const { database } = openDatabase(path.join(folder, `${name}.db`))
  return {
    ...storageOf(database, randomUUID),
    history: historyAt(path.join(folder, `${name}-history.db`)),
  }
}

const offlineTexts = (program: Program, from: string): readonly string[] =>
  Object.values(program.store.state.conversations)
    .flatMap(({ entries }) => entries)
    .flatMap((entry) =>
      entry.kind === 'text' && entry.author.address === from && entry.offline === true ? [entry.text] : [],
    )

const keptTexts = (name: string): readonly unknown[] =>
  linesIn(path.join(folder, `${name}-history.db`)).map(({ entry }) => entry.kind === 'text' && entry.text)

describe.each(['MSNP12', 'MSNP15', 'MSNP18'])('somebody who is offline, in %s', (dialect) => {
  const network = useLocalNetwork(dialect)

  /** Alice, and the address of Bob, who was here once and is away. */
  async function aliceAndBobsAddress(): Promise<readonly [Program, string, string]> {
    const bobs = network.newAddress('bob')
    const bob = await network.signedIn(bobs)
    await bob.messenger.close()
    const alices = network.newAddress('alice')
    const alice = await network.signedIn(alices)
    await alice.messenger.addContact(alice.accountId, bobs, {})
    alice.clock.advance(10_000)
    return [alice, alices, bobs]
  }

  async function leave(alice: Program, bobs: string, ...texts: string[]): Promise<void> {
    const id = await alice.open(bobs)
    for (const text of texts)
      expect(await alice.settled(id, await alice.say(id, text))).toEqual({ state: 'stored' })
  }

  test('finds what was left, in order, once he is back; it is shown once, kept, and gone from the server', async () => {
    const [alice, alices, bobs] = await aliceAndBobsAddress()
    await leave(alice, bobs, 'first 🦋', 'second', 'third')
    const bob = await network.signedIn(bobs, filesOf('bob'))
    await bob.until(() => offlineTexts(bob, alices).length === 3)
    expect(offlineTexts(bob, alices)).toEqual(['first 🦋', 'second', 'third'])
    const entries = Object.values(bob.store.state.conversations)[0]!.entries
    for (const { at } of entries) expect(at).toBeLessThanOrEqual(bob.clock.now())
    await bob.messenger.close()
    expect(keptTexts('bob')).toEqual(['first 🦋', 'second', 'third'])

    const later = await network.signedIn(bobs)
    await leave(alice, bobs, 'fourth').catch(() => undefined)
    expect(offlineTexts(later, alices)).not.toContain('first 🦋')
    await later.messenger.close()
  })

  test('reads what is left while he signs in at the same moment', async () => {
    const [alice, alices, bobs] = await aliceAndBobsAddress()
    const id = await alice.open(bobs)
    const bob = network.program(bobs, filesOf('bob'))
    const [sent] = await Promise.all([alice.say(id, 'just now'), bob.signIn()])
    const outcome = await alice.settled(id, sent)
    expect(['stored', 'delivered']).toContain(outcome.state)
    await bob.until((state) =>
      Object.values(state.conversations).some(({ entries }) =>
        entries.some((entry) => entry.kind === 'text' && entry.text === 'just now'),
      ),
    )
    expect(alices).not.toBe('')
    await bob.messenger.close()
    expect(keptTexts('bob')).toEqual(['just now'])
  })
})

describe('where the network takes no texts by its service, in MSNP18', () => {
  const network = useLocalNetwork('MSNP18', { sendUrl: '' })

  test('they are left by way of the server, and found all the same', async () => {
    const [alices, bobs] = [network.newAddress('alice'), network.newAddress('bob')]
    await (await network.signedIn(bobs)).messenger.close()
    const alice = await network.signedIn(alices)
    await alice.messenger.addContact(alice.accountId, bobs, {})
    alice.clock.advance(10_000)
    const id = await alice.open(bobs)
    const line = await alice.say(id, 'by UUM')
    await alice.pass(60_000)
    expect(await alice.settled(id, line)).toEqual({ state: 'stored' })
    const bob = await network.signedIn(bobs, filesOf('bob'))
    await bob.until(() => offlineTexts(bob, alices).length === 1)
    await bob.messenger.close()
    expect(keptTexts('bob')).toEqual(['by UUM'])
  })
})

test('where the network keeps nothing a line waits, and is there after the program ended', async () => {
  const network = old
  const [alices, bobs] = [network.newAddress('alice'), network.newAddress('bob')]
  await (await network.signedIn(bobs)).messenger.close()
  const files = filesOf('alice')
  const alice = await network.signedIn(alices, files)
  await alice.messenger.addContact(alice.accountId, bobs, {})
  alice.clock.advance(10_000)
  const id = await alice.open(bobs)
  const waiting = { state: 'waiting', reason: 'contact-offline' }
  const line = await alice.say(id, 'for later')
  expect(await alice.settled(id, line)).toEqual(waiting)
  await alice.messenger.close()

  const again = await network.signedIn(alices, filesOf('alice'))
  await again.until((state) => state.conversations[id]?.entries.some((entry) => entry.id === line))
  expect(again.entry(id, line)).toMatchObject({ text: 'for later', delivery: waiting })
  await again.messenger.close()
  expect(keptTexts('alice')).toEqual(['for later'])
})
