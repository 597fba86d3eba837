import { createServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { allDialects, localNetwork } from '../../app/networks.ts'
import { noServices } from '../protocol/session.ts'
import { hostNetwork, networkOf, useLocalNetwork } from './local-network.ts'
import { Program } from './program.ts'

const { program, signedIn, newAddress } = useLocalNetwork()

describe('signing in', () => {
  test('publishes its steps in order and ends signed in with the best dialect', async () => {
    const alice = program(newAddress('alice'))
    const steps: string[] = []
    alice.store.subscribe((event) => {
      if (event.type !== 'connection-changed') return
      const { connection } = event
      steps.push(connection.state === 'signing-in' ? connection.step : connection.state)
    })

    expect(await alice.signIn()).toEqual({ ok: true, value: alice.accountId })
    expect([...new Set(steps)]).toEqual([
      'connecting',
      'agreeing',
      'authenticating',
      'fetching-contacts',
      'signed-in',
    ])
    expect(alice.account.connection).toEqual({ state: 'signed-in', dialect: 'MSNP18' })
  })

  test.each(allDialects)('works in %s', async (dialect) => {
    const alice = await signedIn(newAddress('alice'), {
      prepareNetwork: (network) => Promise.resolve({ ...network, dialects: [dialect] }),
    })
    expect(alice.account.connection).toEqual({ state: 'signed-in', dialect })
  })

  test('takes the status that was asked for', async () => {
    const alice = program(newAddress('alice'))
    await alice.signIn('secret', { presence: 'be-right-back' })
    expect(alice.account.me.presence).toBe('be-right-back')
  })

  test('says that the password is wrong, and the next attempt with the right one succeeds', async () => {
    const address = newAddress('alice')
    const first = await signedIn(address)
    await first.messenger.signOut(first.accountId)

    const alice = program(address)
    expect(await alice.signIn('wrong')).toEqual({ ok: false, reason: 'wrong-password' })
    expect(alice.account.connection).toEqual({ state: 'signed-out', reason: 'wrong-password' })
    expect(await alice.signIn('secret')).toMatchObject({ ok: true })
  })

  test('is refused while the account is signed in or signing in', async () => {
    const alice = program(newAddress('alice'))
    const first = alice.signIn()
    expect(await alice.signIn()).toEqual({ ok: false, reason: 'already-signed-in' })
    expect(await first).toMatchObject({ ok: true })
    expect(await alice.signIn()).toEqual({ ok: false, reason: 'already-signed-in' })
    expect(alice.account.connection.state).toBe('signed-in')
  })

  test('without a remembered password asks for it', async () => {
    expect(await program(newAddress('alice')).signIn(null)).toEqual({ ok: false, reason: 'wrong-password' })
  })

  test('says when no server listens', async () => {
    const network = localNetwork('127.0.0.1', 1, 1)
    const alice = new Program(network, 'alice@example.com')
    expect(await alice.signIn()).toEqual({ ok: false, reason: 'server-unreachable' })
    expect(alice.account.connection).toEqual({ state: 'signed-out', reason: 'server-unreachable' })
  })

  test.each([
    ['breaks the protocol', 'this is no command\r\n', 'protocol-error'],
    ['speaks none of our dialects', 'VER 1 0\r\n', 'dialect-refused'],
    ['goes away in the middle', 'OUT SSD\r\n', 'server-shutting-down'],
    ['closes without a word', null, 'server-closed'],
  ])('with a server that %s says so', async (_what, answer, reason) => {
    const alice = new Program(await serverThatSays(answer), 'alice@example.com')
    expect(await alice.signIn()).toEqual({ ok: false, reason })
    expect(alice.account.connection).toEqual({ state: 'signed-out', reason })
  })

  test('never shows the password to the state or an event', async () => {
    const alice = program(newAddress('alice'))
    await alice.signIn('a-very-secret-password', { rememberAccount: true, rememberPassword: true })
    expect(JSON.stringify([alice.events, alice.store.state, alice.faults])).not.toContain('a-very-secret')
  })
})

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

/** A server that answers the first words with one thing and nothing more; null: it closes, and so it does after OUT. */
async function serverThatSays(answer: string | null) {
  const server = createServer((socket) => {
    closing.push(() => socket.destroy())
    socket
      .on('error', () => undefined)
      .once('data', () => {
        if (answer === null || answer.startsWith('OUT')) socket.end(answer ?? '')
        else socket.write(answer)
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return localNetwork('127.0.0.1', (server.address() as AddressInfo).port, 1)
}

describe('cancelling a sign-in', () => {
  test.each([
    ['before the server answered', '', 'agreeing'],
    ['while the dialect was agreed on', 'VER 1 MSNP12\r\n', 'agreeing'],
  ])('ends it %s', async (_when, answer, step) => {
    const alice = new Program(await serverThatSays(answer), 'alice@example.com')
    const result = alice.signIn()
    await alice.until((state) => {
      const connection = state.accounts[alice.accountId]?.connection
      return connection?.state === 'signing-in' && connection.step === step
    })
    await alice.messenger.cancelSignIn(alice.accountId)
    expect(await result).toEqual({ ok: false, reason: 'cancelled' })
    expect(alice.account.connection).toEqual({ state: 'signed-out', reason: 'cancelled' })
  })

  test('ends it while the ticket is fetched', async () => {
    let asked = (): void => undefined
    const asking = new Promise<void>((resolve) => (asked = resolve))
    const alice = program(newAddress('alice'), {
      createServices: () => ({
        ...noServices,
        fetchToken: () => {
          asked()
          return new Promise(() => undefined)
        },
      }),
    })
    const result = alice.signIn()
    await asking
    await alice.messenger.cancelSignIn(alice.accountId)
    expect(await result).toEqual({ ok: false, reason: 'cancelled' })
  })

  test('ends it while the network is prepared, and one can sign in afterwards', async () => {
    let finish = (): void => undefined
    const alice = program(newAddress('alice'), {
      prepareNetwork: (network) => new Promise((resolve) => (finish = () => resolve(network))),
    })
    const result = alice.signIn()
    await Promise.resolve()
    await alice.messenger.cancelSignIn(alice.accountId)
    await Promise.resolve()
    finish()
    expect(await result).toEqual({ ok: false, reason: 'cancelled' })
    const again = alice.signIn()
    await Promise.resolve()
    await Promise.resolve()
    finish()
    expect(await again).toMatchObject({ ok: true })
  })
})

describe('signing out', () => {
  test('keeps the list with everybody offline, and signing in again finds it', async () => {
    const [alice, bob] = await friends()
    await alice.messenger.signOut(alice.accountId)
    expect(alice.account.connection).toEqual({ state: 'signed-out', reason: null })
    expect(alice.account.contacts[bob]).toMatchObject({ presence: 'offline', lists: { forward: true } })

    expect(await alice.signIn()).toMatchObject({ ok: true })
    await alice.until(() => alice.account.contacts[bob]?.presence === 'online')
  })

  test('of an account that is not signed in is refused', async () => {
    const alice = program(newAddress('alice'))
    expect(await alice.messenger.signOut(alice.accountId)).toEqual({ ok: false, reason: 'not-signed-in' })
  })

  test('happens when the account signs in elsewhere', async () => {
    const address = newAddress('alice')
    const here = await signedIn(address)
    const there = await signedIn(address)
    const reason = await here.until((state) => {
      const connection = state.accounts[here.accountId]?.connection
      return connection?.state === 'signed-out' && connection.reason
    })
    expect(reason).toBe('signed-in-elsewhere')
    expect(there.account.connection.state).toBe('signed-in')
  })

  test('does not happen when the server goes away; the list and the conversations stay', async () => {
    const server = await hostNetwork()
    const alice = new Program(networkOf(server), 'alice@example.com')
    const bob = new Program(networkOf(server), 'bob@example.com')
    await bob.signIn()
    await alice.signIn()
    await alice.messenger.addContact(alice.accountId, 'bob@example.com', {})
    const id = await alice.open('bob@example.com')
    await alice.settled(id, await alice.say(id, 'are you there?'))
    await server.close()
    await alice.until((state) => state.accounts[alice.accountId]?.connection.state === 'reconnecting')
    expect(alice.account.connection).toMatchObject({ reason: 'server-shutting-down', attempt: 1 })
    expect(Object.keys(alice.account.contacts)).toEqual(['bob@example.com'])
    const texts = () => alice.log(id).filter((line) => line.startsWith('me: '))
    expect(texts()).toEqual(['me: are you there?'])

    const late = await alice.say(id, 'hello?')
    expect(['failed', 'uncertain']).toContain((await alice.settled(id, late)).state)
    expect(texts()).toEqual(['me: are you there?', 'me: hello?'])
  })

  test('does not happen when the link is dead: nobody answers the ping, and it comes back', async () => {
    const alice = await signedIn(newAddress('alice'))
    alice.clock.advance(45_000)
    alice.clock.advance(20_000)
    await alice.until(() => alice.account.connection.state === 'reconnecting')
    expect(alice.account.connection).toMatchObject({ reason: 'connection-lost' })
    expect(await alice.signIn()).toEqual({ ok: false, reason: 'already-signed-in' })
    alice.clock.advance(3_000)
    await alice.until(() => alice.account.connection.state === 'signed-in')
  })
})

describe('the contact list', () => {
  test('tells who added us and waits for an answer', async () => {
    const [alice, bob] = [newAddress('alice'), newAddress('bob')]
    const hers = await signedIn(alice)
    const his = await signedIn(bob)
    expect(await his.messenger.addContact(his.accountId, alice, {})).toEqual({ ok: true, value: null })
    const asking = await hers.until(() => hers.account.contacts[bob])
    expect(asking.lists.allow || asking.lists.block).toBe(false)
    expect(asking.lists.pending || asking.lists.reverse).toBe(true)
  })

  test('refuses somebody who does not exist', async () => {
    const alice = await signedIn(newAddress('alice'))
    expect(await alice.messenger.addContact(alice.accountId, 'nobody@example.com', {})).toMatchObject({
      ok: false,
      reason: 'account-unknown',
    })
  })

  test('shows a status, a name and a personal message that change', async () => {
    const [alice, bobsAddress, bob] = await friends()
    await alice.until(() => alice.account.contacts[bobsAddress]?.presence === 'online')
    const busy = bob.messenger.setPresence(bob.accountId, 'busy')
    bob.clock.advance(2000)
    expect(await busy).toEqual({ ok: true, value: null })
    await alice.until(() => alice.account.contacts[bobsAddress]?.presence === 'busy')
    await bob.messenger.setFriendlyName(bob.accountId, 'Bob, busy 🦋')
    await alice.until(() => alice.account.contacts[bobsAddress]?.name === 'Bob, busy 🦋')
    await bob.messenger.setPersonalMessage(bob.accountId, 'a <b>message</b>')
    await alice.until(() => alice.account.contacts[bobsAddress]?.personalMessage === 'a <b>message</b>')
    expect(bob.account.me).toMatchObject({
      presence: 'busy',
      name: 'Bob, busy 🦋',
      personalMessage: 'a <b>message</b>',
    })
  })

  test('asks for nothing without a connection', async () => {
    const alice = program(newAddress('alice'))
    expect(await alice.messenger.setPresence(alice.accountId, 'away')).toEqual({
      ok: false,
      reason: 'not-signed-in',
    })
  })
})

/** Two who have each other on their lists. */
async function friends(): Promise<[Program, string, Program]> {
  const [alice, bob] = [newAddress('alice'), newAddress('bob')]
  const hers = await signedIn(alice)
  const his = await signedIn(bob)
  await hers.messenger.addContact(hers.accountId, bob, {})
  await his.messenger.addContact(his.accountId, alice, {})
  return [hers, bob, his]
}
