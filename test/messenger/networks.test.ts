import { beforeEach, describe, expect, test } from 'vitest'
import type { RememberedAccount } from '../../app/account.ts'
import { localNetwork, networkAt } from '../../app/networks.ts'
import { publicNetworks } from '../../app/public-networks.ts'
import { proxyFinder, proxyPasswordKey, routeTo } from '../../main/messenger/accounts/routes.ts'
import { isLoopback } from '../../main/net/loopback.ts'
import type { Proxy } from '../../main/net/route.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { storageOf, type Storage } from '../../main/storage/storage.ts'
import { KeyRing } from './key-ring.ts'
import { Program } from './program.ts'

const done = { ok: true, value: null }
const presets = [localNetwork('127.0.0.1', 1, 2), ...publicNetworks]
const mine = { ...networkAt('custom', 'Mine', 'msn.example.org'), pinnedCertificate: pin() }

function pin(): string {
  return Array(32).fill('AB').join(':')
}

let storage: Storage
let secrets: KeyRing

beforeEach(() => {
  storage = storageOf(openDatabase(':memory:').database, () => 'f26d1f07-95e2-403c-bc18-d4bfed493428')
  secrets = new KeyRing()
})

const start = () => new Program(mine, 'alice@example.com', { ...storage, secrets, presets })
const networksOf = (program: Program) => program.store.state.networks

