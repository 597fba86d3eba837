import { request as httpRequest } from 'node:http'
import { describe, expect, test } from 'vitest'
import { startNetwork, type TestNetwork } from '../test-network.ts'
import {
  correspondent,
  deleteMessages,
  faultOf,
  getMessage,
  getMetadata,
  post,
  readRequest,
  storeRequest,
} from './soap.ts'

const daveAddress = 'dave@example.com'

test('nobody reads or deletes the messages of somebody else', async () => {
  const network = await startNetwork()
  const [alice, bob] = [await correspondent(network, 'alice'), await correspondent(network, 'bob')]
  await alice.leaves(daveAddress, 'for Dave alone')
  const dave = await correspondent(network, 'dave')
  const [id] = await dave.ids()
  for (const other of [alice, bob]) {
    expect(await other.ids()).toEqual([])
    expect(faultOf(await other.ask(getMessage(id!, true)))).toBe('500 NoSuchMessage')
    expect((await other.ask(deleteMessages(id!))).status).toBe(200)
  }
  expect(await dave.texts()).toEqual(['for Dave alone'])
  expect((await dave.ask(getMetadata)).text).toContain('&lt;RS&gt;0&lt;')
  expect(await dave.text(id!.toLowerCase())).toBe('for Dave alone')
})

describe('what is no request is refused, and the network goes on', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "${'&a;'.repeat(100)}">]><x>&b;</x>`
  const deep = `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`
  const outer = '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
  const cases: readonly (readonly [string, (good: string) => string])[] = [
    ['nothing', () => ''],
    ['no XML', () => 'hello'],
    ['half a request', (good) => good.slice(0, -20)],
    ['no envelope', () => '<a/>'],
    ['no action', (good) => good.replace(/<soap:Body>[^]*<\/soap:Body>/, '<soap:Body/>')],
    ['entities', () => bomb],
    [
      'entities in front of a request',
      (good) => good.replace('<?xml version="1.0" encoding="utf-8"?>', outer),
    ],
    ['depth', () => deep],
    ['repeated attributes', (good) => good.replace('<soap:Body', '<soap:Body a="1" a="2"')],
  ]

  test.each(cases)('(%s)', async (_, broken) => {
    const network = await startNetwork({ lockKeys: false })
    const alice = await correspondent(network, 'alice')
    const leaving = { from: alice.address, to: daveAddress, ticket: alice.ticket, lockKey: 'x' }
    const written = storeRequest(leaving)
    const read = readRequest(alice.ticket.slice(2, 42), getMetadata)
    expect((await post(network, '/OimWS/oim.asmx', broken(written))).status).toBe(500)
    expect((await post(network, '/rsi/rsi.asmx', broken(read))).status).toBe(500)
    expect((await post(network, '/OimWS/oim.asmx', written)).status).toBe(200)
    expect((await post(network, '/rsi/rsi.asmx', read)).status).toBe(200)
  })

  test.each([
    ['/OimWS/oim.asmx', 64],
    ['/rsi/rsi.asmx', 128],
  ])('%s reads no more than %i KiB', async (path, kibibytes) => {
    const network = await startNetwork()
    const body = 'x'.repeat(kibibytes * 1024)
    expect((await post(network, path, body)).status).toBe(500)
    const refused = await post(network, path, `${body}x`).then(
      ({ status }) => status,
      () => 413, // the connection closed while the rest was still on its way
    )
    expect(refused).toBe(413)
  })

  test('more ids than anybody has messages', async () => {
    const network = await startNetwork()
    const alice = await correspondent(network, 'alice')
    const many = Array.from({ length: 1_001 }, () => '00000000-0000-0000-0000-000000000000')
    expect(faultOf(await alice.ask(deleteMessages(...many)))).toBe('500 InvalidRequest')
    expect((await alice.ask(deleteMessages(...many.slice(1)))).status).toBe(200)
    expect((await alice.ask(deleteMessages())).status).toBe(200)
    expect(faultOf(await alice.ask('<Shutdown/>'))).toBe('500 InvalidRequest')
  })
})

describe('a web page in a browser', () => {
  test.each([
    ['that names its origin', { origin: 'http://example.org' }],
    ['that names another site', { 'sec-fetch-site': 'cross-site' }],
    ['whose name was made to lead here', { host: 'rebound.example.org' }],
  ])('%s leaves and reads nothing', async (_, headers) => {
    const network = await startNetwork({ lockKeys: false })
    const alice = await correspondent(network, 'alice')
    const leaving = { from: alice.address, to: daveAddress, ticket: alice.ticket, lockKey: 'x' }
    for (const [path, body] of [
      ['/OimWS/oim.asmx', storeRequest(leaving)],
      ['/rsi/rsi.asmx', readRequest(alice.ticket.slice(2, 42), getMetadata)],
    ] as const)
      expect(await statusOf(network, path, body, headers)).toBe(403)
    expect(await (await correspondent(network, 'dave')).ids()).toEqual([])
  })
})

/** As `post`, with any header at all. */
const statusOf = (network: TestNetwork, path: string, body: string, headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    const options = { host: '127.0.0.1', port: network.httpPort, method: 'POST', path, headers }
    const request = httpRequest(options, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
    })
    request.on('error', reject)
    request.end(body)
  })
