import { mkdir, rmdir } from 'node:fs/promises'
import { describe, expect, test, vi } from 'vitest'
import {
  accountRecord,
  catchUp,
  fourPeople,
  skipUntil,
  startNetwork,
  type TestNetwork,
} from '../test-network.ts'
import type { WireClient } from '../wire-client.ts'
import { correspondent, getMessage, idsIn, type Correspondent } from './soap.ts'

const text = (body: string): string =>
  `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nDest-Agent: client\r\n\r\n${body}`
const typing =
  'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgscontrol\r\nTypingUser: alice@example.com\r\n\r\n\r\n'
const daveAddress = 'dave@example.com'

const uum = (
  client: WireClient,
  trid: number,
  to: string,
  payload: string,
  type = '1',
  network = '1',
): void => client.send(`UUM ${trid} ${to} ${network} ${type} ${Buffer.byteLength(payload)}`, payload)

/** Alice and Bob, online and up to date. */
async function twoOnline(aliceDialect: string, bobDialect: string) {
  const network = await startNetwork()
  const alice = await network.online('alice', aliceDialect)
  const bob = await network.online('bob', bobDialect)
  for (const client of [alice, bob]) await catchUp(client)
  return { network, alice, bob }
}

/** Signs somebody in and waits until so many messages are on disk, before which nobody is shown them. */
async function readerOf(network: TestNetwork, name: string, count: number): Promise<Correspondent> {
  const reader = await correspondent(network, name)
  await vi.waitFor(async () => expect(await reader.ids()).toHaveLength(count))
  return reader
}

const daveReads = async (network: TestNetwork, count: number): Promise<readonly string[]> =>
  (await readerOf(network, 'dave', count)).texts()

describe('to somebody online', () => {
  test.each([
    ['MSNP14', 'MSNP14', 'UBM alice@example.com 1 1 108'],
    ['MSNP18', 'MSNP15', 'UBM alice@example.com 1 1 108'],
    ['MSNP14', 'MSNP16', 'UBM alice@example.com 1 bob@example.com 1 1 108'],
    ['MSNP18', 'MSNP18', 'UBM alice@example.com 1 bob@example.com 1 1 108'],
  ])('from %s to %s it is passed on as it is, and not answered', async (mine, other, line) => {
    const { network, alice, bob } = await twoOnline(mine, other)
    uum(alice, 7, 'bob@example.com', text('hello € there, with more'))
    await bob.expectPayload(line, text('hello € there, with more'))
    await alice.expectNothing()
    expect(await (await correspondent(network, 'bob')).ids()).toEqual([])
  })

  test('typing and nudges are passed on, too, and a hidden person gets it as well', async () => {
    const { alice, bob } = await twoOnline('MSNP18', 'MSNP18')
    uum(alice, 7, '1:bob@example.com', typing, '2')
    await bob.expectPayload('UBM alice@example.com 1 bob@example.com 1 2 90', typing)
    bob.send('CHG 8 HDN 0')
    await skipUntil(bob, /^CHG 8 HDN/)
    await catchUp(bob)
    uum(alice, 9, 'bob@example.com', 'x', '3')
    await bob.expectPayload('UBM alice@example.com 1 bob@example.com 1 3 1', 'x')
  })

  test('at several places, at each', async () => {
    const { network, alice, bob } = await twoOnline('MSNP18', 'MSNP18')
    const other = await network.online('bob', 'MSNP17', '0', '{b0b0b0b0-9999-4999-8999-b0b0b0b0b0b0}')
    for (const client of [alice, bob, other]) await catchUp(client)
    uum(alice, 7, 'bob@example.com', 'hello')
    for (const client of [bob, other])
      await client.expectPayload('UBM alice@example.com 1 bob@example.com 1 1 5', 'hello')
  })

  test('whose client does not read that, a text waits as an offline message, and is announced', async () => {
    const { network, alice, bob } = await twoOnline('MSNP18', 'MSNP12')
    uum(alice, 7, 'bob@example.com', typing, '2')
    uum(alice, 8, 'bob@example.com', text('hello'))
    const line = await bob.line()
    expect(line).toMatch(/^MSG Hotmail Hotmail \d+$/)
    const notice = (await bob.read(Number(line.split(' ').at(-1)))).toString()
    expect(notice).toContain('text/x-msmsgsoimnotification')
    const reader = await correspondent(network, 'bob')
    expect(await reader.ids()).toEqual(idsIn(notice))
    expect(await reader.texts()).toEqual(['hello'])
  })
})

