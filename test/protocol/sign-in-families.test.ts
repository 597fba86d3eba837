import { describe, expect, test, vi } from 'vitest'
import {
  ClosedError,
  DialectRefusedError,
  DialectTroubleError,
  ServerError,
  TimeoutError,
} from '../../main/protocol/errors.ts'
import type { Services, Token } from '../../main/protocol/services.ts'
import { ProtocolError } from '../../main/protocol/wire/errors.ts'
import { aPlace, noServices, notificationStage } from './session.ts'

const secret = '//jx6uPc1c7HwLmyq6Sdlo+IgXpzbGVe'
const nonce = 'BSRDYoGgv979HDtaeZi31vUUM1JxkK/O7QwrSmmIp8blBCNCYYCfvt38GzpZeJe2'
// Computed with another program for just this secret, nonce and initial vector; see tokens/sso-proof.test.ts.
const iv = Buffer.from('f00dfacecafe0001', 'hex')
const proof =
  'HAAAAAEAAAADZgAABIAAAAgAAAAUAAAASAAAAPAN+s7K/gABmifypthtogqRcvd9dJhG5WFR2lTJUoylpfdu/PIPExbVeLeEJatIcJTnnOm9' +
  '2x66LMgYjs7Dt1VXXU1IZqdVjCWkepTijk4RmYmeruqSrwARizkkPNnijPFuq6g='

const bySecret = ['MSNP18', 'MSNP17', 'MSNP16', 'MSNP15']
const everything = [...bySecret, 'MSNP14', 'MSNP13', 'MSNP12', 'MSNP11', 'MSNP10', 'MSNP9', 'MSNP8']

/** Begins to sign in with these services; the outcome is kept from being an unhandled rejection. */
function begin(dialects: readonly string[] = everything, services: Partial<Services> = {}) {
  const fetchToken = vi.fn((): Promise<Token> => Promise.resolve({ ticket: 't=abc&p=def', secret }))
  const fetchTicket = vi.fn((_policy: string) => Promise.resolve('t=ghi&p=jkl'))
  const all = { ...noServices, fetchToken, fetchTicket, ...services }
  const stage = notificationStage(dialects, undefined, all, { chooseIv: () => iv })
  const steps: string[] = []
  const result = stage.session.signIn({ onStep: (step) => steps.push(step) })
  result.catch(() => undefined)
  return { stage, steps, result, fetchToken, fetchTicket }
}

/** Begins to sign in and hears this dialect, up to the first `USR`. */
async function agreed(dialect: string, services: Partial<Services> = {}) {
  const begun = begin(everything, services)
  await begun.stage.say(`VER 1 ${dialect}`, 'CVR 2 1 1 1 u u')
  begun.stage.sent()
  return begun
}

/** What the server says before it answers `USR … I` in dialects 13 and later. */
const policies = 'GCF 0 21\n<Policies></Policies>'

test('everything is offered, newest first', () => {
  expect(begin().stage.sent()).toEqual([
    'VER 1 MSNP18 MSNP17 MSNP16 MSNP15 MSNP14 MSNP13 MSNP12 MSNP11 MSNP10 MSNP9 MSNP8 CVR0',
  ])
})

describe.each([
  ['MSNP13', '8.0.0812'],
  ['MSNP14', '8.1.0178'],
  ['MSNP15', '8.5.1302'],
  ['MSNP16', '14.0.5027.0908'],
  ['MSNP17', '14.0.8064.0206'],
  ['MSNP18', '14.0.8117.0416'],
])('%s', (dialect, version) => {
  test('announces the client that spoke it first', async () => {
    const { stage } = begin()
    stage.sent()
    await stage.say(`VER 1 ${dialect.toLowerCase()}`)
    expect(stage.sent()).toEqual([`CVR 2 0x0409 winnt 5.1 i386 MSNMSGR ${version} msmsgs alice@example.com`])
    expect(stage.session.dialect).toBe(dialect)
  })
})

describe.each(['MSNP13', 'MSNP14'])('signing in with %s', (dialect) => {
  // Escargot's address book only knows the token of the sign-in: a ticket of the older pages is another one.
  test('goes by the ticket that comes with the tokens, and on to the contact list', async () => {
    const { stage, steps, fetchTicket, fetchToken } = await agreed(dialect)
    await stage.say(policies, 'USR 3 TWN S lc=1033,id=507')
    expect(fetchToken).toHaveBeenCalledExactlyOnceWith('messenger.msn.com', { policy: '?lc=1033&id=507' })
    expect(fetchTicket).not.toHaveBeenCalled()
    expect(stage.sent()).toEqual(['USR 4 TWN S t=abc&p=def'])
    await stage.say('USR 4 OK alice@example.com 1 0', 'SBS 0 null')
    expect(steps).toEqual(['agreeing', 'authenticating', 'fetching-contacts'])
  })
})

describe.each([
  ['MSNP15', ''],
  ['MSNP16', ` ${aPlace.machineId}`],
  ['MSNP17', ` ${aPlace.machineId}`],
  ['MSNP18', ` ${aPlace.machineId}`],
])('signing in with %s', (dialect, machine) => {
  test('goes by a token and its proof, and on to the contact list', async () => {
    const { stage, steps, fetchToken, fetchTicket } = await agreed(dialect)
    await stage.say(policies, `USR 3 SSO S MBI_KEY_OLD ${nonce}`)
    expect(fetchToken).toHaveBeenCalledExactlyOnceWith('messengerclear.live.com', { policy: 'MBI_KEY_OLD' })
    expect(fetchTicket).not.toHaveBeenCalled()
    expect(stage.sent()).toEqual([`USR 4 SSO S t=abc&p=def ${proof}${machine}`])
    await stage.say('USR 4 OK alice@example.com 1 0', 'SBS 0 null')
    expect(steps).toEqual(['agreeing', 'authenticating', 'fetching-contacts'])
  })
})

