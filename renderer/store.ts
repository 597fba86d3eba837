import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Bridge, Effect, Update } from '../app/ipc.ts'
import { initialState, reduce, type State } from '../app/state.ts'

type EffectListener<T extends Effect['type']> = (effect: Extract<Effect, { type: T }>) => void

/** A window's copy of the state, kept by the same `reduce` as in the main process, and the effects for its parts. */
export function createReplica() {
  const store = createStore<State>(() => initialState)
  const listeners = new Map<Effect['type'], Set<(effect: Effect) => void>>()
  /** The last effect of a type that nobody listened to yet: it may arrive before the window's parts are there. */
  const waiting = new Map<Effect['type'], Effect>()

  function receive(update: Update): void {
    if (update.kind === 'events') store.setState((state) => update.events.reduce(reduce, state), true)
    else deliver(update.effect)
  }

  function deliver(effect: Effect): void {
    const those = listeners.get(effect.type)
    if (those === undefined || those.size === 0) waiting.set(effect.type, effect)
    else for (const listener of those) listener(effect)
  }

  /** Subscribes to the main process; resolves when the first snapshot has been taken over. */
  const connect = (bridge: Pick<Bridge, 'subscribe'>): Promise<void> =>
    new Promise((resolve) => {
      bridge.subscribe((update) => {
        receive(update)
        if (update.kind === 'events' && update.events.some((event) => event.type === 'snapshot')) resolve()
      })
    })

  /** Calls the listener for each effect of this type, one that came too early included. Returns a function that ends it. */
  function onEffect<T extends Effect['type']>(type: T, listener: EffectListener<T>): () => void {
    const those = listeners.get(type) ?? new Set()
    const each = listener as (effect: Effect) => void
    listeners.set(type, those.add(each))
    const early = waiting.get(type)
    waiting.delete(type)
    if (early !== undefined) each(early)
    return () => those.delete(each)
  }

  return { store, connect, onEffect }
}

/** The replica of this window. */
export const replica = createReplica()

/** What a window's top component selects from the state; select things that keep their identity, not fresh objects. */
export const useReplica = <T>(selector: (state: State) => T): T => useStore(replica.store, selector)

/** Listens to effects of one type; see `createReplica`. */
export const { onEffect } = replica
