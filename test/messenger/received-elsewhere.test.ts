import { beforeEach, describe, expect, test } from 'vitest'
import { defaultFormat } from '../../app/message.ts'
import type { Conversations } from '../../main/messenger/conversations/conversations.ts'
import { DeliveryWorld } from './delivery-world.ts'

const accountId = 'local/alice@example.com'
const bob = { address: 'bob@example.com', name: 'Bob' }
const mallory = { address: 'Mallory@example.com', name: 'M' }

let world: DeliveryWorld
let conversations: Conversations

beforeEach(() => {
  world = new DeliveryWorld()
  conversations = world.conversations
})

const entriesWith = (address: string) => world.state.conversations[`${accountId}>${address}`]?.entries ?? []

const left = (text: string, sentAt: number | null, from = bob) => ({
  ...{ id: `MID-${text}`, from, sentAt, runId: '{1}', sequence: 1, text },
})

/** Mallory is on the block list. */
function block(): void {
  const lists = { forward: false, allow: false, block: true, reverse: false, pending: false }
  const changes = [{ address: 'mallory@example.com', lists }]
  world.publish({ type: 'contacts-changed', accountId, changes })
}

describe('messages that were left while one was away', () => {
  test('open the conversation, with the time when they were written', () => {
    const at = world.clock.now() - 86_400_000
    const messages = [left('one', at), left('two', at + 1_000)]
    expect(conversations.receivedOffline(accountId, messages)).toEqual(messages)
    expect(entriesWith(bob.address)).toMatchObject([
      {
        kind: 'text',
        text: 'one',
        at,
        author: bob,
        mine: false,
        offline: true,
        delivery: { state: 'received' },
      },
      { kind: 'text', text: 'two', at: at + 1_000, offline: true },
    ])
    expect(world.state.conversations[`${accountId}>${bob.address}`]).toMatchObject({
      unread: 2,
      group: false,
    })
  })

  test('were never written later than now, whatever the clock of the other one said', () => {
    const now = world.clock.now()
    conversations.receivedOffline(accountId, [left('one', now + 1), left('two', null), left('three', -5)])
    expect(entriesWith(bob.address).map(({ at }) => at)).toEqual([now, now, 0])
  })

  test('stay where they are when there is no room for another conversation', () => {
    const people = Array.from({ length: 501 }, (_, number) => ({
      ...bob,
      address: `person${number}@example.com`,
    }))
    const messages = people.map((from) => left(from.address, null, from))
    expect(conversations.receivedOffline(accountId, messages)).toEqual(messages.slice(0, 500))
  })

  test('of somebody who is blocked, and empty ones, are taken and not shown', () => {
    block()
    const messages = [left('let me in', null, mallory), left(' \n', null)]
    expect(conversations.receivedOffline(accountId, messages)).toEqual(messages)
    expect(world.state.conversations).toEqual({})
  })
})

describe('messages that come without a switchboard', () => {
  const text = { kind: 'text', text: 'hi', format: defaultFormat, claimedName: null } as const

  test('stand in the conversation with their sender, who is not typing any more', () => {
    world.open()
    conversations.relayed(accountId, bob, { kind: 'typing', account: bob.address })
    expect(world.state.conversations[`${accountId}>${bob.address}`]).toMatchObject({ typing: [bob.address] })
    conversations.relayed(accountId, { ...bob, address: 'BOB@example.com' }, text)
    expect(entriesWith(bob.address)).toMatchObject([{ kind: 'text', text: 'hi', author: bob }])
    expect(world.state.conversations[`${accountId}>${bob.address}`]).toMatchObject({ typing: [] })
  })

  test('of a stranger who only types open nothing', () => {
    conversations.relayed(accountId, bob, { kind: 'typing', account: bob.address })
    expect(world.state.conversations).toEqual({})
    conversations.relayed(accountId, bob, { kind: 'nudge' })
    expect(entriesWith(bob.address)).toMatchObject([{ kind: 'nudge' }])
  })

  test('of somebody who is blocked are not heard', () => {
    block()
    conversations.relayed(accountId, mallory, text)
    expect(world.state.conversations).toEqual({})
  })

  test('have names and texts of a length that one can bear', () => {
    conversations.relayed(
      accountId,
      { ...bob, name: 'x'.repeat(9_999) },
      { ...text, text: 'y'.repeat(99_999) },
    )
    const [entry] = entriesWith(bob.address)
    expect(entry).toMatchObject({ author: { name: 'x'.repeat(400) }, text: 'y'.repeat(20_000) })
  })
})
