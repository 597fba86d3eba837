import { describe, expect, test } from 'vitest'
import { tell } from '../../support/event-text.ts'
import { BookServer, withPayload } from '../book-server.ts'
import { settle } from '../session.ts'

describe('changes elsewhere', () => {
  const notice = withPayload('NOT', '<NotificationData><Service>ABCHInternal</Service></NotificationData>')
  const since = '2026-11-23T03:04:11Z'
  const many = Array.from({ length: 9 }, (_, at) => ({ address: `p${at}@example.com`, id: `p${at}` }))

  const addedBy = (who: string, name: string): string =>
    withPayload('ADL 0', `<ml><d n="example.com"><c n="${who}" t="1" l="8" f="${name}"/></d></ml>`)

  async function passes(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await settle()
  }

  test('are asked for since the last time, and told', async () => {
    const { server } = await BookServer.signIn('MSNP18', { people: many, groups: [['g1', 'Friends']] })
    server.contents = {
      people: [
        { ...many[0]!, deleted: true },
        { address: 'new@example.com', id: 'n' },
      ],
    }
    await server.say(notice)
    await passes()
    expect(server.said().slice(0, 2).toSorted()).toEqual([
      `ABFindContactsPaged ${since}`,
      `FindMembership ${since}`,
    ])
    expect(server.stage.heard().map(tell)).toEqual([
      'p0@example.com gone',
      'new@example.com "new@example.com" F---- []',
    ])
  })

  test('that may be everything are asked for as everything', async () => {
    const { server } = await BookServer.signIn('MSNP18', { people: many })
    server.contents = { people: many.slice(1) }
    await server.say(notice)
    await passes()
    expect(server.said().slice(0, 4).toSorted()).toEqual([
      'ABFindContactsPaged',
      `ABFindContactsPaged ${since}`,
      'FindMembership',
      `FindMembership ${since}`,
    ])
    expect(server.stage.heard().map(tell)).toEqual(['p0@example.com gone'])
  })

  test('that come one after the other are fetched once in a while', async () => {
    const { server } = await BookServer.signIn('MSNP18', { people: many })
    server.contents = {}
    await server.say(notice, notice, notice)
    await passes()
    expect(server.said()).toHaveLength(2)
    server.stage.clock.advance(3_000)
    await passes()
    expect(server.said()).toHaveLength(2)
    server.stage.clock.advance(30_000)
    await passes()
    expect(server.said()).toEqual([])
  })

  test('of slow services never wait in more than one line', async () => {
    const { server } = await BookServer.signIn('MSNP18', { people: many })
    const slow = Promise.withResolvers<void>()
    server.hold = slow.promise
    server.contents = {}
    for (let notices = 0; notices < 6; notices++) {
      await server.say(notice)
      await passes()
      server.stage.clock.advance(4_000)
    }
    slow.resolve()
    await passes()
    expect(server.said().filter((line) => line.startsWith('FindMembership'))).toHaveLength(2)
  })

  test.each([
    ['a notice', [notice]],
    ['somebody who adds us', [addedBy('eve', 'Eve')]],
  ])('during the sign-in are fetched right after it, for %s', async (_, lines) => {
    const eve = { Pending: ['eve@example.com'] }
    const { server, signInLog, signInEvents } = await BookServer.signIn('MSNP18', {}, (started) => {
      const slow = Promise.withResolvers<void>()
      started.hold = slow.promise
      void passes().then(async () => {
        started.contents = { members: eve }
        await started.say(...lines)
        slow.resolve()
      })
    })
    await passes()
    const log = [...signInLog, ...server.said()]
    expect(log.filter((line) => line.startsWith('FindMembership'))).toHaveLength(2)
    expect([...signInEvents, ...server.stage.heard()].map(tell).at(-1)).toMatch(/^eve@example.com .*----P/)
  })

  test('whose names are no XML are fetched, and the connection stays', async () => {
    const { server } = await BookServer.signIn('MSNP18', { people: many })
    server.contents = { people: many, members: { Pending: ['eve@example.com'] } }
    await server.say(addedBy('eve', 'the "one"'))
    await passes()
    expect(server.stage.heard().map(tell)).toEqual([expect.stringMatching(/^eve@example.com .*----P/)])
  })

  test('that block somebody are declared as a block alone', async () => {
    const [p0] = many
    const { server } = await BookServer.signIn('MSNP18', { people: many, members: { Allow: [p0!.address] } })
    server.contents = { people: many, members: { Allow: [p0!.address], Block: [p0!.address] } }
    await server.say(notice)
    await passes()
    expect(server.said().filter((line) => /^(?:ADL|RML)/.test(line))).toEqual([
      'RML <ml><d n="example.com"><c n="p0" l="2" t="1"/></d></ml>',
      'ADL <ml><d n="example.com"><c n="p0" l="4" t="1"/></d></ml>',
    ])
  })

  test('of a service that wants to be asked for everything are asked for so from then on', async () => {
    const { server } = await BookServer.signIn('MSNP18', { people: many })
    server.faults.push(['FindMembership', 'FullSyncRequired'])
    await server.say(notice)
    await passes()
    server.said()
    server.stage.clock.advance(4_000)
    await server.say(notice)
    await passes()
    expect(server.said().toSorted()).toEqual(['ABFindContactsPaged', 'FindMembership'])
  })

  test('are not fetched for notices about something else', async () => {
    const { server } = await BookServer.signIn('MSNP18', { people: many })
    await server.say(
      withPayload('NOT', '<NOTIFICATION/>'),
      withPayload('UBN 1:eve@example.com 6', '<x/>'),
      withPayload('UBN 1:alice@example.com 3', '<x/>'),
      withPayload('NOT', '\u0000\ufffd<'),
    )
    await passes()
    expect(server.said()).toEqual([])
  })
})

