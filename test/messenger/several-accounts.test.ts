import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountIdOf, type Connection } from '../../app/account.ts'
import { signInSchema } from '../../app/ipc.ts'
import type { Network } from '../../app/networks.ts'
import { automaticSignIns } from '../../main/automatic-sign-in.ts'
import type { LocalServer } from '../../main/server/local-server.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { storageOf } from '../../main/storage/storage.ts'
import { KeyRing } from './key-ring.ts'
import { hostNetwork, networkOf } from './local-network.ts'
import { Program } from './program.ts'
import * as v from 'valibot'

const address = 'alice@example.com'
const bobs = 'bob@example.com'
const names = ['one', 'two'] as const

let servers: readonly LocalServer[]
let networks: readonly Network[]
const programs: Program[] = []

beforeAll(async () => {
  servers = await Promise.all(names.map(() => hostNetwork()))
  networks = servers.map((server, at) => ({ ...networkOf(server), id: names[at]!, name: names[at]! }))
})
afterAll(async () => {
  await Promise.all(programs.map(({ messenger }) => messenger.close()))
  await Promise.all(servers.map((server) => server.close()))
})

const ids = names.map((name) => accountIdOf(name, address))
const [idOne, idTwo] = ids as [string, string]

function programOn(options: ConstructorParameters<typeof Program>[2] = {}): Program {
  const program = new Program(networks[0]!, address, { presets: networks, ...options })
  programs.push(program)
  return program
}

const request = (network: Network, more: object = {}) =>
  v.parse(signInSchema, { network, address, password: 'secret', ...more })

async function onBoth(program: Program, more: object = {}): Promise<void> {
  for (const network of networks)
    expect(await program.messenger.signIn(request(network, more))).toMatchObject({ ok: true })
}

const connection = (program: Program, id: string): Connection => program.store.state.accounts[id]!.connection

/** Somebody on each network who hears what is said to him. */
async function bobOn(network: Network): Promise<Program> {
  const bob = new Program(network, bobs, { presets: [network] })
  programs.push(bob)
  await bob.signIn()
  return bob
}

describe('the same address on two networks', () => {
  test('is two accounts, each with its own contacts and conversations', async () => {
    const [bobOne, bobTwo] = [await bobOn(networks[0]!), await bobOn(networks[1]!)]
    const alice = programOn()
    await onBoth(alice)
    await alice.messenger.addContact(idOne, bobs, {})
    expect(Object.keys(alice.store.state.accounts[idOne]!.contacts)).toEqual([bobs])
    expect(Object.keys(alice.store.state.accounts[idTwo]!.contacts)).toEqual([])

    const talks = await Promise.all(ids.map((id) => alice.messenger.openConversation(id, bobs)))
    const [first, second] = talks.map((talk) => (talk.ok ? talk.value : '')) as [string, string]
    expect(first).not.toBe(second)
    await alice.say(first, 'to the first')
    await alice.say(second, 'to the second')
    expect(bobOne.log(await bobOne.heard('to the first'))).toEqual(['alice@example.com: to the first'])
    expect(bobTwo.log(await bobTwo.heard('to the second'))).toEqual(['alice@example.com: to the second'])
    await alice.messenger.close()
  })

  test('goes on with one when the other is signed out, idle, noted or changed', async () => {
    const alice = programOn()
    await onBoth(alice)
    alice.clock.advance(5_000)
    await alice.messenger.noteContact(idOne, bobs, { alias: 'Bobby' })
    await alice.messenger.setPresence(idOne, 'busy')
    expect(alice.store.state.accounts[idTwo]).toMatchObject({ me: { presence: 'online' }, contactNotes: {} })
    alice.messenger.setIdle(true)
    expect(ids.map((id) => alice.store.state.accounts[id]!.me.presence)).toEqual(['busy', 'idle'])
    await alice.messenger.signOut(idOne)
    expect(connection(alice, idTwo).state).toBe('signed-in')
    await alice.messenger.close()
    expect(ids.map((id) => connection(alice, id).state)).toEqual(['signed-out', 'signed-out'])
  })
})

describe('several accounts that sign in by themselves', () => {
  test('do so at the next start, all of them, and each is forgotten for itself', async () => {
    const here = {
      ...storageOf(openDatabase(':memory:').database, () => 'f26d1f07-95e2-403c-bc18-d4bfed493428'),
      secrets: new KeyRing(),
    }
    const first = programOn(here)
    await onBoth(first, { signInAutomatically: true })
    await first.messenger.close()

    const second = programOn(here)
    const requests = automaticSignIns(second.store.state)
    expect(requests.map(({ network }) => network.id).sort()).toEqual([...names])
    const results = await Promise.all(requests.map((each) => second.messenger.signIn(each)))
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(ids.map((id) => connection(second, id).state)).toEqual(['signed-in', 'signed-in'])
    await second.messenger.close()
    await second.messenger.forgetAccount(idOne, { history: false })
    expect(automaticSignIns(second.store.state).map(({ network }) => network.id)).toEqual(['two'])
    expect([...here.secrets.kept.keys()]).toEqual([idTwo])
    expect(Object.keys(second.store.state.accounts)).toEqual([idTwo])
  })
})
