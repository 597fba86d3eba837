import { beforeEach, describe, expect, test } from 'vitest'
import { ConnectionError } from '../../main/net/errors.ts'
import type { Services } from '../../main/protocol/services.ts'
import { noServices } from '../protocol/session.ts'
import { useLocalNetwork } from './local-network.ts'
import type { Program } from './program.ts'
import { useScriptedNetwork } from './scripted-network.ts'

describe('on a network that keeps nothing for people who are offline', () => {
  const { signedIn, newAddress } = useLocalNetwork('MSNP10')

  async function pair() {
    const [alices, bobs] = [newAddress('alice'), newAddress('bob')]
    const [alice, bob] = [await signedIn(alices), await signedIn(bobs)]
    return { alice, bob, bobs, id: await alice.open(bobs) }
  }

  const waiting = { state: 'waiting', reason: 'contact-offline' }

  test('a line to somebody who is offline waits until the user sends it', async () => {
    const { alice, bob, id } = await pair()
    await bob.messenger.signOut(bob.accountId)
    const line = await alice.say(id, 'anybody home?')
    expect(await alice.settled(id, line)).toEqual(waiting)

    await bob.signIn()
    const next = await alice.say(id, 'you are back!')
    expect(await alice.settled(id, next)).toEqual({ state: 'delivered' })
    expect(alice.entry(id, line).delivery).toEqual(waiting)
    expect(await alice.messenger.retryMessage(id, line)).toEqual({ ok: true, value: null })
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
    const his = await bob.heard('anybody home?')
    expect(bob.log(his).map((text) => text.split(': ')[1])).toEqual(['you are back!', 'anybody home?'])
    expect(await alice.messenger.retryMessage(id, line)).toEqual({ ok: false, reason: 'not-available' })
  })

  test('a conversation stays when the last line did not arrive, and the line is there again after it was closed', async () => {
    const { alice, bob, bobs, id } = await pair()
    await bob.messenger.signOut(bob.accountId)
    await alice.say(id, 'bye')
    expect(await alice.messenger.closeConversation(id)).toEqual({ ok: false, reason: 'not-delivered' })
    expect(alice.log(id)).toEqual(['me: bye'])
    expect(await alice.messenger.closeConversation(id)).toEqual({ ok: true, value: null })
    expect(alice.store.state.conversations).toEqual({})

    expect(await alice.open(bobs)).toBe(id)
    expect(alice.log(id)).toEqual(['me: bye'])
    const [line] = alice.conversation(id).entries
    expect(await alice.settled(id, line!.id)).toEqual(waiting)
    await bob.signIn()
    await alice.messenger.retryMessage(id, line!.id)
    await bob.heard('bye')
  })
})

const bob = 'bob@example.com'

const envelope = (body: string): string =>
  '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">' +
  `<soap:Body>${body}</soap:Body></soap:Envelope>`

const taken = envelope('<StoreResponse xmlns="http://messenger.msn.com/ws/2004/09/oim/"/>')
const throttled = envelope(
  '<soap:Fault><faultcode xmlns:q0="http://messenger.msn.com/ws/2004/09/oim/">q0:SenderThrottleLimitExceeded</faultcode>' +
    '<faultstring>Too fast</faultstring></soap:Fault>',
)

