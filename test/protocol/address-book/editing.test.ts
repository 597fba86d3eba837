import { describe, expect, test } from 'vitest'
import { ClosedError, ServerError, SoapFaultError, TooLongError } from '../../../main/protocol/errors.ts'
import { tell } from '../../support/event-text.ts'
import { BookServer, type BookContents } from '../book-server.ts'
import { caught, plainly, settle } from '../session.ts'

const lists: BookContents = {
  groups: [['g1', 'Friends']],
  people: [
    { address: 'Bob@example.com', id: 'b', name: 'Bob', groups: ['g1'] },
    { address: 'gus@example.com', id: 'g', name: 'Gus', isNoContact: true },
  ],
  members: {
    Allow: ['Bob@example.com'],
    Reverse: ['Bob@example.com'],
    Pending: ['dave@example.com it is me'],
  },
  settings: { 'MSN.IM.BLP': '1', 'MSN.IM.GTC': '1' },
}

const entry = (verb: string, name: string, bits: number): string =>
  `${verb} <ml><d n="example.com"><c n="${name}" l="${bits}" t="1"/></d></ml>`
const question = (name: string): string => `FQY <ml><d n="example.com"><c n="${name}"/></d></ml>`

describe.each(['MSNP13', 'MSNP15', 'MSNP18'])('in %s', (dialect) => {
  const asked = (name: string): string[] => (dialect === 'MSNP13' ? [] : [question(name)])

  test('somebody is added with a message and into a group', async () => {
    const { server, contacts } = await BookServer.signIn(dialect, lists)
    await contacts.add('eve@example.com', { groupId: 'g1', message: 'me & you' })
    expect(server.said()).toEqual([
      ...asked('eve'),
      'ABContactAdd eve@example.com true me &amp; you Alice',
      'AddMember Allow eve@example.com',
      entry('ADL', 'eve', 3),
      'ABGroupContactAdd g1 new-1',
    ])
    expect(server.stage.heard().map(tell)).toEqual([
      'eve@example.com "eve@example.com" F---- []',
      'eve@example.com FA--- []',
      'eve@example.com FA--- [g1]',
    ])
    await contacts.add('eve@example.com', { groupId: 'g1', message: '' })
    expect(server.said()).toEqual([])
  })

  test('somebody who waits is added, and waits no more', async () => {
    const { server, contacts } = await BookServer.signIn(dialect, lists)
    await contacts.add('dave@example.com', plainly)
    expect(server.said()).toEqual([
      'ABContactAdd dave@example.com true Alice',
      'AddMember Allow dave@example.com',
      entry('ADL', 'dave', 3),
      'DeleteMember Pending Pending/dave@example.com dave@example.com',
      'AddMember Reverse dave@example.com',
    ])
    expect(server.stage.heard().map(tell).at(-1)).toBe('dave@example.com FA-R- []')
  })

  test('somebody is allowed, blocked and declined', async () => {
    const { server, contacts } = await BookServer.signIn(dialect, lists)
    await contacts.allow('dave@example.com')
    expect(server.said()).toEqual([
      'AddMember Allow dave@example.com',
      entry('ADL', 'dave', 2),
      'DeleteMember Pending Pending/dave@example.com dave@example.com',
      'AddMember Reverse dave@example.com',
    ])
    await contacts.block('dave@example.com')
    expect(server.said()).toEqual([
      'DeleteMember Allow dave@example.com',
      entry('RML', 'dave', 2),
      'AddMember Block dave@example.com',
      entry('ADL', 'dave', 4),
    ])
    await contacts.block('dave@example.com')
    await contacts.decline('dave@example.com')
    expect(server.said()).toEqual([])
    expect(server.stage.heard().map(tell).at(-1)).toBe('dave@example.com --BR- []')
  })

  test('somebody is declined: nobody is allowed', async () => {
    const { server, contacts } = await BookServer.signIn(dialect, lists)
    await contacts.decline('dave@example.com')
    expect(server.said()).toEqual([
      'DeleteMember Pending Pending/dave@example.com dave@example.com',
      'AddMember Reverse dave@example.com',
    ])
    expect(server.stage.heard().map(tell).at(-1)).toBe('dave@example.com ---R- []')
  })

  test('somebody is removed, and forgotten', async () => {
    const { server, contacts } = await BookServer.signIn(dialect, lists)
    await contacts.remove('bob@example.com', { forget: false })
    expect(server.said()).toEqual(['ABContactDelete b', entry('RML', 'Bob', 1)])
    expect(server.stage.heard().map(tell)).toEqual(['bob@example.com -A-R- [] offline'])
    await contacts.remove('bob@example.com', { forget: true })
    expect(server.said()).toEqual([
      'DeleteMember Allow Allow/Bob@example.com Bob@example.com',
      entry('RML', 'Bob', 2),
    ])
  })

  test('groups are made, renamed, filled, emptied and removed', async () => {
    const { server, contacts } = await BookServer.signIn(dialect, lists)
    await expect(contacts.createGroup('Wörk & co')).resolves.toBe('new-1')
    await contacts.renameGroup('new-1', 'Work')
    await contacts.renameGroup('new-1', 'Work')
    await contacts.addToGroup('bob@example.com', 'new-1')
    await contacts.addToGroup('bob@example.com', 'new-1')
    await contacts.removeFromGroup('bob@example.com', 'g1')
    await contacts.removeGroup('new-1')
    expect(server.said()).toEqual([
      'ABGroupAdd Wörk &amp; co 1',
      'ABGroupUpdate new-1 Work',
      'ABGroupContactAdd new-1 b',
      'ABGroupContactDelete b g1',
      'ABGroupDelete new-1',
    ])
    expect(server.stage.heard().map(tell)).toEqual([
      'groups [g1 Friends] [new-1 Wörk & co]',
      'groups [g1 Friends] [new-1 Work]',
      'bob@example.com FA-R- [g1 new-1]',
      'bob@example.com FA-R- [new-1]',
      'bob@example.com []',
      'groups [g1 Friends]',
    ])
  })

  test('privacy is kept in the address book, and told to the server', async () => {
    const { server, contacts } = await BookServer.signIn(dialect, lists)
    await contacts.setPrivacy({ whoMaySee: 'allowed', askWhenAdded: false })
    await contacts.setPrivacy({ whoMaySee: 'allowed' })
    expect(server.said()).toEqual(['ABContactUpdate 2 2', 'BLP BL'])
    expect(server.stage.heard().map(tell).toSorted()).toEqual(['privacy "allowed"', 'privacy false'])
  })

  test('one change is made after the other', async () => {
    const { server, contacts } = await BookServer.signIn(dialect, lists)
    await Promise.all([contacts.block('bob@example.com'), contacts.allow('bob@example.com')])
    expect(server.said()).toEqual([
      'DeleteMember Allow Allow/Bob@example.com Bob@example.com',
      entry('RML', 'Bob', 2),
      'AddMember Block Bob@example.com',
      entry('ADL', 'Bob', 4),
      'DeleteMember Block Bob@example.com',
      entry('RML', 'Bob', 4),
      'AddMember Allow Bob@example.com',
      entry('ADL', 'Bob', 2),
    ])
  })
})