test('letter case of the server does not count', async () => {
  const { stage, steps } = await agreed('msnp15')
  await stage.say(`usr 3 sso s MBI ${nonce}`, 'usr 4 ok alice@example.com 1 0')
  expect(steps.at(-1)).toBe('fetching-contacts')
})

describe('a redirection', () => {
  test.each([
    ['XFR 3 NS 192.0.2.5:1864 U D', '192.0.2.5', 1864],
    ['xfr 3 ns 192.0.2.5', '192.0.2.5', 1863],
    ['XFR 3 NS messenger.example.com:1863 0 192.0.2.1:1863', 'messenger.example.com', 1863],
  ])('is an outcome: %s', async (line, host, port) => {
    const { stage, result } = await agreed('MSNP18')
    await stage.say(line)
    await expect(result).resolves.toEqual({ kind: 'redirected', host, port })
  })

  test('may answer the proof, too', async () => {
    const { stage, result } = await agreed('MSNP18')
    await stage.say(`USR 3 SSO S MBI ${nonce}`, 'XFR 4 NS 192.0.2.5:1864 U D')
    await expect(result).resolves.toEqual({ kind: 'redirected', host: '192.0.2.5', port: 1864 })
  })

  test('to the address 0 begins again on the same connection', async () => {
    const { stage } = await agreed('MSNP15')
    await stage.say('XFR 3 NS 0 U D')
    expect(stage.sent()).toEqual(['USR 4 SSO I alice@example.com'])
  })
})

describe('a dialect is a trouble', () => {
  test.each([
    ['refuses the proof', ['911 4'], ServerError],
    ['answers the proof with something else', ['USR 4 NO'], ProtocolError],
  ])('when the server %s', async (_, lines, cause) => {
    const { stage, result } = await agreed('MSNP15')
    await stage.say(`USR 3 SSO S MBI ${nonce}`, ...lines)
    const error = await result.catch((reason: unknown) => reason as Error)
    expect(error).toBeInstanceOf(DialectTroubleError)
    expect((error as Error).cause).toBeInstanceOf(cause)
  })

  test.each([['USR 3 SSO S'], ['USR 3 SSO'], ['USR 3 OK alice@example.com 1 0']])(
    'when the server does not say what to prove: %s',
    async (line) => {
      const { stage, result } = await agreed('MSNP15')
      await stage.say(line)
      await expect(result).rejects.toBeInstanceOf(DialectTroubleError)
    },
  )

  test.each([
    ['I', []],
    ['S', [`USR 3 SSO S MBI ${nonce}`]],
  ])('when the server does not answer USR SSO %s', async (_, lines) => {
    const { stage, result } = await agreed('MSNP18')
    await stage.say(...lines)
    stage.clock.advance(30_000)
    const error = await result.catch((reason: unknown) => reason as Error)
    expect(error).toBeInstanceOf(DialectTroubleError)
    expect((error as Error).cause).toBeInstanceOf(TimeoutError)
  })

  test('when the token has no secret to prove', async () => {
    const fetchToken = () => Promise.resolve({ ticket: 't=1', secret: '' })
    const { stage, result } = await agreed('MSNP15', { fetchToken })
    await stage.say(`USR 3 SSO S MBI ${nonce}`)
    await expect(result).rejects.toBeInstanceOf(DialectTroubleError)
  })

  test('when the contact list cannot be fetched although one is signed in', async () => {
    const callSoap = () => Promise.reject(new Error('no address book'))
    const { stage, result } = await agreed('MSNP13', { callSoap })
    await stage.say('USR 3 TWN S p', 'USR 4 OK alice@example.com 1 0', 'BLP 5 AL', 'BLP 6 AL')
    await expect(result).rejects.toBeInstanceOf(DialectTroubleError)
  })
})

describe('a dialect is no trouble', () => {
  test.each(['600', '601', '910', '921'])('when the server is busy (%s)', async (code) => {
    const { stage, result } = await agreed('MSNP15')
    await stage.say(`USR 3 SSO S MBI ${nonce}`, `${code} 4`)
    await expect(result).rejects.toBeInstanceOf(ServerError)
  })

  test('when the services refuse the password', async () => {
    const wrong = new Error('wrong password')
    const { stage, result } = await agreed('MSNP15', { fetchToken: () => Promise.reject(wrong) })
    await stage.say(`USR 3 SSO S MBI ${nonce}`)
    await expect(result).rejects.toBe(wrong)
  })

  test('when the connection closes', async () => {
    const { stage, result } = await agreed('MSNP15')
    await stage.say(`USR 3 SSO S MBI ${nonce}`)
    stage.session.connectionClosed()
    await expect(result).rejects.toBeInstanceOf(ClosedError)
  })

  test('when there is none in common', async () => {
    const { stage, result } = begin()
    await stage.say('VER 1 0')
    await expect(result).rejects.toBeInstanceOf(DialectRefusedError)
  })

  test('when it is of the oldest family', async () => {
    const { stage, result } = await agreed('MSNP12')
    await stage.say('USR 3 TWN S p', '911 4')
    await expect(result).rejects.toEqual(new ServerError(911, 'USR'))
  })
})

test('a record of a network says which version is announced', async () => {
  const stage = notificationStage(['MSNP15'], undefined, {}, { clientVersion: '8.1.0178' })
  stage.session.signIn({ onStep: () => undefined }).catch(() => undefined)
  await stage.say('VER 1 MSNP15')
  expect(stage.sent().at(-1)).toBe('CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 8.1.0178 msmsgs alice@example.com')
})
