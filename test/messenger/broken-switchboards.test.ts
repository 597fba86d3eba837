import { beforeEach, describe, expect, test } from 'vitest'
import type { Program } from './program.ts'
import { sendOverScript, useScriptedNetwork } from './scripted-network.ts'

const bob = 'bob@example.com'
const setting = useScriptedNetwork()
let alice: Program
let id: string

beforeEach(async () => {
  alice = await setting.alice()
  id = await alice.open(bob)
})

const sent = (text: string) => sendOverScript(setting.scripted, alice, id, text)

describe('a switchboard', () => {
  test('that breaks while a group is talking says so', async () => {
    setting.scripted.ring(bob)
    const peer = await setting.scripted.nextSwitchboard([bob, 'carol@example.com'])
    peer.says(bob, 'hi')
    const group = await alice.heard('hi')
    peer.close()
    await alice.until(() => alice.log(group).includes('(connection-lost)'))
    expect(alice.conversation(group).participants).toHaveLength(2)
  })

  test('that breaks while one person is talking says so, too: something may be lost behind the server', async () => {
    setting.scripted.ring(bob)
    const peer = await setting.scripted.nextSwitchboard([bob])
    peer.says(bob, 'hi')
    await alice.heard('hi')
    peer.close()
    await alice.until(() => alice.log(id).length === 2)
    expect(alice.log(id)).toEqual([`${bob}: hi`, '(connection-lost)'])
  })

  test('that breaks long after it should have acknowledged a line says so as well', async () => {
    const { peer, line } = await sent('are you there?')
    await alice.pass(30_000)
    expect(await alice.settled(id, line)).toMatchObject({ state: 'uncertain' })
    await alice.pass(4 * 60_000)
    peer.close()
    await alice.until(() => alice.log(id).includes('(connection-lost)'))
  })

  test('that breaks before its first line says so to the one who was called', async () => {
    const carol = 'carol@example.com'
    setting.scripted.ring(carol)
    const peer = await setting.scripted.nextSwitchboard([carol])
    peer.write(`MSG ${carol} Carol 300`)
    peer.close()
    const called = await alice.until(({ conversations }) =>
      Object.values(conversations).find(({ participants }) => participants[0]?.address === carol),
    )
    await alice.until(() => alice.log(called.id).length === 1)
    expect(alice.log(called.id)).toEqual(['(connection-lost)'])
  })

  test('that breaks before the server let us in says so: we may have been in', async () => {
    const carol = 'carol@example.com'
    setting.scripted.ring(carol)
    const peer = await setting.scripted.nextSwitchboard(null)
    peer.close()
    const called = await alice.until(({ conversations }) =>
      Object.values(conversations).find(({ participants }) => participants[0]?.address === carol),
    )
    await alice.until(() => alice.log(called.id).length === 1)
    expect(alice.log(called.id)).toEqual(['(connection-lost)'])
  })
})
