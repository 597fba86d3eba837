import { describe, expect, test } from 'vitest'
import { ConnectionError, TicketError } from '../../main/net/errors.ts'
import { httpRequest } from '../../main/net/http-request.ts'
import { DialectTroubleError } from '../../main/protocol/errors.ts'
import {
  failureOf,
  fault,
  reasonOf,
  recorded,
  redirect,
  services,
  site,
  type Answer,
} from './network-services-stage.ts'

describe('tokens', () => {
  const good: Answer = [200, recorded('rst-answer')]

  test('are asked for all at once, with the policy that the server named', async () => {
    const { origin, asked } = await site(() => good)
    const { subject } = services({ tokenUrl: `${origin}/RST.srf` })
    const token = await subject.fetchToken('messengerclear.live.com', { policy: 'MBI_KEY' })
    expect(token.ticket).toMatch(/^t=7de40f3abb7cfa8d29af/)
    expect(token.secret).toBe('PpS4k14eWhbdl1MM19XgHnyXRc+2EGQy')
    expect(asked).toHaveLength(1)
    expect(asked[0]!.path).toBe('/RST.srf')
    expect(asked[0]!.headers['content-type']).toBe('text/xml; charset=utf-8')
    expect(asked[0]!.body.match(/<wsa:Address>[^<]*/g)).toEqual([
      '<wsa:Address>http://Passport.NET/tb',
      '<wsa:Address>messengerclear.live.com',
      '<wsa:Address>messenger.msn.com',
      '<wsa:Address>contacts.msn.com',
      '<wsa:Address>messengersecure.live.com',
    ])
    expect(asked[0]!.body).toContain('URI="MBI_KEY"')
    expect(asked[0]!.body).toContain('<wsse:Password>pass &amp; &lt;word&gt;</wsse:Password>')
  })

  test('are remembered by address as long as nobody says that one is no good', async () => {
    const { origin, asked } = await site(() => good)
    const { subject, clock } = services({ tokenUrl: `${origin}/RST.srf` })
    await subject.fetchToken('messengerclear.live.com', { policy: 'MBI_KEY_OLD' })
    await subject.fetchToken('contacts.msn.com')
    await subject.fetchToken('messenger.msn.com')
    // The token of the sign-in is the only one that some address books know, also the day after.
    clock.advance(25 * 3600_000)
    await subject.fetchToken('contacts.msn.com')
    expect(asked).toHaveLength(1)
  })

  test('are asked for again when one is no good, or the server names another policy', async () => {
    const { origin, asked } = await site(() => good)
    const { subject } = services({ tokenUrl: `${origin}/RST.srf` })
    await subject.fetchToken('contacts.msn.com')
    await subject.fetchToken('contacts.msn.com', { fresh: true })
    expect(asked).toHaveLength(2)
    await subject.fetchToken('messengerclear.live.com', { policy: 'MBI_KEY_OLD' })
    expect(asked).toHaveLength(2)
    await subject.fetchToken('messengerclear.live.com', { policy: 'MBI' })
    expect(asked).toHaveLength(3)
    expect(asked[2]!.body).toContain(
      'messengerclear.live.com</wsa:Address></wsa:EndpointReference></wsp:AppliesTo><wsse:PolicyReference URI="MBI">',
    )
  })

  test('are asked for once by everybody who wants one at the same time', async () => {
    const { origin, asked } = await site(() => good)
    const { subject } = services({ tokenUrl: `${origin}/RST.srf` })
    await Promise.all([
      subject.fetchToken('contacts.msn.com', { fresh: true }),
      subject.fetchToken('messenger.msn.com'),
      subject.fetchToken('contacts.msn.com', { fresh: true }),
    ])
    expect(asked).toHaveLength(1)
  })

  test('can be had after a failure', async () => {
    const { origin } = await site((_, count) => (count === 1 ? [503, ''] : good))
    const { subject } = services({ tokenUrl: `${origin}/RST.srf` })
    expect(reasonOf(await failureOf(subject.fetchToken('contacts.msn.com')))).toBe('server-busy')
    expect((await subject.fetchToken('contacts.msn.com')).ticket).toMatch(/^t=/)
  })

  test('are asked for with the newer envelope where the address says so', async () => {
    const { origin, asked } = await site(() => [200, recorded('rst2-answer')])
    const { subject } = services({ tokenUrl: `${origin}//RST2.srf` })
    const { secret } = await subject.fetchToken('messengerclear.live.com')
    expect(secret).toBe('ZnIihYhY+MkVFRdy6G6YJAny064ncT9C')
    expect(asked[0]!.body).toContain(`<wsa:To s:mustUnderstand="1">${origin}//RST2.srf</wsa:To>`)
  })

  test.each([
    ['status 200', 200],
    ['status 500', 500],
  ])('are refused for the password in a fault with %s', async (_, status) => {
    const { origin } = await site(() => [status, fault('wsse:FailedAuthentication')])
    const { subject } = services({ tokenUrl: `${origin}/RST.srf` })
    const error = await failureOf(subject.fetchToken('messengerclear.live.com'))
    expect(error).toBeInstanceOf(TicketError)
    expect(reasonOf(error)).toBe('wrong-password')
  })

  test.each<[string, Answer]>([
    ['404', [404, 'Not Found']],
    ['500', [500, '']],
    ['a page', [200, '<html><body>Welcome</body></html>']],
    ['another fault', [500, fault('S:Client')]],
    ['tokens for others', [200, recorded('rst-answer').replaceAll(/messenger|contacts/g, 'x')]],
  ])('that are not given because of %s are a trouble of the dialect', async (_, answer) => {
    const { origin } = await site(() => answer)
    const { subject } = services({ tokenUrl: `${origin}/RST.srf` })
    const error = await failureOf(subject.fetchToken('messengerclear.live.com'))
    expect(error).toBeInstanceOf(DialectTroubleError)
    expect(reasonOf(error.cause)).toBe('sign-in-service-failed')
  })

  test('cannot be had from a network without a token service', async () => {
    expect(await failureOf(services({}).subject.fetchToken('contacts.msn.com'))).toBeInstanceOf(
      DialectTroubleError,
    )
  })

  test('are not waited for after the end', async () => {
    const arrived = Promise.withResolvers<void>()
    const { origin } = await site(() => {
      arrived.resolve()
      return new Promise(() => undefined)
    })
    const { subject, abort } = services({ tokenUrl: `${origin}/RST.srf` })
    const error = failureOf(subject.fetchToken('contacts.msn.com'))
    await arrived.promise
    abort.abort()
    expect(reasonOf(await error)).toBe('cancelled')
  })
})

