import { describe, expect, test } from 'vitest'
import { ConnectionError, TicketError } from '../../main/net/errors.ts'
import { NotDeliveredError, SoapFaultError } from '../../main/protocol/errors.ts'
import { failureOf, fault, reasonOf, services, site, type Answer } from './network-services-stage.ts'

describe('a call of the address book', () => {
  const call = { service: 'contacts', action: 'http://example.org/ABFindAll', body: '<Envelope/>' } as const

  test('goes to the service that it is for', async () => {
    const { origin, asked } = await site(({ path }) => [200, `<answer>${path}é</answer>`])
    const { subject } = services({ origin })
    expect(await subject.callSoap(call)).toBe('<answer>/abservice/abservice.asmxé</answer>')
    await subject.callSoap({ ...call, service: 'membership' })
    expect(asked.map(({ path, headers, body }) => [path, headers.soapaction, body])).toEqual([
      ['/abservice/abservice.asmx', '"http://example.org/ABFindAll"', '<Envelope/>'],
      ['/abservice/SharingService.asmx', '"http://example.org/ABFindAll"', '<Envelope/>'],
    ])
  })

  test('answers with the body of a fault, too', async () => {
    const { origin } = await site(() => [500, fault('soap:Client')])
    expect(await services({ origin }).subject.callSoap(call)).toBe(fault('soap:Client'))
  })

  test.each([401, 403])('tells that the ticket is no good by status %i', async (status) => {
    const { origin } = await site(() => [status, 'no'])
    const error = await failureOf(services({ origin }).subject.callSoap(call))
    expect(error).toEqual(new SoapFaultError('PassportAuthFail', 'ABFindAll'))
  })

  test('fails where the service is busy, or the network has none', async () => {
    const { origin } = await site(() => [503, ''])
    expect(reasonOf(await failureOf(services({ origin }).subject.callSoap(call)))).toBe('server-busy')
    expect(reasonOf(await failureOf(services({}).subject.callSoap(call)))).toBe('sign-in-service-failed')
  })
})

describe('a service for messages to people who are offline', () => {
  const call = {
    service: 'offline-sending',
    action: 'http://example.org/Store2',
    body: '<Envelope/>',
  } as const

  test('is known by its address in the record', async () => {
    const { origin } = await site(() => [200, ''])
    const all = ['contacts', 'membership', 'offline-reading', 'offline-sending'] as const
    expect(all.map((service) => services({ origin }).subject.has(service))).toEqual([true, true, true, true])
    expect(all.map((service) => services({}).subject.has(service))).toEqual([false, false, false, false])
  })

  test('is asked at that address', async () => {
    const { origin, asked } = await site(() => [500, fault('q0:AuthenticationFailed')])
    const { subject } = services({ origin })
    expect(await subject.callSoap(call)).toBe(fault('q0:AuthenticationFailed'))
    await subject.callSoap({ ...call, service: 'offline-reading', action: 'http://example.org/GetMetadata' })
    expect(asked.map(({ path, headers }) => [path, headers.soapaction])).toEqual([
      ['/OimWS/oim.asmx', '"http://example.org/Store2"'],
      ['/rsi/rsi.asmx', '"http://example.org/GetMetadata"'],
    ])
  })

  test.each<[string, Answer]>([
    ['it is busy', [503, '']],
    ['there is none at that address', [404, 'Not Found']],
    ['it sends one round in circles', [302, '', { location: '/OimWS/oim.asmx' }]],
  ])('certainly took nothing when %s', async (_, answer) => {
    const { origin } = await site(() => answer)
    const error = await failureOf(services({ origin }).subject.callSoap(call))
    expect(error).toBeInstanceOf(NotDeliveredError)
    expect(error.cause).toBeInstanceOf(TicketError)
  })

  test('certainly took nothing when it cannot be reached, or the record names none', async () => {
    const unreachable = services({ origin: 'https://192.0.2.1' }, () =>
      Promise.reject(new ConnectionError('server-unreachable', 'no way there')),
    )
    const error = await failureOf(unreachable.subject.callSoap(call))
    expect(error).toBeInstanceOf(NotDeliveredError)
    expect(reasonOf(error.cause)).toBe('server-unreachable')
    expect(await failureOf(services({}).subject.callSoap(call))).toBeInstanceOf(NotDeliveredError)
  })

  test.each(['connection-lost', 'timed-out', 'cancelled'] as const)(
    'may have taken it when the link broke as %s',
    async (reason) => {
      const broken = services({ origin: 'https://192.0.2.1' }, () =>
        Promise.reject(new ConnectionError(reason, 'midway')),
      )
      const error = await failureOf(broken.subject.callSoap(call))
      expect(error).toBeInstanceOf(ConnectionError)
      expect(reasonOf(error)).toBe(reason)
    },
  )

  test('says by HTTP that the ticket is no good', async () => {
    const { origin } = await site(() => [401, ''])
    const error = await failureOf(services({ origin }).subject.callSoap(call))
    expect(error).toEqual(new SoapFaultError('PassportAuthFail', 'Store2'))
  })

  test('that has what waits answers a megabyte at most, the one that takes texts less', async () => {
    const { origin } = await site(({ path }) => [
      200,
      'x'.repeat(path.startsWith('/rsi') ? 1_000_000 : 70_000),
    ])
    const { subject } = services({ origin })
    expect(await subject.callSoap({ ...call, service: 'offline-reading' })).toHaveLength(1_000_000)
    expect(reasonOf(await failureOf(subject.callSoap(call)))).toBe('connection-lost')
  })
})
