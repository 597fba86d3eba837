import { describe, expect, test } from 'vitest'
import { DialectTroubleError, SoapFaultError } from '../../../main/protocol/errors.ts'
import { tell } from '../../support/event-text.ts'
import { BookServer, withPayload, type BookContents } from '../book-server.ts'
import { settle } from '../session.ts'

const friends: BookContents = {
  groups: [['g1', 'Friends']],
  people: [
    { address: 'bob@example.com', id: 'b', name: 'Bob', groups: ['g1'] },
    { address: 'carol@example.com', id: 'c', name: 'Carol' },
    { address: 'gus@example.com', id: 'g', name: 'Gus', isNoContact: true },
  ],
  members: {
    Allow: ['bob@example.com'],
    Block: ['eve@example.com'],
    Reverse: ['bob@example.com'],
    Pending: ['dave@example.com it is me'],
  },
  settings: { 'MSN.IM.BLP': '2', 'MSN.IM.GTC': '1' },
}

describe('the list at the sign-in', () => {
  test.each([
    ['MSNP13', 'ABFindAll'],
    ['MSNP15', 'ABFindAll'],
    ['MSNP18', 'ABFindContactsPaged'],
  ])('is fetched and declared in %s', async (dialect, method) => {
    const { signInLog, signInEvents } = await BookServer.signIn(dialect, friends)
    expect(signInLog.slice(0, 2).toSorted()).toEqual([method, 'FindMembership'])
    expect(signInLog.slice(2)).toEqual([
      'BLP BL',
      'ADL <ml l="1"><d n="example.com"><c n="bob" l="3" t="1"/><c n="carol" l="3" t="1"/><c n="eve" l="4" t="1"/></d></ml>',
      'PRP MFN Alice',
    ])
    const told = signInEvents.map(tell)
    expect(told.filter((line) => !line.startsWith('me "'))).toEqual([
      'privacy "allowed"',
      'list | [g1 Friends] | bob@example.com "Bob" FA-R- [g1] offline 0 says "" | ' +
        'carol@example.com "Carol" F---- [] offline 0 says "" | eve@example.com "eve@example.com" --B-- [] offline 0 says "" | ' +
        'dave@example.com "dave@example.com" ----P [] offline 0 says ""',
      'privacy true',
    ])
    expect(told).toContain('me "Alice"')
    const list = signInEvents.find(({ type }) => type === 'contact-list-received')
    expect(list).toMatchObject({ contacts: [{}, {}, {}, { inviteMessage: 'it is me', network: 1 }] })
  })

  test('of nobody is declared, too; what was never chosen is not said', async () => {
    const { signInLog } = await BookServer.signIn('MSNP15', { settings: { 'MSN.IM.BLP': '0' } })
    expect(signInLog.slice(2)).toEqual(['ADL <ml l="1"></ml>', 'PRP MFN Alice'])
  })

  test('has a name that is too long for servers: they are not told, so that they do not hang up', async () => {
    const ownName = 'ä'.repeat(65)
    const { signInLog, signInEvents } = await BookServer.signIn('MSNP18', { ownName })
    expect(signInLog.slice(2)).toEqual(['ADL <ml l="1"></ml>'])
    expect(signInEvents).toContainEqual({ type: 'me-changed', change: { name: ownName } })
  })

  test('comes in portions, and is there when all of them were answered', async () => {
    const people = Array.from({ length: 301 }, (_, at) => ({ address: `p${at}@example.com`, id: `${at}` }))
    const { signInLog } = await BookServer.signIn('MSNP15', { people })
    const portions = signInLog.filter((line) => line.startsWith('ADL'))
    expect(portions.map((line) => line.match(/<c /g)?.length)).toEqual([150, 150, 1])
    expect(portions.every((line) => line.startsWith('ADL <ml l="1">'))).toBe(true)
  })

  test('does without a name that the server refuses', async () => {
    const { signInLog, signInEvents } = await BookServer.signIn('MSNP15', friends, ({ refusals }) =>
      refusals.push(['ADL', 241], ['ADL', 241]),
    )
    expect(
      signInLog.filter((line) => line.startsWith('ADL')).map((line) => line.match(/<c /g)?.length),
    ).toEqual([3, 2, 1, 1, 1])
    expect(signInEvents.some(({ type }) => type === 'contact-list-received')).toBe(true)
  })

  test('is made where there is none', async () => {
    const { signInLog } = await BookServer.signIn('MSNP15', {}, ({ faults }) =>
      faults.push(['ABFindAll', 'ABDoesNotExist']),
    )
    expect(signInLog.slice(0, 4).toSorted()).toEqual(['ABAdd ', 'ABFindAll', 'ABFindAll', 'FindMembership'])
  })

  test('is fetched with a new ticket when the old one expired', async () => {
    const { server } = await BookServer.signIn('MSNP15', friends, ({ faults }) =>
      faults.push(['ABFindAll', 'PassportAuthFail']),
    )
    expect(server.tickets.filter((which) => which === 'fresh')).toHaveLength(1)
  })

  test('that cannot be fetched is trouble with the dialect', async () => {
    const signIn = BookServer.signIn('MSNP15', {}, ({ faults }) =>
      faults.push(['ABFindAll', 'InternalError']),
    )
    await expect(signIn).rejects.toBeInstanceOf(DialectTroubleError)
    await expect(signIn).rejects.toMatchObject({ cause: new SoapFaultError('InternalError', 'ABFindAll') })
  })
})

