import { describe, expect, test, vi } from 'vitest'
import { fetchToken } from '../sso.ts'
import { fetchTicket, password, startNetwork, type TestNetwork } from '../test-network.ts'
import type { WireClient } from '../wire-client.ts'
import { lockKey } from './lock-key.ts'
import {
  correspondent,
  faultOf,
  getMetadata,
  newNamespace,
  post,
  readRequest,
  storeRequest,
  type Correspondent,
  type Leaving,
} from './soap.ts'

const daveAddress = 'dave@example.com'

test.each([
  ['15570131571988941333', 'PROD0090YUAUV{2B', 'YMM8C_H7KCQ2S_KL', 'd8d8cb2c2043a603d8286a3343143ee1'],
  ['22210219642164014968', 'PROD0090YUAUV{2B', 'YMM8C_H7KCQ2S_KL', '85ecb0db8f32113df79ce0892b9a102c'],
  [
    '1663122458434562624782678054',
    'PROD0120PW!CCV9@',
    'C1BX{V4W}Q3*10SM',
    'f379e91748f9722568da550eccefec47',
  ],
])('the key that the tests work out for %s and %s is the published one', (challenge, id, key, answer) => {
  expect(lockKey(challenge, { id, key })).toBe(answer)
})

/** Until the server has seen it. */
async function signOut(network: TestNetwork, client: WireClient): Promise<void> {
  client.send('OUT')
  await client.expectClosed()
  await vi.waitFor(() => expect(network.log.at(-1)).toMatch(/ signed out$/))
}

const challengeIn = (text: string): string | undefined => /<LockKeyChallenge [^>]+>(\d+)</.exec(text)?.[1]

describe('the lock key', () => {
  test('is asked for, is good until the sender signs out, and then another one is wanted', async () => {
    const network = await startNetwork()
    const alice = await correspondent(network, 'alice')
    const first = await alice.leave(daveAddress, { lockKey: '' })
    expect(faultOf(first)).toBe('500 AuthenticationFailed')
    const digits = challengeIn(first.text)!
    expect(digits).toMatch(/^\d{10}$/)
    expect(challengeIn((await alice.leave(daveAddress, { lockKey: '' })).text)).toBe(digits)
    for (let at = 0; at < 3; at++)
      expect((await alice.leave(daveAddress, { lockKey: lockKey(digits) })).status).toBe(200)
    await signOut(network, alice.client)
    const again = await correspondent(network, 'alice')
    const refused = await again.leave(daveAddress, { lockKey: lockKey(digits) })
    expect(faultOf(refused)).toBe('500 AuthenticationFailed')
    expect(challengeIn(refused.text)).not.toBe(digits)
  })

  test('grows old', async () => {
    const network = await startNetwork({ limits: { lockKeyLifeMs: 1_000 } })
    const alice = await correspondent(network, 'alice')
    const digits = challengeIn((await alice.leave(daveAddress, { lockKey: '' })).text)!
    network.clock.advance(1_000)
    expect((await alice.leave(daveAddress, { lockKey: lockKey(digits) })).status).toBe(200)
    network.clock.advance(1)
    expect(faultOf(await alice.leave(daveAddress, { lockKey: lockKey(digits) }))).toBe(
      '500 AuthenticationFailed',
    )
    expect((await alice.leave(daveAddress)).status).toBe(200)
  })

  test('of another person, product, or in another case is none', async () => {
    const network = await startNetwork()
    const [alice, bob] = [await correspondent(network, 'alice'), await correspondent(network, 'bob')]
    const ask = async (who: Correspondent) =>
      challengeIn((await who.leave(daveAddress, { lockKey: '' })).text)!
    const [hers, his] = [await ask(alice), await ask(bob)]
    const other = { id: 'PROD0120PW!CCV9@', key: 'C1BX{V4W}Q3*10SM' }
    const tries: readonly Partial<Leaving>[] = [
      { lockKey: lockKey(his) },
      { lockKey: lockKey(hers, other) },
      { lockKey: lockKey(hers), appId: other.id },
      { lockKey: lockKey(hers), appId: 'PROD0000' },
      { lockKey: lockKey(hers), appId: '' },
      { lockKey: lockKey(hers).toUpperCase() },
      { lockKey: 'MBI_SSL' },
    ]
    for (const leaving of tries)
      expect(faultOf(await alice.leave(daveAddress, leaving))).toBe('500 AuthenticationFailed')
    expect((await alice.leave(daveAddress, { lockKey: lockKey(hers, other), appId: other.id })).status).toBe(
      200,
    )
  })

  test('may be anything where keys are not checked, but not nothing', async () => {
    const network = await startNetwork({ lockKeys: false })
    const alice = await correspondent(network, 'alice')
    expect((await alice.leave(daveAddress, { lockKey: 'MBI_SSL', appId: 'x' })).status).toBe(200)
    expect(faultOf(await alice.leave(daveAddress, { lockKey: '' }))).toBe('500 AuthenticationFailed')
  })
})

