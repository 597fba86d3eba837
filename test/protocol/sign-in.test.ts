import { describe, expect, test, vi } from 'vitest'
import { ClosedError, DialectRefusedError, ServerError, TimeoutError } from '../../main/protocol/errors.ts'
import { ProtocolError } from '../../main/protocol/wire/errors.ts'
import { notificationStage } from './session.ts'

const allDialects = ['MSNP12', 'MSNP11', 'MSNP10', 'MSNP9', 'MSNP8']

/** Begins to sign in; the outcome is kept from being an unhandled rejection. */
function begin(
  dialects: readonly string[] = allDialects,
  fetchTicket = vi.fn((_policy: string) => Promise.resolve('t=abc&p=def')),
) {
  const stage = notificationStage(dialects, undefined, { fetchTicket })
  const steps: string[] = []
  const result = stage.session.signIn({ onStep: (step) => steps.push(step) })
  result.catch(() => undefined)
  return { stage, steps, result, fetchTicket }
}

const versions = '2000-01-01T00:00:00.0-00:00 2000-01-01T00:00:00.0-00:00'

describe('signing in', () => {
  test.each([
    ['MSNP8', '5.0.0544', 'USR 4 OK alice@example.com Alice%20A 1 0', 'SYN 5 0', 'SYN 5 9 0 0', []],
    ['MSNP9', '6.0.0602', 'USR 4 OK alice@example.com Alice%20A 1 0', 'SYN 5 0', 'SYN 5 9 0 0', []],
    [
      'MSNP10',
      '6.2.0205',
      'USR 4 OK alice@example.com 1 0',
      'SYN 5 0 0',
      `SYN 5 ${versions} 0 0`,
      ['PRP MFN Alice%20A'],
    ],
    [
      'MSNP11',
      '7.0.0813',
      'USR 4 OK alice@example.com 1 0',
      'SYN 5 0 0',
      `SYN 5 ${versions} 0 0`,
      ['PRP MFN Alice%20A'],
    ],
    [
      'MSNP12',
      '7.5.0324',
      'USR 4 OK alice@example.com 1 0',
      'SYN 5 0 0',
      `SYN 5 ${versions} 0 0`,
      ['PRP MFN Alice%20A'],
    ],
  ])('goes step by step in %s', async (dialect, version, ok, sync, synced, properties) => {
    const { stage, steps, result, fetchTicket } = begin()
    expect(stage.session.dialect).toBe('')
    expect(stage.sent()).toEqual(['VER 1 MSNP12 MSNP11 MSNP10 MSNP9 MSNP8 CVR0'])
    expect(steps).toEqual(['agreeing'])

    await stage.say(`VER 1 ${dialect}`)
    expect(stage.session.dialect).toBe(dialect)
    expect(stage.sent()).toEqual([`CVR 2 0x0409 winnt 5.1 i386 MSNMSGR ${version} MSMSGS alice@example.com`])

    await stage.say('CVR 2 7.5.0324 7.5.0324 7.0.0777 http://example.com/setup http://example.com')
    expect(stage.sent()).toEqual(['USR 3 TWN I alice@example.com'])
    expect(steps).toEqual(['agreeing', 'authenticating'])

    await stage.say('USR 3 TWN S lc=1033,id=507,ru=http%3A%2F%2Fexample%2Ecom,tpf=abc')
    expect(fetchTicket).toHaveBeenCalledExactlyOnceWith(
      'lc=1033,id=507,ru=http%3A%2F%2Fexample%2Ecom,tpf=abc',
    )
    expect(stage.sent()).toEqual(['USR 4 TWN S t=abc&p=def'])

    await stage.say(ok, 'SBS 0 null')
    expect(stage.sent()).toEqual([sync])
    expect(steps).toEqual(['agreeing', 'authenticating', 'fetching-contacts'])

    await stage.say(synced, 'GTC A', 'BLP AL', ...properties)
    await expect(result).resolves.toEqual({ kind: 'signed-in' })
    expect(stage.sent()).toEqual([])
    expect(stage.events).toContainEqual({ type: 'contact-list-received', groups: [], contacts: [] })
    expect(stage.events).toContainEqual({ type: 'me-changed', change: { name: 'Alice A' } })
    expect(stage.events).toContainEqual({ type: 'privacy-changed', change: { askWhenAdded: true } })
    expect(stage.events).toContainEqual({ type: 'privacy-changed', change: { whoMaySee: 'everyone' } })
    expect(stage.events).toHaveLength(4)
  })

  test('takes the name of a server that sends it in dialects that have none there', async () => {
    const { stage } = begin(['MSNP12'])
    await stage.say('VER 1 MSNP12', 'CVR 2 1', 'USR 3 TWN S p', 'USR 4 OK alice@example.com Al 1 0')
    expect(stage.events).toEqual([{ type: 'me-changed', change: { name: 'Al' } }])
  })

  test('waits until everything that was announced has come', async () => {
    const { stage, result } = begin(['MSNP8'])
    const done = vi.fn()
    result.then(done, done)
    await stage.say('VER 1 MSNP8', 'CVR 2 1', 'USR 3 TWN S p', 'USR 4 OK alice@example.com Alice 1 0')
    await stage.say(
      'SYN 5 3 2 2',
      'GTC A',
      'BLP AL',
      'PRP PHH 555%201234',
      'LSG 0 Other%20Contacts 0',
      'LSG 1 Friends 0',
    )
    await stage.say('LST bob@example.com Bob 11 1', 'BPR PHH 123')
    expect(done).not.toHaveBeenCalled()
    await stage.say('LST Carol@Example.com Carol%20C 8')
    expect(done).toHaveBeenCalledExactlyOnceWith({ kind: 'signed-in' })
    await stage.say('BPR MOB Y')
    expect(stage.heard().filter(({ type }) => type === 'contact-list-received')).toEqual([
      {
        type: 'contact-list-received',
        groups: [{ id: '1', name: 'Friends' }],
        contacts: [
          expect.objectContaining({
            address: 'bob@example.com',
            name: 'Bob',
            groupIds: ['1'],
            presence: 'offline',
          }),
          expect.objectContaining({ address: 'carol@example.com', name: 'Carol C', groupIds: [] }),
        ],
      },
    ])
  })
})