describe('on a network that keeps texts', () => {
  const setting = useScriptedNetwork()
  let alice: Program
  let id: string
  /** What was left, and how the service answers. */
  let left: string[]
  let answer: () => string

  /** A text as the request carries it: base64 after the mail's headers. */
  const textIn = (body: string): string =>
    Buffer.from(/\r\n\r\n([^<]*)<\/Content>/.exec(body)?.[1] ?? '', 'base64').toString()

  const callSoap: Services['callSoap'] = async ({ service, body }) => {
    if (service !== 'offline-sending') throw new Error('only texts are left here')
    const answered = await Promise.resolve().then(answer)
    if (answered === taken) left.push(`${/<To memberName="([^"]*)"/.exec(body)?.[1]}: ${textIn(body)}`)
    return answered
  }

  beforeEach(async () => {
    left = []
    answer = () => taken
    alice = await setting.alice({
      createServices: () => ({
        ...noServices,
        has: (service) => service === 'offline-sending',
        fetchTicket: () => Promise.resolve('t=ticket&p='),
        callSoap,
      }),
    })
    id = await alice.open(bob)
  })

  /** Bob is on the list and shown offline, for long enough to be believed. */
  async function bobIsOffline(): Promise<void> {
    setting.scripted.notification!.write(`ADC 0 FL N=${bob} F=Bob C=1`)
    await alice.until(() => alice.account.contacts[bob]?.lists.forward)
    alice.clock.advance(5_000)
  }

  test('windows learn that it does', () => {
    expect(alice.account.features.offlineMessages).toBe(true)
  })

  test('those for a contact who is shown offline are left in their order, and nobody is called', async () => {
    await bobIsOffline()
    const lines = [await alice.say(id, 'one'), await alice.say(id, 'two')]
    for (const line of lines) expect(await alice.settled(id, line)).toEqual({ state: 'stored' })
    expect(left).toEqual([`${bob}: one`, `${bob}: two`])
    expect(setting.scripted.requests).toBe(0)
  })

  test('a contact who is shown offline only because the server has not told yet is called', async () => {
    setting.scripted.notification!.write(`ADC 0 FL N=${bob} F=Bob C=1`)
    await alice.until(() => alice.account.contacts[bob]?.lists.forward)
    alice.clock.advance(4_999)
    const line = await alice.say(id, 'there already?')
    const peer = await setting.scripted.nextSwitchboard()
    await setting.scripted.comesIn(peer)
    peer.write(`ACK ${(await peer.nextText()).trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
  })

  test('a contact who hides and talks to us is answered where he talks', async () => {
    await bobIsOffline()
    setting.scripted.ring(bob)
    const peer = await setting.scripted.nextSwitchboard([bob])
    peer.says(bob, 'I am hiding')
    await alice.heard('I am hiding')
    const line = await alice.say(id, 'from whom?')
    peer.write(`ACK ${(await peer.nextText()).trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
    expect(left).toEqual([])
  })

  test('who turns out to be offline when he is called is left it as well', async () => {
    const line = await alice.say(id, 'hello')
    const peer = await setting.scripted.nextSwitchboard()
    peer.write(`217 ${(await peer.next('CAL')).words[1]}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'stored' })
    expect(left).toEqual([`${bob}: hello`])
  })

  test('a nudge is for those who are there', async () => {
    await bobIsOffline()
    expect(await alice.messenger.sendNudge(id)).toEqual({ ok: false, reason: 'contact-offline' })
    expect(alice.conversation(id).entries).toEqual([])
  })

  test('a nudge of somebody who turns out to be offline fails and is not left', async () => {
    await alice.messenger.sendNudge(id)
    const peer = await setting.scripted.nextSwitchboard()
    peer.write(`217 ${(await peer.next('CAL')).words[1]}`)
    const [nudge] = alice.conversation(id).entries
    expect(await alice.settled(id, nudge!.id)).toEqual({ state: 'failed', reason: 'contact-offline' })
    expect(left).toEqual([])
  })

  test('what the service certainly did not take failed, and what was behind it was not sent', async () => {
    await bobIsOffline()
    answer = () => throttled
    const lines = [await alice.say(id, 'one'), await alice.say(id, 'two')]
    for (const line of lines) {
      expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'too-fast' })
    }
    answer = () => taken
    await alice.messenger.retryMessage(id, lines[0]!)
    expect(await alice.settled(id, lines[0]!)).toEqual({ state: 'stored' })
    expect(left).toEqual([`${bob}: one`])
  })

  test('what the service gave no answer to is uncertain', async () => {
    await bobIsOffline()
    answer = () => {
      throw new ConnectionError('connection-lost', 'lost')
    }
    const line = await alice.say(id, 'one')
    expect(await alice.settled(id, line)).toEqual({ state: 'uncertain', reason: 'connection-lost' })
  })
})