describe('a redirection of the token service', () => {
  test('is followed, as a fault and as a status', async () => {
    const { origin, asked } = await site(({ path }) => {
      if (path === '/RST.srf') return [200, redirect(`${origin}/pp550/RST.srf`)]
      if (path === '/pp550/RST.srf') return [307, '', { location: '/RST2.srf' }]
      return [200, recorded('rst-answer')]
    })
    const { subject } = services({ tokenUrl: `${origin}/RST.srf` })
    expect((await subject.fetchToken('contacts.msn.com')).ticket).toMatch(/^t=/)
    expect(asked.map(({ path }) => path)).toEqual(['/RST.srf', '/pp550/RST.srf', '/RST2.srf'])
  })

  test.each<[string, (origin: string) => Answer]>([
    ['a fault', (origin) => [200, redirect(`${origin}/RST.srf`)]],
    ['a status', () => [302, '', { location: '/RST.srf' }]],
  ])('that goes in circles by %s is given up', async (_, answer) => {
    const { origin, asked } = await site(() => answer(origin))
    const { subject } = services({ tokenUrl: `${origin}/RST.srf` })
    const error = await failureOf(subject.fetchToken('contacts.msn.com'))
    expect(reasonOf(error.cause)).toBe('sign-in-service-failed')
    expect(asked).toHaveLength(6)
  })

  test('takes no password over plain http to another computer', async () => {
    const { origin } = await site(() => [200, redirect('http://192.0.2.1/RST.srf')])
    const { subject } = services({ tokenUrl: `${origin}/RST.srf` })
    expect(reasonOf(await failureOf(subject.fetchToken('contacts.msn.com')))).toBe('plain-http-refused')
  })

  test('never leads from the internet into a private network', async () => {
    const refusing: boolean[] = []
    const { subject } = services({ tokenUrl: 'https://203.0.113.5/RST.srf' }, async (url, options) => {
      refusing.push(options.route.refusePrivate)
      if (url.hostname !== '203.0.113.5') return httpRequest(url, options)
      const body = new TextEncoder().encode(redirect('https://10.1.2.3/RST.srf'))
      return { status: 200, headers: {}, body }
    })
    const error = await failureOf(subject.fetchToken('contacts.msn.com'))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(reasonOf(error)).toBe('private-address-refused')
    expect(refusing).toEqual([false, true])
  })
})

describe('a ticket of the older kind', () => {
  test('comes from the pages where the network has them', async () => {
    const { origin, asked } = await site(({ path }) =>
      path === '/nexus'
        ? [200, '', { PassportURLs: `DALogin=${origin}/login` }]
        : [200, '', { 'Authentication-Info': "Passport1.4 da-status=success,from-PP='t=1&p=2'" }],
    )
    const { subject } = services({ nexusUrl: `${origin}/nexus` })
    expect(await subject.fetchTicket('ct=1,id=507')).toBe('t=1&p=2')
    expect(asked[1]!.headers.authorization).toContain('sign-in=alice%40example.com')
  })

  test('may come with the tokens, by the policy that the server named', async () => {
    const { origin, asked } = await site(() => [200, recorded('rst-answer')])
    const { subject } = services({ tokenUrl: `${origin}/RST.srf`, nexusUrl: `${origin}/nexus` })
    await subject.fetchToken('messenger.msn.com', { policy: '?ct=1' })
    await subject.fetchToken('contacts.msn.com')
    expect(asked.map(({ path }) => path)).toEqual(['/RST.srf'])
    expect(asked[0]!.body.match(/URI="[^"]*/g)).toEqual([
      'URI="MBI_KEY_OLD',
      'URI="?ct=1',
      'URI="MBI',
      'URI="MBI_SSL',
    ])
  })

  test('comes from the token service where that is all there is', async () => {
    const { origin, asked } = await site(() => [200, recorded('rst-answer')])
    const { subject } = services({ tokenUrl: `${origin}/RST.srf` })
    expect(await subject.fetchTicket('ct=1,rn=a%2Cb,id=507')).toMatch(/^t=7de40f3a.*&p=$/)
    expect(asked[0]!.body).toContain('URI="?ct=1&amp;rn=a,b&amp;id=507"')
  })
})
