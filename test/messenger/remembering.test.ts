import { beforeEach, describe, expect, test } from 'vitest'
import type { Network } from '../../app/networks.ts'
import { publicNetworks } from '../../app/public-networks.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { SettingsStorage } from '../../main/storage/settings.ts'
import { KeyRing } from './key-ring.ts'
import { useLocalNetwork } from './local-network.ts'
import { Program } from './program.ts'

const { program, signedIn, newAddress } = useLocalNetwork()

let secrets: KeyRing
let settings: SettingsStorage
/** What every start of the program on this computer has. */
const here = () => ({ secrets, settings })

beforeEach(() => {
  secrets = new KeyRing()
  settings = new SettingsStorage(openDatabase(':memory:').database)
})

describe('remembering an account', () => {
  test('happens only when it is asked for, and after the sign-in succeeded', async () => {
    const alice = program(newAddress('alice'), here())
    await alice.signIn('secret')
    expect(alice.store.state.rememberedAccounts).toEqual([])
    await alice.messenger.signOut(alice.accountId)
    await alice.signIn('wrong', { rememberAccount: true, rememberPassword: true })
    expect(alice.store.state.rememberedAccounts).toEqual([])
    expect(secrets.kept.size).toBe(0)
  })

  test('spoils nothing but itself when the disk is full', async () => {
    class Full extends SettingsStorage {
      override saveProfile = () => this.#fail()
      override rememberAccount = () => this.#fail()
      #fail(): never {
        throw new Error('database or disk is full')
      }
    }
    const full = new Full(openDatabase(':memory:').database)
    const alice = program(newAddress('alice'), { secrets, settings: full })
    expect(await alice.signIn('secret', { rememberAccount: true })).toMatchObject({ ok: true })
    const renamed = alice.messenger.setFriendlyName(alice.accountId, 'Alice B')
    expect(await renamed).toEqual({ ok: true, value: null })
    expect(alice.account).toMatchObject({ connection: { state: 'signed-in' }, me: { name: 'Alice B' } })
    expect(alice.faults).not.toEqual([])
  })

  test('keeps the status, and the password where it is asked for', async () => {
    const alice = program(newAddress('alice'), here())
    await alice.signIn('secret', { rememberAccount: true, rememberPassword: true, presence: 'away' })
    expect(alice.store.state.rememberedAccounts).toEqual([
      {
        id: alice.accountId,
        address: alice.account.address,
        networkId: 'local',
        presence: 'away',
        passwordRemembered: true,
        signInAutomatically: false,
      },
    ])
    await alice.messenger.signOut(alice.accountId)

    const again = program(alice.account.address, here())
    expect(again.store.state.rememberedAccounts).toEqual(alice.store.state.rememberedAccounts)
    expect(await again.signIn(null, { rememberAccount: true, rememberPassword: true })).toMatchObject({
      ok: true,
    })
    expect(again.store.state.rememberedAccounts).toMatchObject([{ passwordRemembered: true }])
  })

  test('says that the password is not kept where the system cannot encrypt it', async () => {
    secrets.works = false
    const alice = program(newAddress('alice'), here())
    await alice.signIn('secret', { rememberAccount: true, rememberPassword: true, signInAutomatically: true })
    expect(alice.store.state.rememberedAccounts).toMatchObject([
      { passwordRemembered: false, signInAutomatically: false },
    ])
  })

  test('implies what it needs: to sign in by itself the program must know the password', async () => {
    const alice = program(newAddress('alice'), here())
    await alice.signIn('secret', { signInAutomatically: true })
    expect(alice.store.state.rememberedAccounts).toMatchObject([
      { passwordRemembered: true, signInAutomatically: true },
    ])
  })

  test('ends when a box is not ticked any more, or when it is asked for', async () => {
    const alice = program(newAddress('alice'), here())
    await alice.signIn('secret', { rememberAccount: true, rememberPassword: true })
    await alice.messenger.signOut(alice.accountId)
    await alice.signIn('secret', { rememberAccount: true })
    expect(alice.store.state.rememberedAccounts).toMatchObject([{ passwordRemembered: false }])
    expect(secrets.kept.size).toBe(0)

    await alice.messenger.signOut(alice.accountId)
    await alice.signIn('secret', { rememberAccount: true, rememberPassword: true })
    expect(await alice.messenger.forgetAccount(alice.accountId, { history: false })).toEqual({
      ok: true,
      value: null,
    })
    expect(alice.store.state.rememberedAccounts).toEqual([])
    expect(secrets.kept.size).toBe(0)
  })

  test('brings the name and the personal message back', async () => {
    const alice = program(newAddress('alice'), here())
    await alice.signIn('secret', { rememberAccount: true })
    await alice.messenger.setPersonalMessage(alice.accountId, 'gone fishing')
    await alice.messenger.setFriendlyName(alice.accountId, 'Alice 🦋')
    await alice.messenger.signOut(alice.accountId)

    const again = program(alice.account.address, here())
    const first = again.until(() => again.account)
    void again.signIn('secret', { rememberAccount: true })
    expect((await first).me).toMatchObject({ name: 'Alice 🦋', personalMessage: 'gone fishing' })
  })

  test('shows the personal message of last time to the others', async () => {
    const [alices, bobs] = [newAddress('alice'), newAddress('bob')]
    const alice = program(alices, here())
    await alice.signIn('secret', { rememberAccount: true })
    await alice.messenger.setPersonalMessage(alice.accountId, 'gone fishing')
    await alice.messenger.signOut(alice.accountId)
    const bob = await signedIn(bobs)
    await bob.messenger.addContact(bob.accountId, alices, {})
    const again = program(alices, here())
    await again.signIn('secret', { rememberAccount: true })
    await again.messenger.allowContact(again.accountId, bobs)
    await bob.until(() => bob.account.contacts[alices]?.personalMessage === 'gone fishing')
  })

  test('gives a remembered password to no network but the one that the program knows', async () => {
    const alice = program(newAddress('alice'), here())
    await alice.signIn('secret', { rememberAccount: true, rememberPassword: true })
    await alice.messenger.signOut(alice.accountId)

    const elsewhere: Network = {
      ...publicNetworks[0]!,
      id: 'local',
      notificationServer: { host: '127.0.0.1', port: 9 },
    }
    const presets = [{ ...elsewhere, notificationServer: { host: '127.0.0.1', port: 1 } }]
    const asked: Network[] = []
    const again = new Program(elsewhere, alice.account.address, {
      ...here(),
      presets,
      prepareNetwork: (network) => {
        asked.push(network)
        return Promise.resolve(network)
      },
    })
    await again.signIn(null)
    expect(asked).toEqual(presets)
  })
})

