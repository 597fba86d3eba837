import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { historyKey, type HistoryHits, type HistoryPage, type HistoryScope } from '../../../app/history.ts'
import type { Result } from '../../../app/reasons.ts'
import type { MessengerOptions } from '../../../main/messenger/options.ts'
import { openHistory, openHistoryHere } from '../../../main/open-history.ts'
import { useLocalNetwork } from '../local-network.ts'
import type { Program } from '../program.ts'
import { linesIn } from './keeper-run.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-calls-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const worker = path.join(import.meta.dirname, '../../../main/history/worker.ts')
const homes = [
  ['here', (file: string) => openHistoryHere(file, () => undefined)],
  ['in a thread of its own', (file: string) => openHistory(file, worker, () => undefined)],
] as const

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.reason} ${result.detail ?? ''}`)
  return result.value
}

const texts = (page: HistoryPage): unknown[] =>
  page.lines.map(({ entry }) => (entry.kind === 'text' ? entry.text : entry.kind))

const found = ({ hits }: HistoryHits): unknown[] =>
  hits.map(({ line: { entry } }) => (entry.kind === 'text' ? entry.text : entry.kind))

const everywhere = {
  accountId: null,
  historyId: null,
  from: null,
  to: null,
  before: null,
  count: 50,
} as const

let files = 0

describe.each(homes)('the history, %s', (_where, open) => {
  const network = useLocalNetwork('MSNP12')

  interface Stage {
    readonly alice: Program
    readonly bob: Program
    readonly talk: string
    readonly file: string
    readonly bobs: string
    /** The conversation as the history names it. */
    readonly scope: HistoryScope & { readonly kind: 'conversation' }
  }

  /** Alice and Bob, who said these things to each other, Alice first and then in turns. */
  async function talked(lines: readonly string[], options: Partial<MessengerOptions> = {}): Promise<Stage> {
    const [alices, bobs] = [network.newAddress('alice'), network.newAddress('bob')]
    const bob = await network.signedIn(bobs)
    const file = path.join(folder, `${++files}.db`)
    const alice = await network.signedIn(alices, { history: open(file), ...options })
    const talk = await alice.open(bobs)
    for (const [at, text] of lines.entries()) {
      alice.clock.advance(1)
      if (at % 2 === 0) {
        await alice.settled(talk, await alice.say(talk, text))
        await bob.heard(text)
      } else {
        await bob.say(await bob.open(alices), text)
        await alice.heard(text)
      }
    }
    const scope = { kind: 'conversation', accountId: alice.accountId, historyId: bobs } as const
    return { alice, bob, talk, file, bobs, scope }
  }

  test('is read in pages and listed, with what was said a moment ago', async () => {
    const { alice, bobs } = await talked(['one', 'two', 'three', 'four'])
    const read = async (...[place, count]: [Parameters<typeof alice.messenger.readHistory>[2], number]) =>
      valueOf(await alice.messenger.readHistory(alice.accountId, bobs, place, count))
    const last = await read({ kind: 'end' }, 3)
    expect([texts(last), last.earlier, last.later]).toEqual([['two', 'three', 'four'], true, false])
    const first = await read({ kind: 'before', seq: last.lines[0]!.seq }, 3)
    expect([texts(first), first.earlier, first.later]).toEqual([['one'], false, true])
    const [talk] = valueOf(await alice.messenger.listHistory())
    expect(talk).toMatchObject({ historyId: bobs, lines: 4, group: false, people: [{ address: bobs }] })
    await alice.messenger.close()
  })

  test('is searched without regard to case and accents', async () => {
    const { alice } = await talked(['Grüße aus Köln', 'danke', 'KOLN again'])
    const hits = valueOf(await alice.messenger.searchHistory({ ...everywhere, text: 'koln' }))
    expect(found(hits)).toEqual(['KOLN again', 'Grüße aus Köln'])
    await alice.messenger.close()
  })

  test('loses a line for good, in the file, in the search and in the open window', async () => {
    const { alice, talk, file, scope } = await talked(['public', 'butterfly-secret', 'also public'])
    const line = alice.conversation(talk).entries[1]!
    const { accountId, historyId } = scope
    const lines = { kind: 'lines' as const, accountId, historyId, entryIds: [line.id] }
    expect(valueOf(await alice.messenger.deleteHistory(lines))).toBe(1)
    expect(alice.log(talk)).toEqual(['me: public', 'me: also public'])
    const search = { ...everywhere, text: 'butterfly' }
    expect(found(valueOf(await alice.messenger.searchHistory(search)))).toEqual([])
    await alice.messenger.close()
    expect(linesIn(file)).toHaveLength(2)
    for (const name of readdirSync(folder).filter((each) => each.startsWith(path.basename(file))))
      expect(readFileSync(path.join(folder, name)).includes('butterfly-secret')).toBe(false)
  })

  test('loses a conversation; what is said after that is kept', async () => {
    const { alice, talk, file, scope, bobs } = await talked(['one', 'two', 'three'])
    const { lastTalkAt } = alice.account.contactNotes[bobs]!
    expect(valueOf(await alice.messenger.deleteHistory(scope))).toBe(3)
    expect(alice.log(talk)).toEqual([])
    expect(alice.account.contactNotes[bobs]!.lastTalkAt).toBe(lastTalkAt)
    expect(alice.store.state.historyTask).toBeNull()
    alice.clock.advance(1)
    await alice.settled(talk, await alice.say(talk, 'new'))
    await alice.messenger.close()
    expect(linesIn(file).map(({ entry }) => entry.kind === 'text' && entry.text)).toEqual(['new'])
  })

  test('goes with its account when that is asked for, and stays otherwise', async () => {
    const { alice, file } = await talked(['one', 'two'])
    await alice.messenger.signOut(alice.accountId)
    await alice.messenger.forgetAccount(alice.accountId, { history: false })
    expect(valueOf(await alice.messenger.listHistory())).toHaveLength(1)
    expect(await alice.messenger.forgetAccount(alice.accountId, { history: true })).toMatchObject({
      ok: true,
    })
    expect(valueOf(await alice.messenger.listHistory())).toEqual([])
    await alice.messenger.close()
    expect(linesIn(file)).toEqual([])
  })

  test('is kept of no conversation that the user does not want kept, and of none when he wants none', async () => {
    const { alice, bob, talk, file, bobs } = await talked(['kept'])
    const key = historyKey(alice.accountId, bobs)
    await alice.messenger.changeSettings({ historyNotKept: [key] })
    await alice.settled(talk, await alice.say(talk, 'not kept'))
    await bob.heard('not kept')
    await alice.messenger.changeSettings({ historyNotKept: [], keepHistory: false })
    await alice.settled(talk, await alice.say(talk, 'not kept either'))
    await alice.messenger.changeSettings({ keepHistory: true })
    alice.clock.advance(1)
    await alice.settled(talk, await alice.say(talk, 'kept again'))
    await alice.messenger.close()
    expect(linesIn(file).map(({ entry }) => entry.kind === 'text' && entry.text)).toEqual([
      'kept',
      'kept again',
    ])
  })

  test('is written as JSON that another account imports, once, with progress told and nothing left in the state', async () => {
    const { alice, scope } = await talked(['one', 'two', 'three'])
    const target = path.join(folder, `${++files}.json`)
    expect(valueOf(await alice.messenger.exportHistoryTo(scope, 'json', target))).toBe(3)
    expect(statSync(target).size).toBeGreaterThan(100)
    expect(
      alice.events.some((event) => event.type === 'history-task-changed' && event.task?.kind === 'export'),
    ).toBe(true)
    expect(alice.store.state.historyTask).toBeNull()
    expect(valueOf(await alice.messenger.deleteHistory(scope))).toBe(3)
    const imported = valueOf(await alice.messenger.importHistoryFrom(alice.accountId, [target]))
    expect(imported).toMatchObject({ added: 3, alreadyThere: 0, refused: [], cancelled: false })
    const again = valueOf(await alice.messenger.importHistoryFrom(alice.accountId, [target]))
    expect(again).toMatchObject({ added: 0, alreadyThere: 3 })
    await alice.messenger.close()
  })

  test('cannot be written where there is no place, nor imported for nobody; the state says nothing is going on', async () => {
    const { alice, scope } = await talked(['one'])
    const nowhere = path.join(folder, 'not-there', 'deeper', '\0')
    expect(await alice.messenger.exportHistoryTo(scope, 'text', nowhere)).toMatchObject({ ok: false })
    expect(await alice.messenger.importHistoryFrom('local/nobody@example.com', [])).toEqual({
      ok: false,
      reason: 'account-unknown',
    })
    expect(alice.store.state.historyTask).toBeNull()
    await alice.messenger.close()
  })

  test('does one thing at a time', async () => {
    const { alice, scope } = await talked(['one', 'two'])
    const target = path.join(folder, `${++files}.txt`)
    const [first, second] = await Promise.all([
      alice.messenger.exportHistoryTo(scope, 'text', target),
      alice.messenger.exportHistoryTo(scope, 'text', `${target}2`),
    ])
    expect(first).toMatchObject({ ok: true })
    expect(second).toEqual({ ok: false, reason: 'not-available' })
    await alice.messenger.close()
  })
})
