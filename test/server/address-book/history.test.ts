import fc from 'fast-check'
import { expect, test } from 'vitest'
import { History, type Entry } from '../../../main/server/address-book/history.ts'

const entriesOf = (state: Readonly<Record<string, string>>): readonly Entry[] =>
  Object.entries(state).map(([key, print]) => ({ key, print, label: key }))

const state = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2'), {
  noNullPrototype: true,
})

test('who missed some states and hears what changed knows the same as who saw all of them', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ state, asks: fc.boolean(), passes: fc.nat(2) })), (steps) => {
      const history = new History()
      let known: Record<string, string> = {}
      let since: number | null = null
      let now = 1_000
      for (const { state, asks, passes } of steps) {
        now += passes
        history.look(entriesOf(state), now)
        if (!asks) continue
        if (since === null) known = { ...state }
        else {
          const moment = since
          expect(history.knows(moment)).toBe(true)
          for (const { key } of history.removedSince(moment)) delete known[key]
          for (const { key, print } of entriesOf(state))
            if (history.changedAt(key) > moment) known[key] = print
        }
        since = history.lastChange
        expect(known).toEqual(state)
      }
    }),
  )
})

test('a history knows nothing before its first look, nor of moments to come', () => {
  const history = new History()
  expect(history.knows(0)).toBe(false)
  history.look([], 1_000)
  expect([999, 1_000, 1_001, NaN].map((moment) => history.knows(moment))).toEqual([false, true, false, false])
})

test('what stays as it is keeps its moment', () => {
  const history = new History()
  history.look(entriesOf({ a: '1' }), 1_000)
  history.look(entriesOf({ a: '1' }), 5_000)
  expect([history.lastChange, history.changedAt('a')]).toEqual([1_000, 1_000])
})

test('of removals the last thousand are known, and who missed more is told so', () => {
  const history = new History()
  const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`c${at}`, '']))
  history.look(entriesOf({ first: '', ...many }), 1_000)
  history.look(entriesOf(many), 2_000)
  history.look(entriesOf({}), 3_000)
  expect(history.removedSince(2_000)).toHaveLength(1_000)
  expect([1_000, 2_000, 3_000].map((moment) => history.knows(moment))).toEqual([false, false, true])
})
