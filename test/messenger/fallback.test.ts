import { beforeEach, describe, expect, test } from 'vitest'
import { allDialects, networkAt } from '../../app/networks.ts'
import type { MessengerOptions } from '../../main/messenger/options.ts'
import { ConnectionError, TicketError } from '../../main/net/errors.ts'
import { openConnection } from '../../main/net/connection.ts'
import { directRoute } from '../../main/net/route.ts'
import { DialectTroubleError } from '../../main/protocol/errors.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { DialectMemory } from '../../main/storage/dialect-memory.ts'
import { storageOf } from '../../main/storage/storage.ts'
import { noServices } from '../protocol/session.ts'
import { Program } from './program.ts'
import { useScriptedNetwork } from './scripted-network.ts'

const setting = useScriptedNetwork()
const storage = () =>
  storageOf(openDatabase(':memory:').database, () => 'f26d1f07-95e2-403c-bc18-d4bfed493428')

type Opening = Parameters<MessengerOptions['openConnection']>[0]

beforeEach(() => setting.scripted.forget())

/** What each connection of the last sign-ins offered, without `CVR0`. */
const offers = (): readonly (readonly string[])[] =>
  setting.scripted.said
    .filter(({ words }) => words[0] === 'VER')
    .map(({ words }) => words.slice(2).filter((word) => word !== 'CVR0'))

/** Services whose tokens fail of this; tickets of the older kind are given. */
const withoutTokens = (error: Error) => () => ({
  ...noServices,
  fetchTicket: () => Promise.resolve('t=ticket&p='),
  fetchToken: () => Promise.reject(error),
})

const trouble = new DialectTroubleError(new TicketError('sign-in-service-failed', ''))
const oldest = ['MSNP12', 'MSNP11', 'MSNP10', 'MSNP9', 'MSNP8']

describe('a server that speaks newer dialects than the services behind it', () => {
  beforeEach(() => {
    setting.scripted.speaks = ['MSNP18', 'MSNP12']
  })

  test('is offered everything first, then the older families, and shows the dialect that works', async () => {
    const alice = await setting.stranger({ createServices: withoutTokens(trouble) })
    expect(await alice.signIn()).toMatchObject({ ok: true })
    expect(offers()).toEqual([[...allDialects], ['MSNP14', 'MSNP13', ...oldest]])
    expect(alice.account.connection).toEqual({ state: 'signed-in', dialect: 'MSNP12' })
    expect(alice.account.features).toEqual({
      personalMessages: true,
      inviteMessages: false,
      places: false,
      offlineMessages: false,
    })
  })

  test('is remembered over runs of the program, for fourteen days', async () => {
    const kept = storage()
    const alice = await setting.stranger({ ...kept, createServices: withoutTokens(trouble) })
    await alice.signIn()
    setting.scripted.said.length = 0
    const again = await setting.stranger({ ...kept, createServices: withoutTokens(trouble) })
    await again.signIn()
    expect(offers()).toEqual([['MSNP14', 'MSNP13', ...oldest]])
    await again.messenger.signOut(again.accountId)
    again.clock.advance(14 * 24 * 60 * 60_000)
    setting.scripted.said.length = 0
    expect(await again.signIn()).toMatchObject({ ok: true })
    expect(offers()[0]).toEqual([...allDialects])
  })

  test('is signed in to although that cannot be remembered', async () => {
    class Full extends DialectMemory {
      override remember = () => {
        throw new Error('database or disk is full')
      }
    }
    const dialectMemory = new Full(openDatabase(':memory:').database)
    const alice = await setting.stranger({ dialectMemory, createServices: withoutTokens(trouble) })
    expect(await alice.signIn()).toMatchObject({ ok: true })
    expect(alice.account.connection).toEqual({ state: 'signed-in', dialect: 'MSNP12' })
    expect(alice.faults).toHaveLength(1)
  })

  test('is never tried in another dialect because of a wrong password', async () => {
    const createServices = withoutTokens(new TicketError('wrong-password', ''))
    const alice = await setting.stranger({ createServices })
    expect(await alice.signIn()).toEqual({ ok: false, reason: 'wrong-password' })
    expect(offers()).toHaveLength(1)
  })
})

describe('a server that', () => {
  test('speaks only an older dialect is taken at its word, at once', async () => {
    const alice = await setting.stranger()
    expect(await alice.signIn()).toMatchObject({ ok: true })
    expect(offers()).toEqual([[...allDialects]])
  })

  test('speaks none of ours is given up after every family, with the reason of the first', async () => {
    setting.scripted.speaks = []
    const alice = await setting.stranger()
    expect(await alice.signIn()).toEqual({ ok: false, reason: 'dialect-refused' })
    expect(offers()).toEqual([[...allDialects], ['MSNP14', 'MSNP13', ...oldest], oldest])
  })
})