describe('the name of somebody who was added', () => {
  const people = Array.from({ length: 9 }, (_, at) => ({ address: `p${at}@example.com`, id: `p${at}` }))
  const plainly = { groupId: null, message: '' }
  const fetches = ['ABFindContactsPaged 2026-11-23T03:04:11Z', 'FindMembership 2026-11-23T03:04:11Z']

  async function passes(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await settle()
  }

  test('is asked for soon, once for several, and told', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP18', { people })
    await contacts.add('eve@example.com', plainly)
    server.stage.clock.advance(400)
    await contacts.add('fay@example.com', plainly)
    server.stage.clock.advance(400)
    await passes()
    expect(server.said().filter((line) => /Find/.test(line))).toEqual([])
    server.stage.heard()
    server.contents = {
      people: [
        { address: 'eve@example.com', id: 'new-1', name: 'Eve' },
        { address: 'fay@example.com', id: 'new-2', name: 'Fay' },
      ],
      members: { Allow: ['eve@example.com', 'fay@example.com'] },
    }
    server.stage.clock.advance(100)
    await passes()
    expect(server.said().toSorted()).toEqual(fetches)
    expect(server.stage.heard().map(tell)).toEqual(['eve@example.com "Eve"', 'fay@example.com "Fay"'])
    server.stage.clock.advance(60_000)
    await passes()
    expect(server.said()).toEqual([])
  })

  test('is known of who was in the address book before', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP18', {
      people: [{ address: 'gus@example.com', id: 'g', name: 'Gus', isNoContact: true }],
    })
    await contacts.add('gus@example.com', plainly)
    expect(server.stage.heard().map(tell)[0]).toBe('gus@example.com "Gus" F---- []')
    server.said()
    server.stage.clock.advance(60_000)
    await passes()
    expect(server.said()).toEqual([])
  })

  test('is asked for no more when the connection is closed', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP18', { people })
    await contacts.add('eve@example.com', plainly)
    server.said()
    server.stage.session.connectionClosed()
    server.stage.clock.advance(60_000)
    await passes()
    expect(server.said()).toEqual([])
  })
})