describe('networks', () => {
  test('of the user are kept behind the presets, with what was pinned', async () => {
    const program = start()
    expect(await program.messenger.saveNetwork(mine)).toEqual(done)
    expect(networksOf(program)).toEqual([...presets, mine])
    expect(networksOf(start())).toEqual([...presets, mine])
    expect(await program.messenger.removeNetwork('custom')).toEqual(done)
    expect(networksOf(start())).toEqual(presets)
  })

  test('that came with the program can be changed, and be again as they came', async () => {
    const program = start()
    const [escargot] = publicNetworks
    const notificationServer = { host: 'new.example.org', port: 1863 }
    const changed = { ...escargot!, notificationServer, checkedOn: '' }
    await program.messenger.saveNetwork(changed)
    expect(networksOf(start()).map(({ id }) => id)).toEqual(presets.map(({ id }) => id))
    expect(networksOf(start())[1]).toEqual(changed)
    await program.messenger.removeNetwork('escargot')
    expect(networksOf(program)).toEqual(presets)
  })

  test('that came with the program never trust a certificate that nobody vouches for', async () => {
    const program = start()
    await program.messenger.saveNetwork({ ...publicNetworks[0]!, pinnedCertificate: pin() })
    expect(networksOf(program)[1]!.pinnedCertificate).toBe('')
    storage.settings.saveNetwork({ ...publicNetworks[0]!, pinnedCertificate: pin() })
    expect(networksOf(start())[1]!.pinnedCertificate).toBe('')
  })

  describe('whose addresses change', () => {
    const account: RememberedAccount = {
      id: 'custom/alice@example.com',
      address: 'alice@example.com',
      networkId: 'custom',
      presence: 'away',
      passwordRemembered: true,
      signInAutomatically: true,
    }
    const elsewhere = { ...account, id: 'escargot/alice@example.com', networkId: 'escargot' }
    const asked = { passwordRemembered: false, signInAutomatically: false }
    const evil = 'https://evil.example.org/x'

    beforeEach(async () => {
      await start().messenger.saveNetwork(mine)
      for (const each of [elsewhere, account]) {
        storage.settings.rememberAccount(each)
        await secrets.save(each.id, 'secret')
      }
    })

    const { signIn, addressBook, notificationServer } = mine
    test.each([
      ['the log-in page', { signIn: { ...signIn, loginUrl: evil } }],
      ['the nexus', { signIn: { ...signIn, nexusUrl: evil } }],
      ['the token service', { signIn: { ...signIn, tokenUrl: evil } }],
      [
        'the token service, without TLS',
        { signIn: { ...signIn, tokenUrl: 'http://msn.example.org/RST.srf' } },
      ],
      ['the address book', { addressBook: { ...addressBook, contactsUrl: evil } }],
      ['the lists', { addressBook: { ...addressBook, membershipUrl: evil } }],
      ['the place of offline messages', { offlineMessages: { readUrl: evil, sendUrl: '' } }],
      ['the taker of offline messages', { offlineMessages: { readUrl: '', sendUrl: evil } }],
      ['the gateway', { gatewayUrl: evil }],
      ['the server', { notificationServer: { ...notificationServer, host: 'evil.example.org' } }],
      ["the server's port", { notificationServer: { ...notificationServer, port: 1864 } }],
      ['the pinned certificate', { pinnedCertificate: pin().replaceAll('AB', 'CD') }],
    ])('(%s) forget the passwords that would go there, and say so', async (_what, change) => {
      const program = start()
      expect(await program.messenger.saveNetwork({ ...mine, ...change })).toEqual(done)
      expect(program.store.state.rememberedAccounts).toEqual([{ ...account, ...asked }, elsewhere])
      expect([...secrets.kept.keys()]).toEqual([elsewhere.id])
      expect(start().store.state.rememberedAccounts).toEqual([{ ...account, ...asked }, elsewhere])
      expect(await program.signIn(null)).toEqual({ ok: false, reason: 'wrong-password' })
    })

    test('keep the passwords as long as they go where they went', async () => {
      const program = start()
      const host = notificationServer.host.toUpperCase()
      const other = { name: 'Other', gatewayUrl: '', dialects: ['MSNP12'], acknowledges: false }
      const tokenUrl = 'https://msn.example.org/RST2.srf'
      const changed = { ...mine, ...other, signIn: { ...signIn, tokenUrl } }
      await program.messenger.saveNetwork({ ...changed, notificationServer: { ...notificationServer, host } })
      expect(program.store.state.rememberedAccounts).toEqual([account, elsewhere])
      expect(secrets.kept.size).toBe(2)
    })

    test('by being removed, or by being as they came again, forget them as well', async () => {
      const program = start()
      await program.messenger.removeNetwork('custom')
      expect([...secrets.kept.keys()]).toEqual([elsewhere.id])
      const nowhere = { nexusUrl: '', loginUrl: '' }
      const [escargot] = publicNetworks
      await program.messenger.saveNetwork({ ...escargot!, signIn: { ...nowhere, tokenUrl: evil } })
      expect(secrets.kept.size).toBe(0)
      await secrets.save(elsewhere.id, 'another')
      storage.settings.rememberAccount(elsewhere)
      await program.messenger.removeNetwork('escargot')
      expect(secrets.kept.size).toBe(0)
      expect(program.store.state.rememberedAccounts).toEqual([
        { ...elsewhere, ...asked },
        { ...account, ...asked },
      ])
    })
  })

  test('are reached with what was pinned for them', () => {
    const findProxy = () => Promise.resolve(null)
    expect(routeTo(mine, findProxy)).toEqual({ findProxy, refusePrivate: false, pinnedCertificate: pin() })
  })
})