test('a list of groups alone is waited for, too', async () => {
  const { stage, result } = begin(['MSNP12'])
  const done = vi.fn()
  result.then(done, done)
  await stage.say('VER 1 MSNP12', 'CVR 2 1', 'USR 3 TWN S p', 'USR 4 OK alice@example.com 1 0')
  await stage.say(`SYN 5 ${versions} 0 2`, 'LSG Friends 1')
  expect(done).not.toHaveBeenCalled()
  await stage.say('LSG Work 2')
  expect(done).toHaveBeenCalledExactlyOnceWith({ kind: 'signed-in' })
  expect(stage.events).toEqual([
    {
      type: 'contact-list-received',
      groups: [
        { id: '1', name: 'Friends' },
        { id: '2', name: 'Work' },
      ],
      contacts: [],
    },
  ])
})

describe('the dialect', () => {
  test('is the best of those that were offered when the server names several', async () => {
    const { stage } = begin(['MSNP11', 'MSNP9'])
    expect(stage.sent()).toEqual(['VER 1 MSNP11 MSNP9 CVR0'])
    await stage.say('VER 1 MSNP9 msnp11 CVR0')
    expect(stage.session.dialect).toBe('MSNP11')
  })

  test.each([['VER 1 0'], ['VER 1'], ['VER 1 MSNP21'], ['VER 1 MSNP15'], ['VER 1 MSNP8'], ['VER 1 CVR0']])(
    'is refused by %s',
    async (line) => {
      const { stage, result } = begin(['MSNP12', 'MSNP11'])
      await stage.say(line)
      await expect(result).rejects.toBeInstanceOf(DialectRefusedError)
    },
  )

  test('that this program does not speak is not offered', async () => {
    const { stage } = begin(['MSNP21', 'MSNP12', 'nonsense'])
    expect(stage.sent()).toEqual(['VER 1 MSNP12 CVR0'])
    const none = begin(['MSNP21'])
    await expect(none.result).rejects.toBeInstanceOf(DialectRefusedError)
    expect(none.stage.sent()).toEqual([])
  })
})

