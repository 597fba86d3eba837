import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localNetwork } from '../../app/networks.ts'
import { publicNetworks } from '../../app/public-networks.ts'
import { checkForm, startingForm, ticks, withTick } from '../../renderer/sign-in/sign-in-form.ts'
import { rememberedAccount } from '../support/sample-state.ts'

const networks = [localNetwork('127.0.0.1', 1863, 1864), ...publicNetworks]
const none: ReadonlySet<string> = new Set()
const empty = startingForm(networks, [], undefined, none)

test('after any ticking and unticking, a ticked box has all boxes above it ticked', () => {
  const clicks = fc.array(fc.tuple(fc.constantFrom(...ticks), fc.boolean()))
  fc.assert(
    fc.property(clicks, (those) => {
      const form = those.reduce((before, [tick, on]) => withTick(before, tick, on), empty)
      const values = ticks.map((tick) => form[tick])
      expect(values).toEqual(values.toSorted((a, b) => Number(b) - Number(a)))
      const last = those.at(-1)
      if (last !== undefined) expect(form[last[0]]).toBe(last[1])
    }),
  )
})

test('the form opens for the account that was signed out, else the automatic one, else the first', () => {
  const first = rememberedAccount()
  const automatic = rememberedAccount({
    id: 'escargot/b@b.org',
    address: 'b@b.org',
    networkId: 'escargot',
    signInAutomatically: true,
    passwordRemembered: true,
    presence: 'away',
  })
  const third = rememberedAccount({ id: 'local/c@c.org', address: 'c@c.org' })
  const all = [first, automatic, third]
  expect(startingForm(networks, all, third.id, none).address).toBe('c@c.org')
  expect(startingForm(networks, [first, third], 'local/nobody@x.org', none).address).toBe('alice@example.com')
  expect(startingForm(networks, all, undefined, none)).toMatchObject({
    address: 'b@b.org',
    networkId: 'escargot',
    presence: 'away',
    rememberAccount: true,
    rememberPassword: true,
    signInAutomatically: true,
  })
  expect(empty).toMatchObject({ address: '', networkId: 'local', presence: 'online', rememberAccount: false })
})

test('a form is sent only with an address and a password that is typed or remembered', () => {
  const form = { ...empty, address: ' alice@example.com ' }
  expect(checkForm(form, networks, true)).toEqual({
    ok: true,
    request: {
      network: networks[0],
      address: 'alice@example.com',
      presence: 'online',
      rememberAccount: false,
      rememberPassword: false,
      signInAutomatically: false,
    },
  })
  expect(checkForm(form, networks, false)).toMatchObject({
    ok: false,
    errors: { password: true, address: false },
  })
  for (const address of ['', 'alice', 'alice@', 'a b@c.d', 'a@b@c']) {
    expect(checkForm({ ...form, address }, networks, true)).toMatchObject({
      ok: false,
      errors: { address: true },
    })
  }
})

test('a form for an account that is in use already is not the one that opens', () => {
  const first = rememberedAccount()
  const second = rememberedAccount({ id: 'local/c@c.org', address: 'c@c.org' })
  expect(startingForm(networks, [first, second], undefined, new Set([first.id])).address).toBe('c@c.org')
  expect(startingForm(networks, [first], first.id, new Set([first.id])).address).toBe('')
})

test('a network that is gone gives way to the first one', () => {
  const form = { ...empty, networkId: 'custom-gone', address: 'a@b.org' }
  expect(checkForm(form, networks, true)).toMatchObject({ ok: true, request: { network: networks[0] } })
  expect(checkForm(form, [], true)).toMatchObject({ ok: false })
})