const notice =
  '<NOTIFICATION id="0"><MSG id="0"><BODY>&lt;NotificationData&gt;&lt;Service&gt;ABCHInternal&lt;/Service&gt;' +
  '&lt;/NotificationData&gt;</BODY></MSG></NOTIFICATION>'

describe('what others and other places change', () => {
  test('whoever adds us waits, unless we know him; whoever removes us is gone', async () => {
    const { server } = await BookServer.signIn('MSNP15', {
      people: [{ address: 'bob@example.com', id: 'b', name: 'Bob' }],
      members: { Allow: ['bob@example.com'] },
    })
    const entry = (name: string) =>
      `<ml><d n="example.com"><c n="${name}" t="1" l="8" f="${name}%20X" /></d></ml>`
    await server.say(
      withPayload('ADL 0', entry('eve')),
      withPayload('ADL 0', entry('bob')),
      withPayload('RML 0', entry('bob')),
      withPayload('RML 0', entry('eve')),
    )
    expect(server.stage.heard().map(tell)).toEqual([
      'eve@example.com "eve X" ---R- []',
      'eve@example.com ---RP []',
      'bob@example.com FA-R- []',
      'bob@example.com FA--- []',
      'eve@example.com ----P []',
      'eve@example.com gone',
    ])
    expect(server.said()).toEqual([])
  })

  test.each([
    ['the server', withPayload('NOT', notice)],
    ['another place', withPayload('UBN alice@example.com;{f26d1f07-95e2-403c-bc18-d4bfed493429} 6', '<x/>')],
  ])('is fetched when %s says so: only what differs is told', async (_who, line) => {
    const { server } = await BookServer.signIn('MSNP16', friends, ({ faults }) => void faults)
    server.faults.push(['FindMembership', 'FullSyncRequired'])
    server.contents = {
      groups: [
        ['g1', 'Friends'],
        ['g2', 'Work'],
      ],
      people: [
        { address: 'bob@example.com', id: 'b', name: 'Bob', groups: ['g1', 'g2'] },
        { address: 'hal@example.com', id: 'h', name: 'Hal' },
      ],
      members: { Allow: ['hal@example.com'], Block: ['bob@example.com'], Reverse: ['bob@example.com'] },
      settings: { 'MSN.IM.BLP': '1', 'MSN.IM.GTC': '1' },
    }
    await server.say(line)
    await settle()
    await settle()
    await settle()
    await settle()
    expect(server.stage.heard().map(tell)).toEqual([
      'privacy "everyone"',
      'bob@example.com F-BR- [g1 g2]',
      'carol@example.com gone',
      'eve@example.com gone',
      'dave@example.com gone',
      'hal@example.com "Hal" FA--- []',
      'groups [g1 Friends] [g2 Work]',
    ])
    expect(server.said().filter((word) => /^[AR][DM]L/.test(word))).toEqual([
      'RML <ml><d n="example.com"><c n="bob" l="2" t="1"/></d></ml>',
      'ADL <ml><d n="example.com"><c n="bob" l="4" t="1"/></d></ml>',
      'RML <ml><d n="example.com"><c n="carol" l="3" t="1"/></d></ml>',
      'RML <ml><d n="example.com"><c n="eve" l="4" t="1"/></d></ml>',
      'ADL <ml><d n="example.com"><c n="hal" l="3" t="1"/></d></ml>',
    ])
  })
})