describe('to somebody offline', () => {
  test('a text is kept, as recorded without an answer; nothing else is', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP18')
    await catchUp(alice)
    uum(alice, 35, daveAddress, text('offline hello'))
    uum(alice, 36, daveAddress, typing, '2')
    uum(alice, 37, daveAddress, 'ID: 1\r\n\r\n', '3')
    uum(alice, 38, daveAddress, text('and €'))
    await alice.expectNothing()
    const dave = await readerOf(network, 'dave', 2)
    expect(await dave.texts()).toEqual(['offline hello', 'and €'])
    const mails = await Promise.all(
      (await dave.ids()).map(async (id) => (await dave.ask(getMessage(id))).text),
    )
    const field = (name: string) => mails.map((mail) => new RegExp(`^${name}: (.*)$`, 'm').exec(mail)?.[1])
    expect(field('X-OIM-Sequence-Num')).toEqual(['1', '2'])
    expect(new Set(field('X-OIM-Run-Id')).size).toBe(1)
    expect(field('From')).toEqual(mails.map(() => '=?utf-8?B?QWxpY2U=?= &lt;alice@example.com&gt;'))
  })

  test('without a status yet it waits, and is told with the first one', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP14')
    const dave = await correspondent(network, 'dave', 'MSNP14')
    await catchUp(alice)
    uum(alice, 7, daveAddress, text('hello'))
    await alice.expectNothing()
    await vi.waitFor(async () => expect(await dave.ids()).toHaveLength(1))
    await dave.client.expectNothing()
    dave.client.send('CHG 5 NLN 0')
    const line = await skipUntil(dave.client, /^MSG /)
    const told = (await dave.client.read(Number(line.split(' ').at(-1)))).toString()
    expect(idsIn(told)).toEqual(await dave.ids())
  })
})

describe('is refused', () => {
  test.each([
    ['by a dialect without it', 'MSNP13', 'UUM 7 dave@example.com 1 1 2', '502 7'],
    ['for nobody', 'MSNP18', 'UUM 7 nobody@example.com 1 1 2', '208 7'],
    ['for another network', 'MSNP18', 'UUM 7 dave@example.com 32 1 2', '204 7'],
    ['with a type that does not exist', 'MSNP18', 'UUM 7 dave@example.com 1 5 2', '201 7'],
    ['without a network', 'MSNP18', 'UUM 7 dave@example.com 1 2', '201 7'],
  ])('%s', async (_, dialect, line, refusal) => {
    const network = await startNetwork()
    const alice = await network.online('alice', dialect)
    await catchUp(alice)
    alice.send(line, 'hi')
    await alice.expect(refusal)
    await alice.expectNothing()
    expect(await daveReads(network, 0)).toEqual([])
  })

  test('when it is larger than a message may be', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP18')
    await catchUp(alice)
    const longest = text('x'.repeat(1664 - text('').length))
    uum(alice, 7, daveAddress, `${longest}x`)
    await alice.expect('201 7')
    uum(alice, 8, daveAddress, longest)
    await alice.expectNothing()
    expect((await daveReads(network, 1))[0]).toHaveLength(1664 - text('').length)
  })

  test('when it comes too often, or too much waits', async () => {
    const network = await startNetwork({ limits: { relaysPerTenSeconds: 4, maxOfflineMessagesOfOne: 1 } })
    const alice = await network.online('alice', 'MSNP18')
    await catchUp(alice)
    for (const trid of [7, 8, 9, 10, 11])
      uum(alice, trid, trid === 9 ? 'bob@example.com' : daveAddress, text('x'))
    await alice.expect('800 8', '800 10', '800 11')
    await alice.expectNothing()
  })

  test('when nothing more fits, or it cannot be written', async () => {
    const network = await startNetwork({ limits: { maxOfflineMessages: 1 } })
    const alice = await network.online('alice', 'MSNP18')
    const bob = await network.online('bob', 'MSNP18')
    for (const client of [alice, bob]) await catchUp(client)
    await mkdir(`${network.directoryFile}.new`)
    uum(alice, 7, daveAddress, text('x'))
    await alice.expect('500 7')
    await rmdir(`${network.directoryFile}.new`)
    uum(alice, 8, daveAddress, text('y'))
    await alice.expectNothing()
    uum(bob, 9, daveAddress, text('z'))
    await bob.expect('210 9')
    expect(await daveReads(network, 1)).toEqual(['y'])
  })
})

test('who blocks the sender gets nothing, online or not, and the sender hears nothing of that', async () => {
  const accounts = [
    ...fourPeople.slice(0, 1),
    accountRecord('Bob', 1, [{ address: 'alice@example.com', lists: 13 }]),
    accountRecord('Carol', 2, []),
    accountRecord('Dave', 3, [{ address: 'alice@example.com', lists: 4 }]),
  ]
  const network = await startNetwork({ accounts })
  const alice = await network.online('alice', 'MSNP18')
  const bob = await network.online('bob', 'MSNP18')
  for (const client of [alice, bob]) await catchUp(client)
  for (const [trid, to] of ['bob@example.com', daveAddress].entries()) uum(alice, trid + 7, to, text('hello'))
  await alice.expectNothing()
  await bob.expectNothing()
  expect(await daveReads(network, 0)).toEqual([])
  expect(await (await correspondent(network, 'bob')).ids()).toEqual([])
})

test('robots get no such messages', async () => {
  const network = await startNetwork({ contactsWhoAnswer: true })
  const alice = await network.online('alice', 'MSNP18')
  await catchUp(alice)
  uum(alice, 7, 'echo@papilio.example', text('hello'))
  await alice.expectNothing()
})
