import { describe, expect, test } from 'vitest'
import { ServerError, TooLongError } from '../../main/protocol/errors.ts'
import { tell } from '../support/event-text.ts'
import { bobsId, caught, groupId, plainly, settle, signedIn, withBob } from './session.ts'

const davesId = '000000a3-0000-4000-8000-000000001003'
const workId = '11111111-0000-4000-8000-000000000002'

/** How the families differ: the ids, the version that older answers carry, and the verb of an addition. */
const families = [
  ['MSNP8', { bob: 'bob@example.com', dave: 'dave@example.com', friends: '1', work: '2' }],
  ['MSNP10', { bob: bobsId, dave: davesId, friends: groupId, work: workId }],
  ['MSNP12', { bob: bobsId, dave: davesId, friends: groupId, work: workId }],
] as const

describe.each(families)('in %s', (dialect, ids) => {
  const isOld = dialect === 'MSNP8'
  const added = (id: number, list: string, group = ''): string =>
    isOld
      ? `ADD ${id} ${list} 9 dave@example.com Dave ${group}`.trim()
      : `ADC ${id} ${list} ${group === '' ? 'N=dave@example.com' : `C=${davesId} ${group}`}${list === 'FL' && group === '' ? ` F=Dave C=${davesId}` : ''}`
  const removed = (id: number, list: string, who: string, group = ''): string =>
    `REM ${id} ${list} ${isOld ? '9 ' : ''}${who} ${group}`.trim()

  test('somebody is added into a group', async () => {
    const stage = await withBob(dialect)
    const done = caught(
      stage.session.contacts.add('dave@example.com', { groupId: ids.friends, message: 'hi' }),
    )
    await stage.say(added(6, 'FL'), added(7, 'FL', ids.friends), added(8, 'AL'))
    await done
    expect(stage.sent()).toEqual(
      isOld
        ? [
            'ADD 6 FL dave@example.com dave@example.com',
            'ADD 7 FL dave@example.com dave@example.com 1',
            'ADD 8 AL dave@example.com dave@example.com',
          ]
        : [
            'ADC 6 FL N=dave@example.com F=dave@example.com',
            `ADC 7 FL C=${davesId} ${groupId}`,
            'ADC 8 AL N=dave@example.com',
          ],
    )
    expect(stage.heard().map(tell).at(-1)).toBe(`dave@example.com FA--- [${ids.friends}]`)
  })

  test('somebody is forgotten', async () => {
    const stage = await withBob(dialect)
    const done = caught(stage.session.contacts.remove('bob@example.com', { forget: true }))
    await stage.say(removed(6, 'FL', ids.bob), removed(7, 'AL', 'bob@example.com'))
    await done
    expect(stage.sent()).toEqual([`REM 6 FL ${ids.bob}`, 'REM 7 AL bob@example.com'])
    expect(stage.heard().map(tell).at(-1)).toBe('bob@example.com ---R- []')
  })

  test('a group is made, renamed and removed; who was only in it stays', async () => {
    const stage = await withBob(dialect)
    const { contacts } = stage.session
    const made = caught(contacts.createGroup('Wörk'))
    await stage.say(isOld ? 'ADG 6 9 W%C3%B6rk 2 0' : `ADG 6 W%C3%B6rk ${workId} 0`)
    await expect(made).resolves.toBe(ids.work)
    const renamed = caught(contacts.renameGroup(ids.work, 'Work'))
    await stage.say(isOld ? 'REG 7 9 2 Work 0' : `REG 7 1 Work ${workId} 0`)
    await renamed
    await contacts.renameGroup(ids.work, 'Work')
    const gone = caught(contacts.removeGroup(ids.friends))
    await stage.say(isOld ? 'RMG 8 9 1' : `RMG 8 1 ${groupId}`, '215 9')
    await gone
    expect(stage.sent()).toEqual([
      isOld ? 'ADG 6 W%C3%B6rk 0' : 'ADG 6 W%C3%B6rk',
      isOld ? 'REG 7 2 Work 0' : `REG 7 ${workId} Work`,
      `RMG 8 ${ids.friends}`,
      isOld ? 'ADD 9 FL bob@example.com Bob' : 'ADC 9 FL N=bob@example.com F=Bob',
    ])
    expect(stage.heard().map(tell)).toEqual([
      `groups [${ids.friends} Friends] [${ids.work} Wörk]`,
      `groups [${ids.friends} Friends] [${ids.work} Work]`,
      'bob@example.com []',
      `groups [${ids.work} Work]`,
    ])
  })

  test('somebody goes out of a group and stays a contact', async () => {
    const stage = await withBob(dialect)
    const done = caught(stage.session.contacts.removeFromGroup('bob@example.com', ids.friends))
    await stage.say(removed(6, 'FL', ids.bob, ids.friends), '215 7')
    await done
    await stage.session.contacts.removeFromGroup('bob@example.com', ids.friends)
    expect(stage.sent()).toEqual([
      `REM 6 FL ${ids.bob} ${ids.friends}`,
      isOld ? 'ADD 7 FL bob@example.com Bob' : 'ADC 7 FL N=bob@example.com F=Bob',
    ])
    expect(stage.heard().map(tell)).toEqual(['bob@example.com FA-R- []'])
  })

  test('what a server refuses about groups is told; what is so already is no refusal', async () => {
    const stage = await withBob(dialect)
    const { contacts } = stage.session
    const twice = caught(contacts.createGroup('Friends'))
    await stage.say('228 6')
    await expect(twice).rejects.toEqual(new ServerError(228, 'ADG'))
    const many = caught(contacts.createGroup('One more'))
    await stage.say('223 7')
    await expect(many).rejects.toEqual(new ServerError(223, 'ADG'))
    await expect(contacts.createGroup('x'.repeat(62))).rejects.toBeInstanceOf(TooLongError)
    await expect(contacts.renameGroup(ids.friends, 'ö'.repeat(31))).rejects.toBeInstanceOf(TooLongError)
    const unknown = caught(contacts.removeGroup(ids.friends))
    await stage.say('224 8', '215 9')
    await unknown
    expect(stage.heard().map(tell)).toEqual(['bob@example.com []', 'groups '])
  })

  test('privacy is set, once, and heard of when it changes', async () => {
    const stage = await withBob(dialect)
    const { contacts } = stage.session
    const done = caught(contacts.setPrivacy({ whoMaySee: 'allowed', askWhenAdded: false }))
    await stage.say(isOld ? 'BLP 6 9 BL' : 'BLP 6 BL', '218 7')
    await done
    await contacts.setPrivacy({ whoMaySee: 'allowed', askWhenAdded: false })
    expect(stage.sent()).toEqual(['BLP 6 BL', 'GTC 7 N'])
    await stage.say('BLP 0 AL', 'GTC 0 A', 'GTC 0 A', 'BLP 0 XX', 'GTC')
    expect(stage.heard().map(tell)).toEqual([
      'privacy "allowed"',
      'privacy false',
      'privacy "everyone"',
      'privacy true',
    ])
  })
})