describe('what the services say', () => {
  test('"already there" and "not there" are what was wanted', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP15', lists)
    server.faults.push(
      ['DeleteMember', 'MemberDoesNotExist'],
      ['AddMember', 'MemberAlreadyExists'],
      ['ABContactDelete', 'ContactDoesNotExist'],
      ['ABGroupDelete', 'GroupDoesNotExist'],
    )
    await contacts.block('bob@example.com')
    await contacts.remove('bob@example.com', { forget: false })
    await contacts.removeGroup('g1')
    expect(server.faults).toEqual([])
    expect(server.stage.heard().map(tell).slice(-2)).toEqual(['bob@example.com --BR- [] offline', 'groups '])
  })

  test('a refusal is one, and leaves everything as it was', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP15', lists)
    server.faults.push(['ABContactAdd', 'InvalidPassportUser'], ['ABGroupAdd', 'GroupAlreadyExists'])
    await expect(contacts.add('nobody@example.com', plainly)).rejects.toEqual(
      new SoapFaultError('InvalidPassportUser', 'ABContactAdd'),
    )
    await expect(contacts.createGroup('Friends')).rejects.toEqual(
      new SoapFaultError('GroupAlreadyExists', 'ABGroupAdd'),
    )
    await expect(contacts.createGroup('ö'.repeat(31))).rejects.toBeInstanceOf(TooLongError)
    expect(server.stage.heard()).toEqual([])
    server.refusals.push(['ADL', 208])
    await expect(contacts.add('eve@example.com', plainly)).rejects.toEqual(new ServerError(208, 'ADL'))
  })

  test('a ticket that expired is renewed, and nobody notices', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP15', lists)
    server.tickets.length = 0
    server.faults.push(['ABGroupAdd', 'PassportAuthFail'])
    await expect(contacts.createGroup('Work')).resolves.toBe('new-1')
    expect(server.tickets).toEqual(['known', 'fresh'])
    server.faults.push(['ABGroupDelete', 'PassportAuthFail'], ['ABGroupDelete', 'PassportAuthFail'])
    await expect(contacts.removeGroup('new-1')).rejects.toMatchObject({ code: 'PassportAuthFail' })
  })

  test('the connection closes while they are asked', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP15', lists)
    const added = caught(contacts.createGroup('Work'))
    const next = caught(contacts.createGroup('Play'))
    server.stage.session.connectionClosed()
    await expect(added).rejects.toBeInstanceOf(ClosedError)
    await expect(next).rejects.toBeInstanceOf(ClosedError)
  })
})

