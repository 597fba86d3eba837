import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Event } from '../../app/events.ts'
import type { Update } from '../../app/ipc.ts'
import { defaultSettings } from '../../app/settings.ts'
import { initialState, reduce, type State } from '../../app/state.ts'
import { Updates, type Receiver } from '../../main/desktop/updates.ts'

const event = (textSize: number): Event => ({
  type: 'settings-changed',
  settings: { ...defaultSettings, textSize },
})

/** A window that notes what it hears. */
class Window implements Receiver {
  readonly heard: { readonly update: Update; readonly answerTo: number | null }[] = []

  send(update: Update, answerTo: number | null): void {
    this.heard.push({ update, answerTo })
  }

  /** What a subscription of it hears: its own snapshot and what comes for everyone after that. */
  eventsFor(subscription: number): Event[] {
    const start = this.heard.findIndex(({ answerTo }) => answerTo === subscription)
    const updates = this.heard
      .slice(start)
      .filter(({ answerTo }) => answerTo === null || answerTo === subscription)
    return updates.flatMap(({ update }) => (update.kind === 'events' ? update.events : []))
  }
}

/** The program around the updates: a state, and a "soon" that happens when it is told to. */
function program(before: () => void = () => undefined) {
  let state: State = initialState
  const later: (() => void)[] = []
  const updates = new Updates({
    state: () => state,
    soon: (run) => later.push(run),
    beforeSending: () => before(),
  })
  return {
    updates,
    state: () => state,
    publish: (next: Event) => {
      state = reduce(state, next)
      updates.publish(next)
    },
    /** The end of the tick. */
    tick: () => later.splice(0).forEach((run) => run()),
  }
}

type Step = { do: 'publish'; size: number } | { do: 'tick' } | { do: 'subscribe'; window: number }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('publish' as const), size: fc.integer({ min: 80, max: 200 }) }),
  fc.record({ do: fc.constant('tick' as const) }),
  fc.record({ do: fc.constant('subscribe' as const), window: fc.integer({ min: 0, max: 2 }) }),
)

describe('updates', () => {
  it('come after what is done before windows hear of anything, and bring what that itself publishes', () => {
    const order: string[] = []
    const problem = { kind: 'not-written' } as const
    const { updates, publish, tick } = program(() => {
      order.push('written')
      if (order.filter((each) => each === 'written').length === 1)
        publish({ type: 'history-problem-changed', problem })
    })
    updates.subscribe({ send: (update) => order.push(...typesOf(update)) }, 1)
    publish({ type: 'networks-changed', networks: [] })
    tick()
    tick()
    expect(order).toEqual(['snapshot', 'written', 'networks-changed', 'history-problem-changed'])
  })

  it('bring every subscription to the state of main: a snapshot first, then no event lost, doubled or out of order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { updates, state, publish, tick } = program()
        const windows = [new Window(), new Window(), new Window()]
        const published: Event[] = []
        const subscriptions: { window: Window; number: number; publishedBefore: number }[] = []
        for (const each of steps) {
          if (each.do === 'tick') tick()
          if (each.do === 'publish') {
            published.push(event(each.size))
            publish(published.at(-1)!)
          }
          if (each.do === 'subscribe') {
            const window = windows[each.window]!
            subscriptions.push({ window, number: subscriptions.length, publishedBefore: published.length })
            updates.subscribe(window, subscriptions.length - 1)
          }
        }
        tick()
        for (const { window, number, publishedBefore } of subscriptions) {
          const [snapshot, ...rest] = window.eventsFor(number)
          expect(snapshot?.type).toBe('snapshot')
          expect(rest).toEqual(published.slice(publishedBefore))
          expect([snapshot!, ...rest].reduce(reduce, initialState)).toEqual(state())
        }
      }),
    )
  })

  it('travel together when they happen in one tick', () => {
    const { updates, publish, tick } = program()
    const window = new Window()
    updates.subscribe(window, 1)
    publish(event(100))
    publish(event(110))
    expect(window.heard).toHaveLength(1)
    tick()
    expect(window.heard.at(-1)).toEqual({
      update: { kind: 'events', events: [event(100), event(110)] },
      answerTo: null,
    })
  })

  it('bring an effect after the events that came before it', () => {
    const { updates, publish, tick } = program()
    const window = new Window()
    updates.subscribe(window, 1)
    publish(event(100))
    updates.effect(window, { type: 'focus-composer' })
    tick()
    expect(window.heard.map(({ update }) => update.kind)).toEqual(['events', 'events', 'effect'])
  })

  it('keep an effect for a window that is still loading, and give it once', () => {
    const { updates } = program()
    const window = new Window()
    updates.effect(window, { type: 'focus-composer' })
    expect(updates.listens(window)).toBe(false)
    expect(window.heard).toEqual([])
    updates.subscribe(window, 1)
    updates.subscribe(window, 2)
    expect(window.heard.map(({ update }) => update.kind)).toEqual(['events', 'effect', 'events'])
  })

  it('no longer go to a window that is gone', () => {
    const { updates, publish, tick } = program()
    const window = new Window()
    updates.subscribe(window, 1)
    updates.unsubscribe(window)
    publish(event(100))
    tick()
    expect(window.heard).toHaveLength(1)
  })
})

const typesOf = (update: Update): string[] =>
  update.kind === 'events' ? update.events.map(({ type }) => type) : []