describe('a ticket', () => {
  /** Both services, asked with a ticket by somebody who names themselves Alice. */
  const answers = async (network: TestNetwork, ticket: string) => {
    const leaving = { from: 'alice@example.com', to: daveAddress, ticket, lockKey: 'x' }
    const stored = await post(network, '/OimWS/oim.asmx', storeRequest(leaving))
    const half = ticket.replace(/^t=/, '').split('&')[0]!
    const read = await post(network, '/rsi/rsi.asmx', readRequest(half, getMetadata))
    return [faultOf(stored), faultOf(read)].map((fault) => (fault.startsWith('200') ? '200' : fault))
  }
  const refused = ['500 AuthenticationFailed', '500 AuthenticationFailed']
  const taken = ['200', '200']

  test('that nobody has is refused, and no lock key is asked for', async () => {
    const network = await startNetwork({ lockKeys: false })
    await correspondent(network, 'alice')
    for (const ticket of ['', 't=&p=', 't=0123&p=', `t=${'0'.repeat(40)}&p=`, 'x'.repeat(5000)])
      expect(await answers(network, ticket)).toEqual(refused)
    const answer = await post(
      network,
      '/OimWS/oim.asmx',
      storeRequest({ from: 'alice@example.com', to: daveAddress, ticket: 't=0123&p=' }),
    )
    expect(answer.text).toContain(`<TweenerChallenge xmlns="${newNamespace}">lc=1033,`)
    expect(challengeIn(answer.text)).toBeUndefined()
  })

  test('of somebody who is not signed in is refused, and after that it is good', async () => {
    const network = await startNetwork({ lockKeys: false })
    const { ticket } = await fetchToken(network.httpPort, 'alice@example.com', password)
    expect(await answers(network, ticket)).toEqual(refused)
    const alice = await network.signIn('alice', 'MSNP15')
    expect(await answers(network, ticket)).toEqual(taken)
    await signOut(network, alice)
    expect(await answers(network, ticket)).toEqual(refused)
  })

  test('of the log-in page is good as long as the session that began with it, and no longer', async () => {
    const network = await startNetwork({ lockKeys: false })
    const alice = await correspondent(network, 'alice', 'MSNP12')
    const unused = await fetchTicket(network.httpPort, 'alice@example.com')
    expect(await answers(network, unused)).toEqual(taken)
    network.clock.advance(24 * 60 * 60_000)
    expect(await answers(network, alice.ticket)).toEqual(taken)
    expect(await answers(network, unused)).toEqual(refused)
    await signOut(network, alice.client)
    await correspondent(network, 'alice', 'MSNP15')
    expect(await answers(network, alice.ticket)).toEqual(refused)
  })

  test('of the SOAP service grows old, and a new one is good in the same session', async () => {
    const network = await startNetwork({ lockKeys: false, limits: { tokenLifeMs: 60_000 } })
    const alice = await correspondent(network, 'alice')
    network.clock.advance(60_001)
    expect(await answers(network, alice.ticket)).toEqual(refused)
    const { ticket } = await fetchToken(network.httpPort, 'alice@example.com', password)
    expect(await answers(network, ticket)).toEqual(taken)
  })

  test('is also known as the profile names it', async () => {
    const network = await startNetwork({ lockKeys: false })
    const client = await network.open()
    client.send('VER 1 MSNP12')
    client.send('USR 2 TWN I alice@example.com')
    client.send(`USR 3 TWN S ${await fetchTicket(network.httpPort, 'alice@example.com')}`)
    for (const line of [/^VER /, /^USR 2/, /^USR 3/, /^SBS /]) expect(await client.line()).toMatch(line)
    const length = Number(/\d+$/.exec(await client.line())?.[0])
    const auth = /^MSPAuth: (\S+)$/m.exec((await client.read(length)).toString())?.[1]
    expect(auth).toMatch(/^[0-9a-f]{40}&p=$/)
    expect(await answers(network, auth!)).toEqual(taken)
  })
})