describe('somebody', () => {
  test('in the address book becomes a contact', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP15', lists)
    await contacts.add('gus@example.com', plainly)
    expect(server.said()).toContain('ABContactUpdate g true')
  })

  test('whom another place put into the address book is found there', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP15', lists)
    server.faults.push(['FindMembership', 'FullSyncRequired'], ['ABContactAdd', 'ContactAlreadyExists'])
    const hal = { address: 'hal@example.com', id: 'h', name: 'Hal' }
    const ida = { address: 'ida@example.com', id: 'i', name: 'Ida' }
    server.contents = { ...lists, people: [...lists.people!, hal, ida] }
    await contacts.add('hal@example.com', { groupId: 'g1', message: '' })
    const said = server.said()
    expect(said).toContain(entry('ADL', 'ida', 3))
    expect(said.slice(-3)).toEqual([
      'AddMember Allow hal@example.com',
      entry('ADL', 'hal', 3),
      'ABGroupContactAdd g1 h',
    ])
  })

  test('of another network is added by mail address', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP15', lists, ({ networks }) =>
      networks.set('fred@example.com', 32),
    )
    await contacts.add('fred@example.com', plainly)
    expect(server.said()).toEqual([
      question('fred'),
      'ABContactAdd fred@example.com Alice',
      'AddMember Allow fred@example.com 32:',
      'ADL <ml><d n="example.com"><c n="fred" l="3" t="32"/></d></ml>',
    ])
    expect(server.stage.heard()[0]).toMatchObject({ changes: [{ address: 'fred@example.com', network: 32 }] })
  })

  test('whose network nobody tells is of this one', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP15', lists)
    server.refusals.push(['FQY', 500])
    await contacts.add('eve@example.com', plainly)
    expect(server.said()).toContain('ABContactAdd eve@example.com true Alice')
  })

  test('of another network, who is only allowed, is blocked there', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP15', {}, ({ networks }) =>
      networks.set('Fred@example.com', 32),
    )
    await contacts.add('Fred@example.com', plainly)
    await contacts.remove('fred@example.com', { forget: false })
    server.said()
    await contacts.block('fred@example.com')
    expect(server.said()).toEqual([
      'DeleteMember Allow Fred@example.com 32:',
      'RML <ml><d n="example.com"><c n="Fred" l="2" t="32"/></d></ml>',
      'AddMember Block Fred@example.com 32:',
      'ADL <ml><d n="example.com"><c n="Fred" l="4" t="32"/></d></ml>',
    ])
  })

  test('who is blocked stays blocked when added', async () => {
    const { server, contacts } = await BookServer.signIn('MSNP15', {
      members: { Block: ['eve@example.com'] },
    })
    await contacts.add('eve@example.com', plainly)
    expect(server.said()).toEqual(['ABContactAdd eve@example.com true Alice', entry('ADL', 'eve', 5)])
  })
})

test('a new name goes into the address book, too', async () => {
  const { server } = await BookServer.signIn('MSNP15', lists)
  await server.stage.session.setFriendlyName('Al & co')
  await settle()
  await settle()
  expect(server.said()).toEqual(['PRP MFN Al%20%26%20co', 'ABContactUpdate Al &amp; co'])
  await server.stage.session.contacts.add('eve@example.com', plainly)
  expect(server.said()).toContain('ABContactAdd eve@example.com true Al &amp; co')
})