describe('networks', () => {
  test('that the user entered are kept after a sign-in, presets are not', async () => {
    const address = newAddress('alice')
    const local = program(address, here())
    const before = local.store.state.networks
    await local.signIn('secret')
    expect(local.store.state.networks).toEqual(before)
    await local.messenger.signOut(local.accountId)

    const custom: Network = { ...local.network, id: 'custom', name: 'My network' }
    const alice = new Program(custom, address, { ...here(), presets: before })
    expect(await alice.signIn('wrong')).toMatchObject({ ok: false })
    expect(alice.store.state.networks).toEqual(before)
    await alice.signIn('secret')
    expect(alice.store.state.networks).toEqual([...before, custom])
    await alice.messenger.close()
    expect(program(address, here()).store.state.networks).toEqual([...before, custom])
  })
})

describe('settings', () => {
  test('that change are told and kept', async () => {
    const alice = program(newAddress('alice'), here())
    expect(await alice.messenger.changeSettings({ theme: 'dark' })).toEqual({ ok: true, value: null })
    expect(await alice.messenger.changeSettings({ sounds: false })).toEqual({ ok: true, value: null })
    expect(alice.store.state.settings).toMatchObject({ theme: 'dark', sounds: false })
    expect(program(newAddress('bob'), here()).store.state.settings).toEqual(alice.store.state.settings)
  })

  test('that cannot be written are a fault that is logged, not an exception', async () => {
    const { database } = openDatabase(':memory:')
    const alice = program(newAddress('alice'), { settings: new SettingsStorage(database) })
    database.close()
    expect(await alice.messenger.changeSettings({ theme: 'dark' })).toEqual({
      ok: false,
      reason: 'unexpected',
    })
    expect(alice.faults).toHaveLength(1)
  })
})
