import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event } from '../../app/events.ts'
import type { Update } from '../../app/ipc.ts'
import { reduce } from '../../app/state.ts'
import { createReplica } from '../../renderer/store.ts'
import { account, contact, stateWith } from '../support/sample-state.ts'

/** A bridge whose main process is the test. */
function bridge() {
  let listener: ((update: Update) => void) | undefined
  return {
    subscribe: (each: (update: Update) => void) => {
      listener = each
      return () => undefined
    },
    send: (update: Update) => listener?.(update),
    events: (...events: Event[]) => listener?.({ kind: 'events', events }),
  }
}

const alice = account([contact('bob@example.com')])
const snapshot: Event = { type: 'snapshot', state: stateWith({ accounts: { [alice.id]: alice } }) }
const accountId = alice.id

const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    type: fc.constant('contacts-changed' as const),
    accountId: fc.constant(accountId),
    changes: fc.array(
      fc.record({
        address: fc.constantFrom('bob@example.com', 'carol@example.com'),
        presence: fc.constantFrom('online', 'busy', 'offline'),
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    type: fc.constant('me-changed' as const),
    accountId: fc.constant(accountId),
    change: fc.record({ personalMessage: fc.string() }),
  }),
  fc.record({
    type: fc.constant('contact-removed' as const),
    accountId: fc.constant(accountId),
    address: fc.constantFrom('bob@example.com', 'carol@example.com'),
  }),
)

test('a replica equals the state of the main process, however its events are bundled', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyEvent, { maxLength: 4 }), { maxLength: 6 }), (bundles) => {
      const main = bridge()
      const replica = createReplica()
      void replica.connect(main)
      main.events(snapshot)
      for (const bundle of bundles) main.events(...bundle)
      expect(replica.store.getState()).toEqual([snapshot, ...bundles.flat()].reduce(reduce, stateWith()))
    }),
  )
})

test('connecting ends with the first snapshot and not before', async () => {
  const main = bridge()
  const replica = createReplica()
  let connected = false
  const connecting = replica.connect(main).then(() => (connected = true))
  main.events({ type: 'account-closed', accountId })
  await Promise.resolve()
  expect(connected).toBe(false)
  main.events(snapshot)
  await connecting
  expect(replica.store.getState().accounts[accountId]).toEqual(alice)
})

test('a bundle of events tells the subscribers once', () => {
  const main = bridge()
  const replica = createReplica()
  void replica.connect(main)
  let calls = 0
  replica.store.subscribe(() => calls++)
  main.events(snapshot, { type: 'me-changed', accountId, change: { name: 'A' } })
  expect(calls).toBe(1)
})

test('an effect that comes before anybody listens reaches the first listener, once', () => {
  const main = bridge()
  const replica = createReplica()
  void replica.connect(main)
  main.send({ kind: 'effect', effect: { type: 'focus-composer' } })
  const heard: string[] = []
  replica.onEffect('focus-composer', () => heard.push('first'))
  replica.onEffect('focus-composer', () => heard.push('second'))
  expect(heard).toEqual(['first'])
})

test('effects reach the listeners of their type until these stop listening', () => {
  const main = bridge()
  const replica = createReplica()
  void replica.connect(main)
  const heard: string[] = []
  const stop = replica.onEffect('play-sound', ({ sound }) => heard.push(sound))
  replica.onEffect('focus-composer', () => heard.push('focus'))
  main.send({ kind: 'effect', effect: { type: 'play-sound', sound: 'nudge' } })
  stop()
  main.send({ kind: 'effect', effect: { type: 'play-sound', sound: 'alert' } })
  expect(heard).toEqual(['nudge'])
})