describe('a proxy', () => {
  const system: Proxy = { kind: 'http', host: 'system.example.org', port: 3128, username: '', password: '' }
  const target = { scheme: 'https', host: 'msn.example.org', port: 443 } as const
  const found = (program: Program, host: string = target.host) =>
    proxyFinder({
      settings: () => program.store.state.settings,
      secrets,
      findSystemProxy: () => Promise.resolve(system),
    })({ ...target, host })

  test('is what the system says unless the settings say something else', async () => {
    const program = start()
    expect(await found(program)).toEqual(system)
    const proxy = { kind: 'socks5', host: 'proxy.example.org', port: 1080, username: 'alice' } as const
    await program.messenger.changeSettings({ proxy })
    expect(await found(program)).toEqual({ ...proxy, password: '' })
    expect(await program.messenger.setProxyPassword('hush')).toEqual(done)
    expect(await found(program)).toEqual({ ...proxy, password: 'hush' })
    expect(JSON.stringify([program.store.state, program.events])).not.toContain('hush')
    await program.messenger.setProxyPassword(null)
    expect(await found(program)).toEqual({ ...proxy, password: '' })
    await program.messenger.changeSettings({ proxy: { ...proxy, kind: 'none' } })
    expect(await found(program)).toBeNull()
  })

  test.each([{ host: 'evil.example.org' }, { port: 1081 }, { username: 'bob' }])(
    'that is another one (%o) does not get the password of the one before',
    async (change) => {
      const program = start()
      const proxy = { kind: 'socks5', host: 'proxy.example.org', port: 1080, username: 'alice' } as const
      await program.messenger.changeSettings({ proxy })
      await program.messenger.setProxyPassword('hush')
      await program.messenger.changeSettings({ proxy: { ...proxy, kind: 'http' } })
      expect(await found(program)).toMatchObject({ password: 'hush' })
      await program.messenger.changeSettings({ proxy: { ...proxy, ...change } })
      expect(await found(program)).toEqual({ ...proxy, ...change, password: '' })
      expect(secrets.kept.size).toBe(0)
    },
  )

  test('has a password of its own, and says when it cannot be kept', async () => {
    const program = start()
    await program.messenger.setProxyPassword('hush')
    expect([...secrets.kept]).toEqual([[proxyPasswordKey, 'hush']])
    secrets.works = false
    expect(await program.messenger.setProxyPassword('hush')).toEqual({ ok: false, reason: 'not-remembered' })
  })

  test.each(['localhost', 'LocalHost', '127.0.0.1', '127.8.8.8', '::1', '[::1]'])(
    'never stands between this computer and itself (%s)',
    async (host) => {
      expect(isLoopback(host)).toBe(true)
      expect(await found(start(), host)).toBeNull()
    },
  )

  test.each(['localhost.example.org', '128.0.0.1', '127.0.0.1.example.org', '10.0.0.1', '::2'])(
    'may lead to %s',
    async (host) => {
      expect(await found(start(), host)).toEqual(system)
    },
  )
})

describe('a connection test', () => {
  test('shows each step in the state, ends by itself, and is cleared when it is closed', async () => {
    const program = start()
    const nowhere = localNetwork('127.0.0.1', 1, 1)
    expect(await program.messenger.testConnection(nowhere)).toEqual(done)
    expect(program.store.state.connectionTest).toMatchObject({
      networkId: 'local',
      running: false,
      steps: { tcp: { state: 'failed', reason: 'server-unreachable' }, dialect: { state: 'skipped' } },
    })
    expect(await program.messenger.closeConnectionTest()).toEqual(done)
    expect(program.store.state.connectionTest).toBeNull()
  })

  test('is ended by the next one, whose steps alone are shown', async () => {
    const program = new Program(mine, 'alice@example.com', {
      ...storage,
      presets,
      openConnection: ({ signal }) =>
        new Promise((_, reject) => {
          if (signal?.aborted === true) reject(new Error('aborted'))
          signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
        }),
    })
    const connecting = (networkId: string) =>
      program.until(
        ({ connectionTest }) =>
          connectionTest?.networkId === networkId && connectionTest.steps.tcp.state === 'running',
      )
    const first = program.messenger.testConnection(localNetwork('127.0.0.1', 1, 1))
    await connecting('local')
    const second = program.messenger.testConnection({ ...localNetwork('127.0.0.1', 1, 1), id: 'custom' })
    expect(await first).toEqual(done)
    await connecting('custom')
    expect(program.store.state.connectionTest).toMatchObject({ networkId: 'custom', running: true })
    await program.messenger.closeConnectionTest()
    expect(await second).toEqual(done)
    expect(program.store.state.connectionTest).toBeNull()
  })
})