describe('who waits for an answer and is declined', () => {
  test.each(['MSNP11', 'MSNP12'])('goes to the reverse list in %s', async (dialect) => {
    const network = dialect === 'MSNP12' ? ' 1' : ''
    const stage = await signedIn(dialect, { contacts: [`LST N=dave@example.com F=Dave 16${network}`] })
    const done = caught(stage.session.contacts.decline('dave@example.com'))
    await stage.say('ADC 6 RL N=dave@example.com', 'REM 7 PL dave@example.com')
    await done
    expect(stage.sent()).toEqual(['ADC 6 RL N=dave@example.com', 'REM 7 PL dave@example.com'])
    expect(stage.heard().map(tell).at(-1)).toBe('dave@example.com ---R- []')
  })

  test.each([
    ['MSNP8', 'LST dave@example.com Dave 8'],
    ['MSNP10', 'LST N=dave@example.com F=Dave 16'],
  ])('stays where he is in %s: the server knows no such answer', async (dialect, line) => {
    const stage = await signedIn(dialect, { contacts: [line] })
    await stage.session.contacts.decline('dave@example.com')
    expect(stage.sent()).toEqual([])
    expect(stage.heard()).toEqual([])
  })
})

test('people are named as the server writes them', async () => {
  const stage = await signedIn('MSNP12', { contacts: ['LST N=Dave@Example.com F=Dave 2 1'] })
  const blocked = caught(stage.session.contacts.block('dave@example.com'))
  await stage.say('REM 6 AL Dave@Example.com')
  await settle()
  expect(stage.sent()).toEqual(['REM 6 AL Dave@Example.com', 'ADC 7 BL N=Dave@Example.com'])
  await stage.say('ADC 7 BL N=Dave@Example.com')
  await blocked
  expect(stage.heard().map(tell)).toEqual(['dave@example.com gone', 'dave@example.com "Dave" --B-- []'])
})

test('a group that is full, or unknown, keeps nobody from being added', async () => {
  const stage = await signedIn('MSNP12')
  const done = caught(stage.session.contacts.add('dave@example.com', { ...plainly, groupId: workId }))
  await stage.say(`ADC 6 FL N=dave@example.com F=Dave C=${davesId}`, '224 7')
  await expect(done).rejects.toEqual(new ServerError(224, 'ADC'))
  expect(stage.heard().map(tell)).toEqual(['dave@example.com "Dave" F---- []'])
})
