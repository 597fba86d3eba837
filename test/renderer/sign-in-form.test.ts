import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localNetwork, publicNetworks } from '../../app/networks.ts'
import {
  customFieldsOf,
  networkOfFields,
  type CustomErrors,
  type CustomFields,
} from '../../renderer/sign-in/custom-network.ts'
import {
  checkForm,
  passwordIsRemembered,
  startingForm,
  ticks,
  withTick,
} from '../../renderer/sign-in/sign-in-form.ts'
import { rememberedAccount } from '../support/sample-state.ts'

const networks = [localNetwork('127.0.0.1', 1863, 1864), ...publicNetworks]
const empty = startingForm(networks, [], undefined)

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
  expect(startingForm(networks, all, third.id).address).toBe('c@c.org')
  expect(startingForm(networks, [first, third], 'local/nobody@x.org').address).toBe('alice@example.com')
  expect(startingForm(networks, all, undefined)).toMatchObject({
    address: 'b@b.org',
    networkId: 'escargot',
    presence: 'away',
    rememberAccount: true,
    rememberPassword: true,
    signInAutomatically: true,
  })
  expect(empty).toMatchObject({ address: '', networkId: 'local', presence: 'online', rememberAccount: false })
})

test('the fields of every known network describe that network again', () => {
  for (const network of networks) {
    expect(networkOfFields(customFieldsOf(network))).toEqual({
      network: { ...network, id: 'custom', name: network.notificationServer.host },
      errors: {},
    })
  }
})

const good: CustomFields = {
  host: ' msn.example.org ',
  port: '1863',
  nexusUrl: '',
  loginUrl: 'https://msn.example.org/login',
  dialects: 'msnp12, MSNP9',
  acknowledges: false,
  trustedCertificate: '',
}

test('a custom network is read with its blanks trimmed and its versions divided', () => {
  expect(networkOfFields(good).network).toEqual({
    id: 'custom',
    name: 'msn.example.org',
    notificationServer: { host: 'msn.example.org', port: 1863 },
    signIn: { nexusUrl: '', loginUrl: 'https://msn.example.org/login' },
    dialects: ['MSNP12', 'MSNP9'],
    acknowledges: false,
    trustedCertificate: '',
  })
})

const wrong: readonly (readonly [Partial<CustomFields>, CustomErrors])[] = [
  [{ host: '' }, { host: 'host' }],
  [{ host: 'two words' }, { host: 'host' }],
  [{ port: '' }, { port: 'port' }],
  [{ port: '0' }, { port: 'port' }],
  [{ port: '65536' }, { port: 'port' }],
  [{ port: '18e2' }, { port: 'port' }],
  [{ loginUrl: '' }, { nexusUrl: 'no-web-address' }],
  [{ nexusUrl: 'msn.example.org' }, { nexusUrl: 'web-address' }],
  [{ loginUrl: 'javascript:alert(1)' }, { loginUrl: 'web-address' }],
  [{ dialects: '  ' }, { dialects: 'dialects' }],
  [{ dialects: 'MSNP12 YMSG' }, { dialects: 'dialects' }],
  [{ trustedCertificate: 'hello' }, { trustedCertificate: 'certificate' }],
  [
    { host: '', port: 'x', loginUrl: '' },
    { host: 'host', port: 'port', nexusUrl: 'no-web-address' },
  ],
]

test.each(wrong)('a custom network with %j has an error at that field', (change, errors) => {
  expect(networkOfFields({ ...good, ...change })).toEqual({ network: null, errors })
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

test('a remembered password belongs to the account, and to a custom network only as it was', () => {
  const custom = { ...localNetwork('chat.home', 1870, 1871), id: 'custom', name: 'chat.home' }
  const all = [...networks, custom]
  const mine = rememberedAccount({
    id: 'custom/a@b.org',
    address: 'a@b.org',
    networkId: 'custom',
    passwordRemembered: true,
  })
  const form = startingForm(all, [mine], undefined)
  expect(passwordIsRemembered(form, all, [mine])).toBe(true)
  expect(passwordIsRemembered({ ...form, address: 'c@b.org' }, all, [mine])).toBe(false)
  const elsewhere = { ...form, custom: { ...form.custom, host: 'other.home' } }
  expect(passwordIsRemembered(elsewhere, all, [mine])).toBe(false)
  const local = rememberedAccount({ passwordRemembered: true })
  expect(passwordIsRemembered(startingForm(all, [local], undefined), all, [local])).toBe(true)
  expect(passwordIsRemembered(startingForm(all, [rememberedAccount()], undefined), all, [local])).toBe(true)
  expect(passwordIsRemembered(form, all, [rememberedAccount()])).toBe(false)
})
