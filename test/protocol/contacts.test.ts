import { describe, expect, test } from 'vitest'
import { ServerError } from '../../main/protocol/errors.ts'
import { ProtocolError } from '../../main/protocol/wire/errors.ts'
import { bobsId, caught, groupId, settle, signedIn, withBob, plainly } from './session.ts'

const davesId = '000000a3-0000-4000-8000-000000001003'
const nowhere = { forward: false, allow: false, block: false, reverse: false, pending: false }

describe('somebody else', () => {
  test('comes, changes and goes', async () => {
    const stage = await withBob()
    await stage.say(
      'ILN 6 NLN bob@example.com Bob%20B 1073741824 0',
      'NLN IDL Bob@Example.com Bob%20B 4',
      'FLN bob@example.com',
    )
    expect(stage.heard()).toEqual([
      {
        type: 'contacts-changed',
        changes: [
          {
            address: 'bob@example.com',
            name: 'Bob B',
            presence: 'online',
            network: 1,
            capabilities: 1073741824,
          },
        ],
      },
      {
        type: 'contacts-changed',
        changes: [
          { address: 'bob@example.com', name: 'Bob B', presence: 'idle', network: 1, capabilities: 4 },
        ],
      },
      {
        type: 'contacts-changed',
        changes: [{ address: 'bob@example.com', presence: 'offline', currentMedia: null }],
      },
    ])
  })

  test('says something and plays something', async () => {
    const stage = await withBob()
    const xml = '<Data><PSM>hi</PSM><CurrentMedia>\\0Music\\01\\0{0}\\0Song\\0</CurrentMedia></Data>'
    await stage.say(`UBX bob@example.com ${xml.length}\n${xml}`, 'UBX bob@example.com 0\n')
    expect(stage.heard()).toEqual([
      {
        type: 'contacts-changed',
        changes: [
          {
            address: 'bob@example.com',
            personalMessage: 'hi',
            currentMedia: { type: 'music', text: 'Song' },
          },
        ],
      },
      {
        type: 'contacts-changed',
        changes: [{ address: 'bob@example.com', personalMessage: '', currentMedia: null }],
      },
    ])
  })

  test('who is on no list is of no interest', async () => {
    const stage = await withBob()
    await stage.say(
      'NLN NLN eve@example.com Eve 0',
      'FLN eve@example.com',
      'UBX eve@example.com 0\n',
      'REM 0 RL eve@example.com',
    )
    expect(stage.heard()).toEqual([])
  })

  test.each([
    ['MSNP8', 'ADD 0 RL 7 dave@example.com Dave%20D', 'REM 0 RL 8 dave@example.com'],
    ['MSNP12', 'ADC 0 RL N=dave@example.com F=Dave%20D', 'REM 0 RL dave@example.com'],
  ])('adds us and takes us off again in %s', async (dialect, added, removed) => {
    const stage = await signedIn(dialect)
    await stage.say(added, removed)
    expect(stage.heard()).toEqual([
      {
        type: 'contacts-changed',
        changes: [
          { address: 'dave@example.com', name: 'Dave D', lists: { ...nowhere, reverse: true }, groupIds: [] },
        ],
      },
      { type: 'contact-removed', address: 'dave@example.com' },
    ])
  })
})

