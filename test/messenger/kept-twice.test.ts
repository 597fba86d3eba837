import type { DatabaseSync } from 'node:sqlite'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../main/storage/database.ts'
import { HistoryError } from '../../main/storage/history/history.ts'
import { storageOf } from '../../main/storage/storage.ts'
import { historyAt } from './history-at.ts'
import type { Program } from './program.ts'
import { sendOverScript, useScriptedNetwork } from './scripted-network.ts'

// A line stands in the outbox until the history has it: no moment is left in which it stands in neither.

const bob = 'bob@example.com'
const setting = useScriptedNetwork()
let folder: string
let databases: DatabaseSync[]

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-twice-'))
  databases = []
})
afterEach(() => {
  kill()
  rmSync(folder, { recursive: true })
})

/** The runs before cannot write any more, as if they had been killed. */
function kill(): void {
  for (const database of databases.splice(0)) database.close()
}

/** What a run of the program has on disk. */
function files() {
  kill()
  const { database } = openDatabase(path.join(folder, 'papilio.db'))
  databases.push(database)
  return {
    ...storageOf(database, () => '6f2c7a10-0000-4000-8000-00000000beef'),
    history: historyAt(path.join(folder, 'history.db')),
  }
}

/** As `files`; but what is said is not written into the history, until `write` is called. */
function filesWithoutHistory() {
  const given = files()
  const { history } = given
  const real = history.write.bind(history)
  history.write = () => {
    throw new HistoryError('not-written', new Error('not yet'))
  }
  return { ...given, write: () => (history.write = real) }
}

/** A line that Bob gets. */
async function sent(alice: Program): Promise<string> {
  const id = await alice.open(bob)
  const { line, peer, trid } = await sendOverScript(setting.scripted, alice, id, 'hello')
  peer.write(`ACK ${trid}`)
  expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
  return line
}

async function kept({ messenger, accountId }: Program): Promise<readonly unknown[]> {
  const page = await messenger.readHistory(accountId, bob, { kind: 'end' }, 10)
  if (!page.ok) throw new Error(page.reason)
  return page.value.lines.map(({ entry }) =>
    entry.kind === 'text' ? [entry.id, entry.text, entry.delivery.state] : entry,
  )
}

test('a line that arrived before the history had it, when the program was killed, is in it after the next sign-in', async () => {
  const line = await sent(await setting.alice(filesWithoutHistory()))
  const again = await setting.alice(files())
  expect(await kept(again)).toEqual([[line, 'hello', 'delivered']])
  expect(again.store.state.conversations).toEqual({})
})

test('but not where the user does not want it kept', async () => {
  const alice = await setting.alice(filesWithoutHistory())
  await alice.messenger.changeSettings({ keepHistory: false })
  await sent(alice)
  expect(await kept(await setting.alice(files()))).toEqual([])
})

test('nor when the user deleted everything before the account was signed in again', async () => {
  await sent(await setting.alice(filesWithoutHistory()))
  const stranger = await setting.stranger(files())
  expect(await stranger.messenger.deleteHistory({ kind: 'all' })).toMatchObject({ ok: true })
  expect(await kept(await setting.alice(files()))).toEqual([])
})

test('a line that arrived leaves the outbox as soon as that can be written', async () => {
  const given = files()
  const alice = await setting.alice(given)
  await sent(alice)
  const ids = (): readonly string[] => given.outbox.lines(null).map(({ entry }) => entry.id)
  const remove = given.outbox.remove.bind(given.outbox)
  given.outbox.remove = () => {
    throw new Error('database or disk is full')
  }
  alice.clock.advance(25_000)
  expect(ids()).toHaveLength(1)
  given.outbox.remove = remove
  alice.clock.advance(10_000)
  expect(ids()).toEqual([])
})

test('a line that arrived leaves the outbox only when the history has it', async () => {
  const { write, ...given } = filesWithoutHistory()
  const alice = await setting.alice(given)
  const line = await sent(alice)
  const outbox = (): readonly string[] => given.outbox.lines(null).map(({ entry }) => entry.id)
  alice.clock.advance(25_000)
  expect(outbox()).toEqual([line])
  write()
  alice.clock.advance(60_000)
  expect(outbox()).toEqual([])
  expect((await kept(alice))[0]).toEqual([line, 'hello', 'delivered'])
})
