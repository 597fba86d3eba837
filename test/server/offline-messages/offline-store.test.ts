import { describe, expect, test } from 'vitest'
import type { Account } from '../../../main/server/directory/account.ts'
import { formatAccounts } from '../../../main/server/directory/directory-json.ts'
import { Directory } from '../../../main/server/directory/directory.ts'
import { defaultLimits, type Limits } from '../../../main/server/limits.ts'
import { Network } from '../../../main/server/network.ts'
import { OfflineStore } from '../../../main/server/offline-messages/offline-store.ts'
import { ManualClock } from '../manual-clock.ts'
import { runId } from './soap.ts'

const letter = (sequence: number, length = 12) => ({
  name: '=?utf-8?B?QQ==?=',
  runId,
  sequence,
  contentType: 'text/plain; charset=UTF-8',
  body: 'A'.repeat(length),
})

/** A store among so many people, each of whom may sign in. */
function storeOf(people: number, limits: Partial<Limits> = {}) {
  let ids = 0
  const newId = (): string => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`
  const directory = new Directory({ accounts: [], newId, onChange: () => undefined })
  const accounts = Array.from({ length: people }, (_, at): Account => {
    const account = directory.create(`person${at}@example.com`)!
    account.password = 'hash'
    return account
  })
  const clock = new ManualClock()
  const saves: ((isSaved: boolean) => void)[] = []
  const store = new OfflineStore({
    network: new Network(directory),
    clock,
    limits: { ...defaultLimits, ...limits },
    newId,
    save: () => new Promise<boolean>((resolve) => saves.push(resolve)),
  })
  return { store, accounts, clock, saves }
}

test('of 100,000 messages of one person to another no more is kept than the limits say', () => {
  const { store, accounts, clock } = storeOf(2)
  const [alice, bob] = accounts as [Account, Account]
  const taken = new Map<string, number>()
  for (let at = 1; at <= 100_000; at++) {
    if (at % 500 === 0) clock.advance(60_000)
    const leaving = store.leave(alice, bob.address, letter(at))
    const what = leaving.kind === 'taken' ? 'taken' : leaving.why
    taken.set(what, (taken.get(what) ?? 0) + 1)
  }
  expect(taken.get('taken')).toBe(100)
  expect([...taken.keys()].sort()).toEqual(['taken', 'too-fast', 'too-many'])
  expect(bob.offlineMessages).toHaveLength(100)
})

test('of 100,000 messages of many people to many, all together stay below the limit', () => {
  const limits = { maxOfflineBytes: 256 * 1024, offlineMessagesPerMinute: 1_000_000 }
  const { store, accounts } = storeOf(100, limits)
  const taken = new Set<string>()
  for (let at = 0; at < 100_000; at++) {
    const [from, to] = [accounts[at % 100]!, accounts[(at * 7 + 1) % 100]!]
    const leaving = store.leave(from, to.address, letter(at + 1, 1_000))
    taken.add(leaving.kind === 'taken' ? 'taken' : leaving.why)
  }
  const kept = accounts.flatMap(({ offlineMessages }) => offlineMessages)
  expect(kept.length).toBeGreaterThan(200)
  expect(kept.reduce((sum, { name, body }) => sum + name.length + body.length, 0)).toBeLessThanOrEqual(
    limits.maxOfflineBytes,
  )
  expect(taken).toEqual(new Set(['taken', 'full']))
})

test('what was deleted makes room, and so does what could not be written', async () => {
  const { store, accounts, saves } = storeOf(2, { maxOfflineBytes: 100 })
  const [alice, bob] = accounts as [Account, Account]
  const leave = () => store.leave(alice, bob.address, letter(1, 60))
  const first = leave()
  expect(leave()).toEqual({ kind: 'refused', why: 'full' })
  saves.shift()!(false)
  expect(first.kind === 'taken' && (await first.saved)).toBe(false)
  expect(store.of(bob)).toEqual([])
  const second = leave()
  saves.shift()!(true)
  expect(second.kind === 'taken' && (await second.saved)).toBe(true)
  expect(leave()).toEqual({ kind: 'refused', why: 'full' })
  void store.remove(bob, [store.of(bob)[0]!.id])
  expect(leave().kind).toBe('taken')
})

describe('a message that is still being written', () => {
  test('is shown to nobody, and cannot be deleted or marked', async () => {
    const { store, accounts, saves } = storeOf(2)
    const [alice, bob] = accounts as [Account, Account]
    const leaving = store.leave(alice, bob.address, letter(1))
    const { id } = bob.offlineMessages[0]!
    expect(store.of(bob)).toEqual([])
    expect(store.find(bob, id)).toBeUndefined()
    await store.remove(bob, [id])
    store.markRead(bob, id)
    saves.shift()!(true)
    expect(leaving.kind === 'taken' && (await leaving.saved)).toBe(true)
    expect(store.find(bob, id)).toMatchObject({ id, isRead: false, from: alice.address })
  })

  test('is in what is written', () => {
    const { store, accounts } = storeOf(2)
    const [alice, bob] = accounts as [Account, Account]
    store.leave(alice, bob.address, letter(1))
    expect(formatAccounts(accounts)).toContain('AAAAAAAAAAAA')
  })
})