describe('a contact', () => {
  test('is added in MSNP8: onto the forward and the allow list', async () => {
    const stage = await signedIn('MSNP8')
    const added = caught(stage.session.contacts.add('dave@example.com', plainly))
    expect(stage.sent()).toEqual(['ADD 6 FL dave@example.com dave@example.com'])
    await stage.say('ADD 6 FL 3 dave@example.com dave@example.com')
    expect(stage.sent()).toEqual(['ADD 7 AL dave@example.com dave@example.com'])
    await stage.say('ADD 7 AL 4 dave@example.com dave@example.com')
    await added
    expect(stage.sent()).toEqual([])
    expect(stage.heard().at(-1)).toMatchObject({ changes: [{ lists: { forward: true, allow: true } }] })
  })

  test('is added and removed in MSNP12, the latter by id', async () => {
    const stage = await signedIn('MSNP12')
    const added = caught(stage.session.contacts.add('Dave@example.com', plainly))
    expect(stage.sent()).toEqual(['ADC 6 FL N=Dave@example.com F=Dave@example.com'])
    await stage.say(`ADC 6 FL N=dave@example.com F=Dave C=${davesId}`)
    expect(stage.sent()).toEqual(['ADC 7 AL N=dave@example.com'])
    await stage.say('ADC 7 AL N=dave@example.com')
    await added
    stage.heard()
    const removed = caught(stage.session.contacts.remove('dave@example.com', { forget: false }))
    expect(stage.sent()).toEqual([`REM 8 FL ${davesId}`])
    await stage.say(`REM 8 FL ${davesId}`)
    await removed
    expect(stage.heard()).toEqual([
      {
        type: 'contacts-changed',
        changes: [
          {
            address: 'dave@example.com',
            lists: { ...nowhere, allow: true },
            groupIds: [],
            presence: 'offline',
            currentMedia: null,
          },
        ],
      },
    ])
  })

  test.each(['MSNP11', 'MSNP12'])(
    'who waits for an answer in %s moves from the pending to the reverse list',
    async (dialect) => {
      const network = dialect === 'MSNP12' ? ' 1' : ''
      const stage = await signedIn(dialect, { contacts: [`LST N=dave@example.com F=Dave 16${network}`] })
      const allowed = caught(stage.session.contacts.allow('dave@example.com'))
      await settle()
      expect(stage.sent()).toEqual(['ADC 6 AL N=dave@example.com'])
      await stage.say('ADC 6 AL N=dave@example.com')
      expect(stage.sent()).toEqual(['ADC 7 RL N=dave@example.com'])
      await stage.say('ADC 7 RL N=dave@example.com')
      expect(stage.sent()).toEqual(['REM 8 PL dave@example.com'])
      await stage.say('REM 8 PL dave@example.com')
      await allowed
      expect(stage.heard().at(-1)).toMatchObject({
        changes: [{ lists: { ...nowhere, allow: true, reverse: true } }],
      })
    },
  )

  test('who waits in MSNP10 is only allowed: servers close at the rest', async () => {
    const stage = await signedIn('MSNP10', { contacts: ['LST N=dave@example.com F=Dave 16'] })
    const allowed = caught(stage.session.contacts.allow('dave@example.com'))
    await settle()
    await stage.say('ADC 6 AL N=dave@example.com')
    await allowed
    expect(stage.sent()).toEqual(['ADC 6 AL N=dave@example.com'])
  })

  test.each([
    [
      'MSNP8',
      ['REM 6 AL bob@example.com', 'ADD 7 BL bob@example.com bob@example.com'],
      ['REM 6 AL 2 bob@example.com', 'ADD 7 BL 3 bob@example.com Bob'],
    ],
    [
      'MSNP12',
      ['REM 6 AL bob@example.com', 'ADC 7 BL N=bob@example.com'],
      ['REM 6 AL bob@example.com', 'ADC 7 BL N=bob@example.com'],
    ],
  ])('is blocked in %s, and only once', async (dialect, lines, replies) => {
    const stage = await withBob(dialect)
    const blocked = caught(stage.session.contacts.block('bob@example.com'))
    await stage.say(...replies)
    await blocked
    expect(stage.sent()).toEqual(lines)
    await stage.session.contacts.block('bob@example.com')
    expect(stage.sent()).toEqual([])
    const allowed = caught(stage.session.contacts.allow('bob@example.com'))
    expect(stage.sent()).toEqual(['REM 8 BL bob@example.com'])
    await stage.say(dialect === 'MSNP8' ? 'REM 8 BL 4 bob@example.com' : 'REM 8 BL bob@example.com')
    expect(stage.sent()).toHaveLength(1)
    await stage.say(dialect === 'MSNP8' ? 'ADD 9 AL 5 bob@example.com Bob' : 'ADC 9 AL N=bob@example.com')
    await allowed
  })

  test('who is blocked stays blocked when added', async () => {
    const stage = await signedIn('MSNP12', { contacts: ['LST N=dave@example.com F=Dave 12 1'] })
    const added = caught(stage.session.contacts.add('dave@example.com', plainly))
    await stage.say(`ADC 6 FL N=dave@example.com F=Dave C=${davesId}`)
    await added
    expect(stage.sent()).toHaveLength(1)
  })

  test('whom nobody knows is refused with the number of the server', async () => {
    const stage = await signedIn()
    const added = caught(stage.session.contacts.add('nobody@example.com', plainly))
    await stage.say('208 6')
    await expect(added).rejects.toEqual(new ServerError(208, 'ADC'))
    expect(stage.heard()).toEqual([])
  })

  test('who already is where he should be is no error', async () => {
    const stage = await signedIn()
    const added = caught(stage.session.contacts.add('dave@example.com', plainly))
    await stage.say('215 6', '215 7')
    await added
    expect(stage.heard().at(-1)).toMatchObject({
      changes: [{ address: 'dave@example.com', lists: { forward: true, allow: true } }],
    })
  })

  test('comes into a group and out of it, by id', async () => {
    const stage = await withBob()
    const other = '11111111-0000-4000-8000-000000000002'
    await stage.say(
      `ADG 6 Work ${other} 0`,
      `ADC 7 FL C=${bobsId} ${other}`,
      `REM 8 FL ${bobsId} ${groupId}`,
      `RMG 9 1 ${other}`,
    )
    expect(stage.heard()).toEqual([
      {
        type: 'groups-changed',
        groups: [
          { id: groupId, name: 'Friends' },
          { id: other, name: 'Work' },
        ],
      },
      {
        type: 'contacts-changed',
        changes: [expect.objectContaining({ address: 'bob@example.com', groupIds: [groupId, other] })],
      },
      {
        type: 'contacts-changed',
        changes: [expect.objectContaining({ address: 'bob@example.com', groupIds: [other] })],
      },
      { type: 'contacts-changed', changes: [{ address: 'bob@example.com', groupIds: [] }] },
      { type: 'groups-changed', groups: [{ id: groupId, name: 'Friends' }] },
    ])
  })

  test('is known by the last id that the server gave, and by no older one', async () => {
    const stage = await withBob()
    await stage.say(`ADC 0 FL N=bob@example.com F=Bob C=${davesId}`, `REM 0 FL ${bobsId}`)
    expect(stage.heard()).toMatchObject([{ changes: [{ address: 'bob@example.com' }] }])
    await stage.say(`REM 0 FL ${davesId}`)
    expect(stage.heard()).toMatchObject([{ changes: [{ lists: { forward: false } }] }])
  })
})

test.each(['MSNP8', 'MSNP12'])('groups without end break the protocol in %s', async (dialect) => {
  const stage = await signedIn(dialect)
  const lines = Array.from({ length: 1001 }, (_, at) =>
    dialect === 'MSNP8' ? `ADG 0 1 Group ${at + 1} 0` : `ADG 0 Group ${at + 1}`,
  )
  await expect(stage.say(...lines)).rejects.toBeInstanceOf(ProtocolError)
  expect(stage.heard().at(-1)).toMatchObject({ groups: { length: 1000 } })
})