describe('a redirection', () => {
  test.each([
    ['XFR 3 NS 192.0.2.5:1864 0 192.0.2.1:1863', '192.0.2.5', 1864],
    ['XFR 3 NS messenger.example.com', 'messenger.example.com', 1863],
    ['XFR 3 NS [2001:db8::1]:1863 U D', '[2001:db8::1]', 1863],
  ])('is an outcome: %s', async (line, host, port) => {
    const { stage, result, fetchTicket } = begin()
    await stage.say('VER 1 MSNP12', 'CVR 2 1', line)
    await expect(result).resolves.toEqual({ kind: 'redirected', host, port })
    expect(fetchTicket).not.toHaveBeenCalled()
    stage.clock.advance(600_000)
    expect(stage.sent()).not.toContain('PNG')
  })

  test('to the address 0 begins again on the same connection, but not for ever', async () => {
    const { stage, result } = begin()
    await stage.say('VER 1 MSNP12', 'CVR 2 1')
    stage.sent()
    await stage.say('XFR 3 NS 0 0')
    expect(stage.sent()).toEqual(['USR 4 TWN I alice@example.com'])
    for (let id = 4; id <= 8; id++) await stage.say(`XFR ${id} NS 0 0`)
    await expect(result).rejects.toBeInstanceOf(ProtocolError)
  })

  test('also by a server that looks at the ticket first', async () => {
    const { stage, result } = begin(['MSNP12'])
    await stage.say('VER 1 MSNP12', 'CVR 2 1', 'USR 3 TWN S p', 'XFR 4 NS 192.0.2.5:1863 0 192.0.2.1:1863')
    await expect(result).resolves.toEqual({ kind: 'redirected', host: '192.0.2.5', port: 1863 })
  })

  test.each([['XFR 3 NS :99999'], ['XFR 3 NS'], ['XFR 3 SB 192.0.2.5:1863 CKI 1'], ['XFR 3 NS a/b:1']])(
    'that leads nowhere breaks the protocol: %s',
    async (line) => {
      const { stage, result } = begin()
      await stage.say('VER 1 MSNP12', 'CVR 2 1', line)
      await expect(result).rejects.toBeInstanceOf(ProtocolError)
    },
  )
})

describe('a sign-in fails', () => {
  test('with the number of the server', async () => {
    const { stage, result } = begin()
    await stage.say('VER 1 MSNP12', 'CVR 2 1', 'USR 3 TWN S p', '911 4')
    await expect(result).rejects.toEqual(new ServerError(911, 'USR'))
  })

  test('with what the ticket failed with', async () => {
    const { stage, result } = begin(
      allDialects,
      vi.fn(() => Promise.reject(new Error('wrong password'))),
    )
    await stage.say('VER 1 MSNP12', 'CVR 2 1', 'USR 3 TWN S p')
    await expect(result).rejects.toThrow('wrong password')
  })

  test.each([
    ['VER', []],
    ['CVR', ['VER 1 MSNP12']],
    ['USR', ['VER 1 MSNP12', 'CVR 2 1']],
    ['SYN', ['VER 1 MSNP12', 'CVR 2 1', 'USR 3 TWN S p', 'USR 4 OK alice@example.com 1 0']],
  ])('when the server does not answer %s', async (_verb, lines) => {
    const { stage, result } = begin()
    await stage.say(...lines)
    stage.clock.advance(30_000)
    await expect(result).rejects.toBeInstanceOf(TimeoutError)
  })

  test('when the list stops in its middle, but not while it is coming', async () => {
    const { stage, result } = begin()
    await stage.say(
      'VER 1 MSNP12',
      'CVR 2 1',
      'USR 3 TWN S p',
      'USR 4 OK alice@example.com 1 0',
      `SYN 5 ${versions} 3 0`,
    )
    stage.clock.advance(20_000)
    await stage.say('LST N=bob@example.com 1 1')
    stage.clock.advance(20_000)
    await stage.say('LST N=carol@example.com 1 1')
    stage.clock.advance(30_000)
    await expect(result).rejects.toBeInstanceOf(TimeoutError)
  })

  test('when the connection closes while the ticket is fetched', async () => {
    const { stage, result } = begin(
      allDialects,
      vi.fn(() => new Promise<string>(() => undefined)),
    )
    await stage.say('VER 1 MSNP12', 'CVR 2 1', 'USR 3 TWN S p')
    stage.session.connectionClosed()
    await expect(result).rejects.toBeInstanceOf(ClosedError)
  })

  test('when the connection closes in the middle of the list', async () => {
    const { stage, result } = begin()
    await stage.say(
      'VER 1 MSNP12',
      'CVR 2 1',
      'USR 3 TWN S p',
      'USR 4 OK alice@example.com 1 0',
      `SYN 5 ${versions} 3 0`,
    )
    stage.session.connectionClosed()
    await expect(result).rejects.toBeInstanceOf(ClosedError)
  })

  test.each([['USR 3 TWN S'], ['USR 3 TWN'], ['USR 3 OK alice@example.com 1 0']])(
    'without a policy: %s',
    async (line) => {
      const { stage, result } = begin()
      await stage.say('VER 1 MSNP12', 'CVR 2 1', line)
      await expect(result).rejects.toBeInstanceOf(ProtocolError)
    },
  )
})
