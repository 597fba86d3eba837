import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { startLocalServer } from '../../main/server/local-server.ts'
import { networkOf, useLocalNetwork } from './local-network.ts'
import { Program } from './program.ts'

const done = { ok: true, value: null }

describe('an account at several places', () => {
  const { signedIn, newAddress } = useLocalNetwork('MSNP18')
  const guid = (digit: number): string => `{f26d1f07-95e2-403c-bc18-00000000000${digit}}`

  async function twoPlaces() {
    const address = newAddress('alice')
    const home = await signedIn(address, { machineId: guid(1), placeName: 'Home' })
    const work = await signedIn(address, { machineId: guid(2), placeName: 'Work' })
    await home.until(() => home.account.places.length === 2)
    await work.until(() => work.account.places.length === 2)
    return { home, work }
  }

  test('knows them, and which of them it is', async () => {
    const { home, work } = await twoPlaces()
    const seen = ({ account }: Program) =>
      account.places.map(({ id, name, here }) => ({ id, name, here })).sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(seen(home)).toEqual([
      { id: guid(1), name: 'Home', here: true },
      { id: guid(2), name: 'Work', here: false },
    ])
    expect(seen(work).map(({ here }) => here)).toEqual([false, true])
    expect(home.account.connection.state).toBe('signed-in')
  })

  test('is signed out at another place, which says so and stays away', async () => {
    const { home, work } = await twoPlaces()
    expect(await home.messenger.signOutPlace(home.accountId, guid(2))).toEqual(done)
    await work.until(() => work.account.connection.state === 'signed-out')
    expect(work.account.connection).toEqual({ state: 'signed-out', reason: 'signed-out-elsewhere' })
    await home.until(() => home.account.places.length <= 1)
    work.clock.advance(60 * 60_000)
    expect(work.account.connection.state).toBe('signed-out')
    expect(home.account.connection.state).toBe('signed-in')
  })

  test('is signed out everywhere else', async () => {
    const { home, work } = await twoPlaces()
    expect(await work.messenger.signOutPlace(work.accountId, null)).toEqual(done)
    await home.until(() => home.account.connection.state === 'signed-out')
    expect(work.account.connection.state).toBe('signed-in')
  })

  test('forgets its places when the link is lost', async () => {
    const { home } = await twoPlaces()
    home.clock.advance(45_000)
    home.clock.advance(20_000)
    await home.until(() => home.account.connection.state === 'reconnecting')
    expect(home.account.places).toEqual([])
    await home.messenger.reconnect(home.accountId)
    await home.until(() => home.account.places.length === 2)
  })
})

describe.each(['MSNP8', 'MSNP12', 'MSNP18'])('a server that is started anew (%s)', (dialect) => {
  test('finds everybody back, with status, message and a conversation that goes on', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'papilio-'))
    const start = (port: number, httpPort: number) =>
      startLocalServer({
        host: '127.0.0.1',
        port,
        httpPort,
        directoryFile: path.join(folder, 'network.json'),
        contactsWhoAnswer: false,
      })
    let server = await start(0, 0)
    const network = { ...networkOf(server), dialects: [dialect] }
    const [alice, bob] = ['alice@example.com', 'bob@example.com'].map(
      (each) => new Program(network, each),
    ) as [Program, Program]
    for (const each of [alice, bob]) expect(await each.signIn()).toMatchObject({ ok: true })
    await alice.messenger.addContact(alice.accountId, 'bob@example.com', {})
    await bob.messenger.addContact(bob.accountId, 'alice@example.com', {})
    bob.clock.advance(5_000)
    await bob.messenger.setPresence(bob.accountId, 'away')
    const id = await alice.open('bob@example.com')
    await alice.settled(id, await alice.say(id, 'before'))

    await server.close()
    for (const each of [alice, bob]) await each.until(() => each.account.connection.state === 'reconnecting')
    expect(alice.account.contacts['bob@example.com']?.presence).toBe('offline')
    alice.messenger.networkChanged(true)
    await alice.until(() => {
      const { connection } = alice.account
      return connection.state === 'reconnecting' && connection.attempt === 2
    })

    server = await start(server.port, server.httpPort)
    for (const each of [alice, bob]) {
      each.messenger.systemResumed()
      await each.until(() => each.account.connection.state === 'signed-in')
    }
    await alice.until(() => alice.account.contacts['bob@example.com']?.presence === 'away')
    await alice.settled(id, await alice.say(id, 'after'))
    const heard = bob.log(await bob.heard('after'))
    expect(heard.filter((line) => line !== '(connection-lost)')).toEqual([
      'alice@example.com: before',
      'alice@example.com: after',
    ])
    expect([...alice.faults, ...bob.faults]).toEqual([])
    for (const { messenger } of [alice, bob]) await messenger.close()
    await server.close()
    rmSync(folder, { recursive: true })
  })
})
