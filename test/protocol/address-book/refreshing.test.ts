import { describe, expect, test } from 'vitest'
import { tell } from '../../support/event-text.ts'
import { BookServer, withPayload } from '../book-server.ts'
import { settle } from '../session.ts'

describe('changes elsewhere', () => {
  const notice = withPayload('NOT', '<NotificationData><Service>ABCHInternal</Service></NotificationData>')
  const since = '2026-11-23T03:04:11Z'
  const many = Array.from({ length: 9 }, (_, at) => ({ address: `p${at}@example.com`, id: `p${at}` }))

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
