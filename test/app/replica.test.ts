import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event } from '../../app/events.ts'
import { initialState, reduce, type State } from '../../app/state.ts'
import { Store } from '../../main/messenger/store.ts'
import { anyEvents } from './arbitrary-events.ts'

/** What goes over the channel between processes: a copy, never the same objects. */
const overTheChannel = <T>(value: T): T => structuredClone(value)

/** A window: it begins with nothing, and its first event is a snapshot. */
function openWindow(store: Store): () => State {
  let state = reduce(initialState, overTheChannel({ type: 'snapshot', state: store.state }))
  store.subscribe((event) => (state = reduce(state, overTheChannel(event))))
  return () => state
}

describe('a window', () => {
  test('that joins at any moment ends equal to one that saw every event', () => {
    fc.assert(
      fc.property(anyEvents, fc.array(fc.nat(60), { maxLength: 4 }), (events, moments) => {
        const store = new Store()
        const windows = [openWindow(store)]
        for (const [at, event] of events.entries()) {
          if (moments.includes(at)) windows.push(openWindow(store))
          store.publish(event)
        }
        windows.push(openWindow(store))
        for (const window of windows) expect(window()).toEqual(store.state)
      }),
    )
  })

  test('can be shown as often as wanted: a snapshot of a snapshot is the same state', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const state = events.reduce(reduce, initialState)
        expect(reduce(state, { type: 'snapshot', state })).toBe(state)
      }),
    )
  })
})

describe('reduce', () => {
  /** Makes every change to the objects throw. */
  const freeze = <T>(value: T): T => {
    if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
      Object.freeze(value)
      Object.values(value).forEach(freeze)
    }
    return value
  }

  test('never changes the state that it was given, nor the event', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        events.map(freeze).reduce((state, event) => freeze(reduce(state, event)), freeze(initialState))
      }),
    )
  })

  test('gives a state that can cross to another process unchanged', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const state = events.reduce(reduce, initialState)
        expect(JSON.parse(JSON.stringify(state))).toEqual(state)
      }),
    )
  })

  test('leaves alone what an event does not concern', () => {
    const closed: Event = { type: 'conversation-closed', conversationId: 'nothing' }
    fc.assert(
      fc.property(anyEvents, (events) => {
        const state = events.reduce(reduce, initialState)
        const { accounts, settings, conversations } = reduce(state, closed)
        expect(accounts).toBe(state.accounts)
        expect(settings).toBe(state.settings)
        expect(conversations).toBe(state.conversations)
      }),
    )
  })
})

describe('the store', () => {
  const read = (conversationId: string): Event => ({ type: 'conversation-read', conversationId })

  test('tells every listener the events in one order, also those that a listener publishes', () => {
    const store = new Store()
    const heard: string[][] = [[], []]
    const note = (which: number) => (event: Event) => {
      if (event.type === 'conversation-read') heard[which]!.push(event.conversationId)
    }
    store.subscribe(note(0))
    store.subscribe((event) => {
      if (event.type === 'conversation-read' && event.conversationId === 'first')
        store.publish(read('answer'))
    })
    store.subscribe(note(1))
    store.publish(read('first'))
    store.publish(read('second'))
    expect(heard).toEqual([
      ['first', 'answer', 'second'],
      ['first', 'answer', 'second'],
    ])
  })

  test('goes on after a listener threw, and hears no more of one that left', () => {
    const store = new Store()
    let calls = 0
    const stop = store.subscribe(() => {
      calls++
      throw new Error('a listener')
    })
    expect(() => store.publish(read('one'))).toThrow('a listener')
    stop()
    store.publish(read('two'))
    expect(calls).toBe(1)
  })
})