describe('a server that minds the letter case', () => {
  const signIn = async (knows: string) => {
    setting.scripted.knows = knows
    const createServices = () => ({ ...noServices, fetchTicket: () => Promise.resolve('t=ticket&p=') })
    const alice = new Program(setting.scripted.network, 'Alice@Example.com', { createServices })
    const result = await alice.signIn()
    const names = setting.scripted.said.flatMap(({ words }) =>
      words[0] === 'USR' && words[3] === 'I' ? [words[4]] : [],
    )
    await alice.messenger.close()
    return { result, names }
  }

  test('is told the address as it was written, and then in lower case', async () => {
    const { result, names } = await signIn('alice@example.com')
    expect(result).toMatchObject({ ok: true })
    expect(names).toEqual(['Alice@Example.com', 'alice@example.com'])
  })

  test('is told it once where that is right, and never more often than twice', async () => {
    expect((await signIn('Alice@Example.com')).names).toEqual(['Alice@Example.com'])
    setting.scripted.forget()
    const { result, names } = await signIn('bob@example.com')
    expect(result).toEqual({ ok: false, reason: 'wrong-password', detail: '911' })
    expect(names).toHaveLength(2)
  })
})

describe('a network whose chat port cannot be reached', () => {
  const unreachable = (openings: Opening[], through: boolean): MessengerOptions['openConnection'] => {
    return (options) => {
      openings.push(options)
      const { gatewayUrl: _gateway, ...direct } = options
      if (options.gatewayUrl !== undefined && through) return openConnection(direct)
      return Promise.reject(new ConnectionError('timed-out', 'no connection'))
    }
  }
  const gatewayUrl = 'https://msn.example.org/gateway/gateway.dll'

  test('is reached through its gateway, from then on at once', async () => {
    const openings: Opening[] = []
    const alice = await setting.stranger({ openConnection: unreachable(openings, true) })
    const network = { ...setting.scripted.network, gatewayUrl }
    expect(await alice.signIn('secret', { network })).toMatchObject({ ok: true })
    await alice.messenger.signOut(alice.accountId)
    expect(await alice.signIn('secret', { network })).toMatchObject({ ok: true })
    expect(openings.map((opening) => [opening.kind, opening.gatewayUrl])).toEqual([
      ['notification-server', undefined],
      ['notification-server', gatewayUrl],
      ['notification-server', gatewayUrl],
    ])
    const id = await alice.open('bob@example.com')
    await alice.say(id, 'hello')
    await setting.scripted.nextSwitchboard()
    expect(openings.at(-1)).toMatchObject({ kind: 'switchboard', gatewayUrl })
  })

  test('is tried directly again when its record names no gateway any more', async () => {
    const openings: Opening[] = []
    const alice = await setting.stranger({ openConnection: unreachable(openings, true) })
    const { network } = setting.scripted
    await alice.signIn('secret', { network: { ...network, gatewayUrl } })
    await alice.messenger.signOut(alice.accountId)
    openings.length = 0
    const result = await alice.signIn('secret', { network: { ...network, gatewayUrl: '' } })
    expect(result).toEqual({ ok: false, reason: 'timed-out' })
    expect(openings.map((opening) => opening.gatewayUrl)).toEqual([undefined])
  })

  test('and whose gateway cannot be reached either is given up with the first reason, and tried directly again', async () => {
    const openings: Opening[] = []
    const alice = await setting.stranger({ openConnection: unreachable(openings, false) })
    const network = { ...setting.scripted.network, gatewayUrl }
    for (let times = 0; times < 2; times++) {
      expect(await alice.signIn('secret', { network })).toEqual({ ok: false, reason: 'timed-out' })
    }
    expect(openings.map((opening) => opening.gatewayUrl)).toEqual([
      undefined,
      gatewayUrl,
      undefined,
      gatewayUrl,
    ])
  })

  test('and that has no gateway is given up', async () => {
    const openings: Opening[] = []
    const alice = await setting.stranger({ openConnection: unreachable(openings, true) })
    const network = { ...setting.scripted.network, gatewayUrl: '' }
    expect(await alice.signIn('secret', { network })).toEqual({ ok: false, reason: 'timed-out' })
    expect(openings).toHaveLength(1)
  })
})

describe('a public network', () => {
  /** Connects to the scripted server whatever the address, and notes how. */
  const noting = (openings: Opening[]): MessengerOptions['openConnection'] => {
    const { host, port } = setting.scripted.network.notificationServer
    return (options) => {
      openings.push(options)
      return openConnection({ ...options, host, port, route: directRoute })
    }
  }

  test('may lead to nowhere private: not by a redirection, not by a switchboard', async () => {
    const openings: Opening[] = []
    const network = networkAt('custom', 'Public', '203.0.113.7')
    setting.scripted.redirections = 1
    const alice = await setting.stranger({ openConnection: noting(openings) })
    expect(await alice.signIn('secret', { network })).toMatchObject({ ok: true })
    const account = Object.keys(alice.store.state.accounts)[0]!
    const opened = await alice.messenger.openConversation(account, 'bob@example.com')
    await alice.say(opened.ok ? opened.value : '', 'hello')
    await setting.scripted.nextSwitchboard()
    setting.scripted.ring('carol@example.com')
    await setting.scripted.nextSwitchboard(['carol@example.com'])
    expect(openings.map(({ kind, route }) => [kind, route?.refusePrivate])).toEqual([
      ['notification-server', false],
      ['notification-server', true],
      ['switchboard', true],
      ['switchboard', true],
    ])
  })

  test('is not what stands on this computer', async () => {
    const openings: Opening[] = []
    setting.scripted.redirections = 1
    const alice = await setting.stranger({ openConnection: noting(openings) })
    expect(await alice.signIn()).toMatchObject({ ok: true })
    expect(openings.map(({ route }) => route?.refusePrivate)).toEqual([false, false])
  })
})
