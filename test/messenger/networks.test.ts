import { beforeEach, describe, expect, test } from 'vitest'
import { localNetwork, networkAt } from '../../app/networks.ts'
import { publicNetworks } from '../../app/public-networks.ts'
import { isLoopback, proxyFinder, proxyPasswordKey, routeTo } from '../../main/messenger/routes.ts'
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
