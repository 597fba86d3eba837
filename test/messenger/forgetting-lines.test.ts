import { beforeEach, expect, test } from 'vitest'
import { OutboxStorage } from '../../main/storage/outbox.ts'
import { DeliveryWorld } from './delivery-world.ts'

const accountId = 'local/alice@example.com'
const bob = 'bob@example.com'
let world: DeliveryWorld

beforeEach(async () => {
  world = new DeliveryWorld()
  world.grants = false
  for (const text of ['one', 'two']) world.write(text)
  await world.settle()
  for (const pause of [3_000, 10_000, 15_000]) {
    world.clock.advance(pause)
    await world.settle()
  }
  world.write('on its way')
  await world.settle()
})

const states = () => world.log.map(({ text, delivery }) => `${text}: ${delivery.state}`)
const onDisk = () =>
  new OutboxStorage(world.database).lines(null).map(({ entry }) => 'text' in entry && entry.text)
const idOf = (text: string) => world.log.find((line) => line.text === text)!.id

test('the history that is deleted takes lines out of the conversation and off the disk, but none on its way', () => {
  expect(states()).toEqual(['one: failed', 'two: failed', 'on its way: sending'])
  world.conversations.forgetLines({ kind: 'conversation', accountId, historyId: bob })
  expect(states()).toEqual(['on its way: sending'])
  expect(onDisk()).toEqual(['on its way'])
})

test.each(['all', 'account'] as const)('so does deleting more than that: %s', (kind) => {
  world.conversations.forgetLines({ kind, accountId })
  expect(states()).toEqual(['on its way: sending'])
  expect(onDisk()).toEqual(['on its way'])
})

test('single lines go alone', () => {
  const entryIds = [idOf('two'), idOf('on its way'), 'unknown']
  world.conversations.forgetLines({ kind: 'lines', accountId, historyId: bob, entryIds })
  expect(states()).toEqual(['one: failed', 'on its way: sending'])
  expect(onDisk()).toEqual(['one', 'on its way'])
})

test('lines of other conversations and accounts stay', () => {
  world.conversations.forgetLines({ kind: 'conversation', accountId, historyId: 'carol@example.com' })
  world.conversations.forgetLines({ kind: 'account', accountId: 'local/zoe@example.com' })
  expect(onDisk()).toEqual(['one', 'two', 'on its way'])
})

test('lines of a conversation that is closed go from the disk', async () => {
  world.grants = true
  world.clock.advance(3_000)
  await world.settle()
  world.handle(0, 1, 'ack')
  await world.settle()
  const talk = world.conversations.open(accountId, bob)
  await world.conversations.close(talk)
  world.conversations.forgetLines({ kind: 'lines', accountId, historyId: bob, entryIds: [idOfKept('one')] })
  expect(onDisk()).toEqual(['two'])
})

const idOfKept = (text: string) =>
  new OutboxStorage(world.database).lines(null).find(({ entry }) => 'text' in entry && entry.text === text)!
    .entry.id
