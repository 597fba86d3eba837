import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { fetchTicket, startNetwork, type TestNetwork } from './test-network.ts'

/** Sends bytes to the sign-in pages and answers all that comes until the server closes. */
async function exchange(network: TestNetwork, request: string): Promise<string> {
  const socket = connect(network.httpPort, '127.0.0.1')
  socket.write(request)
  let answer = ''
  socket.setEncoding('utf8').on('data', (piece: string) => (answer += piece))
  socket.on('error', () => undefined)
  await once(socket, 'close')
  return answer
}

const get = (path: string, headers: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: nexus.passport.com:1864\r\n${headers}Connection: close\r\n\r\n`

const logInAs = (address: string, password: string): string =>
  get(
    '/login',
    `Authorization: Passport1.4 OrgVerb=GET,OrgURL=http%3A%2F%2Fmessenger%2Emsn%2Ecom,sign-in=${address},pwd=${password},lc=1033,id=507\r\n`,
  )

describe('a page in a browser of this computer', () => {
  const answerTo = async (headers: string, path = '/login'): Promise<string> => {
    const network = await startNetwork({ announcedHost: 'msn.example.net' })
    return exchange(network, `GET ${path} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`)
  }

  test.each([
    ['of another site', 'Host: 127.0.0.1:1864\r\nSec-Fetch-Site: cross-site\r\n'],
    ['of another port', 'Host: 127.0.0.1:1864\r\nSec-Fetch-Site: same-site\r\n'],
    ['that posts a form', 'Host: localhost:1864\r\nOrigin: https://evil.example\r\n'],
    ['without an origin', 'Host: localhost:1864\r\nOrigin: null\r\n'],
    ['whose name leads here', 'Host: evil.example:1864\r\n'],
    ['whose name looks like ours', 'Host: evilpassport.com\r\n'],
    ['whose name begins like ours', 'Host: 127.0.0.1.evil.example\r\n'],
  ])('%s is refused', async (_, headers) => {
    for (const path of ['/login', '/RST.srf', '/papilio', '/rdr/pprdr.asp'])
      expect(await answerTo(headers, path)).toMatch(/^HTTP\/1\.1 403 /)
  })

  test.each([
    'Host: 127.0.0.1:1864\r\n',
    'Host: [::1]:1864\r\n',
    'Host: LOCALHOST\r\n',
    'Host: kitchen:1864\r\n',
    'Host: MSN.example.net\r\n',
    'Host: loginnet.passport.com\r\n',
    'Host: login.live.com\r\n',
  ])('a client that sends %j is not', async (headers) => {
    expect(await answerTo(headers)).toMatch(/^HTTP\/1\.1 401 /)
  })
})

describe('the nexus', () => {
  test('names the log-in page at the host that was asked, under exactly this header name', async () => {
    const answer = await exchange(await startNetwork(), get('/rdr/pprdr.asp', ''))
    expect(answer.split('\r\n').slice(0, 2)).toEqual([
      'HTTP/1.1 200 OK',
      'PassportURLs: DARealm=Passport.Net,DALogin=http://nexus.passport.com:1864/login,DAReg=nexus.passport.com:1864/login,ConfigVersion=15',
    ])
  })

  test('answers a request without an HTTP version with host and path alone', async () => {
    const network = await startNetwork()
    const answer = await exchange(network, 'GET /rdr/pprdr.asp\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(answer).toContain(
      `\r\nPassportURLs: DARealm=Passport.Net,DALogin=127.0.0.1:${network.httpPort}/login,`,
    )
  })

  test('names an https page when it is reached through a proxy that speaks TLS', async () => {
    const answer = await exchange(await startNetwork(), get('/rdr/pprdr.asp', 'X-Forwarded-Proto: https\r\n'))
    expect(answer).toContain('DALogin=https://nexus.passport.com:1864/login,')
  })

  test('does not repeat a host that is none', async () => {
    const network = await startNetwork()
    const request = 'GET /rdr/pprdr.asp HTTP/1.1\r\nHost: a,DALogin=evil\r\nConnection: close\r\n\r\n'
    expect(await exchange(network, request)).toContain(`DALogin=http://127.0.0.1:${network.httpPort}/login,`)
  })

  test.each(['//rdr/pprdr.asp', '/rdr//pprdr.asp', '/RDR/pprdr.asp?x=1'])('also answers %s', async (path) => {
    expect(await exchange(await startNetwork(), get(path, ''))).toContain('DALogin=')
  })
})

describe('the log-in page', () => {
  test('gives a ticket for the right password', async () => {
    const answer = await exchange(await startNetwork(), logInAs('Alice%40Example.com', 'secret'))
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(answer).toMatch(
      /\r\nAuthentication-Info: Passport1\.4 da-status=success,.*from-PP='t=[0-9a-f]{40}&p=',ru=/,
    )
  })

  test.each([
    ['a wrong password', 'alice%40example.com', 'Secret'],
    ['no password', 'alice%40example.com', ''],
    ['no address', '', 'secret'],
    ['something that is no address', 'alice', 'secret'],
    ["one of the network's own contacts", 'echo%40papilio.example', 'secret'],
    ['an address that looks like one of those', 'me%40papilio.example', 'secret'],
    ['a password of 257 characters', 'new%40example.com', 'x'.repeat(257)],
  ])('answers %s with 401', async (_, address, password) => {
    const answer = await exchange(await startNetwork({ contactsWhoAnswer: true }), logInAs(address, password))
    expect(answer).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\nWWW-Authenticate: Passport1\.4 da-status=failed,/)
  })

  test('keeps the first password of a new address; percent-encoded commas belong to it', async () => {
    const network = await startNetwork()
    expect(await exchange(network, logInAs('eve%40example.com', 'a%2Cb%20%C3%A9'))).toMatch(/^HTTP\/1\.1 200/)
    expect(await exchange(network, logInAs('eve%40example.com', 'a%2Cb%20%C3%A9'))).toMatch(/^HTTP\/1\.1 200/)
    expect(await exchange(network, logInAs('eve%40example.com', 'a'))).toMatch(/^HTTP\/1\.1 401/)
  })

  test('lets only one of two first visitors have an address', async () => {
    const network = await startNetwork()
    const answers = await Promise.all(
      ['one', 'two'].map((word) => exchange(network, logInAs('eve%40example.com', word))),
    )
    expect(answers.map((answer) => answer.slice(9, 12)).sort()).toEqual(['200', '401'])
  })

  test('lets only one have it either when both ask in one piece of a connection', async () => {
    const network = await startNetwork()
    const first = logInAs('eve%40example.com', 'one').replace('Connection: close\r\n', '')
    const answer = await exchange(network, first + logInAs('eve%40example.com', 'two'))
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 401'])
  })

  test('answers 503 to more attempts than a person makes', async () => {
    const network = await startNetwork({ limits: { logInsPerMinute: 2 } })
    const statuses: string[] = []
    for (const password of ['a', 'b', 'secret']) {
      statuses.push((await exchange(network, logInAs('alice%40example.com', password))).slice(9, 12))
    }
    expect(statuses).toEqual(['401', '401', '503'])
    network.clock.advance(60_001)
    await expect(fetchTicket(network.httpPort, 'alice@example.com')).resolves.toMatch(/^t=/)
  })
})

describe('tickets by SOAP', () => {
  const request = (password: string): string =>
    '<?xml version="1.0" encoding="UTF-8"?><Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsse="http://schemas.xmlsoap.org/ws/2003/06/secext"><Header><ps:AuthInfo xmlns:ps="x" Id="PPAuthInfo"><ps:Cookies></ps:Cookies></ps:AuthInfo><wsse:Security><wsse:UsernameToken Id="user"><wsse:Username>alice@example.com</wsse:Username>' +
    `<wsse:Password>${password}</wsse:Password></wsse:UsernameToken></wsse:Security></Header><Body><ps:RequestMultipleSecurityTokens xmlns:ps="x" Id="RSTS">` +
    ['http://Passport.NET/tb', 'messenger.msn.com']
      .map(
        (address, at) =>
          `<wst:RequestSecurityToken Id="RST${at}"><wsp:AppliesTo><wsa:EndpointReference><wsa:Address>${address}</wsa:Address></wsa:EndpointReference></wsp:AppliesTo></wst:RequestSecurityToken>`,
      )
      .join('\r\n') +
    '</ps:RequestMultipleSecurityTokens></Body></Envelope>'
  const post = (body: string): string =>
    `POST //RST.srf HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`

  test('come in the order of the request, numbered as there, with nothing between them', async () => {
    const network = await startNetwork()
    const answer = await exchange(network, post(request('secret')))
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    const ids =
      /<wsa:Address>http:\/\/Passport\.NET\/tb<\/wsa:Address>.*Id="Compact0">t=[0-9a-f]{40}&amp;p=<.*<\/wst:RequestSecurityTokenResponse><wst:RequestSecurityTokenResponse>.*<wsa:Address>messenger\.msn\.com<\/wsa:Address>.*Id="Compact1">(t=[0-9a-f]{40})&amp;p=</.exec(
        answer,
      )
    expect(ids).not.toBeNull()
    const client = await network.open()
    client.send('VER 1 MSNP12')
    client.send('USR 2 TWN I alice@example.com')
    client.send(`USR 3 TWN S ${ids?.[1]}&p=`)
    await client.expect('VER 1 MSNP12', 'USR 2 TWN S <policy>', 'USR 3 OK alice@example.com 1 0')
  })

  test('are numbered as the request is, also when it begins with another number', async () => {
    const body = request('secret').replaceAll('RST1', 'RST7').replaceAll('RST0', 'RST3')
    const answer = await exchange(await startNetwork(), post(body))
    expect([...answer.matchAll(/Id="(\w+)"/g)].map(([, id]) => id)).toEqual(['Compact3', 'Compact7'])
  })

  test('a wrong password is a fault directly under the envelope', async () => {
    const answer = await exchange(await startNetwork(), post(request('wrong')))
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(answer).toMatch(/<S:Envelope [^>]*><S:Fault><faultcode>wsse:FailedAuthentication<\/faultcode>/)
  })

  test.each([
    ['no XML', 'hello'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['elements that do not nest', '<a><b></a></b>'],
    ['nothing', ''],
  ])('%s is a fault too', async (_, body) => {
    expect(await exchange(await startNetwork(), post(body))).toContain('<faultcode>S:Client</faultcode>')
  })

  test('a request of more than 64 KiB is refused', async () => {
    const answer = await exchange(await startNetwork(), post('x'.repeat(70_000)))
    expect(answer === '' || answer.startsWith('HTTP/1.1 413')).toBe(true)
  })
})

test('/papilio says what runs here', async () => {
  const network = await startNetwork()
  expect(await exchange(network, get('/papilio', ''))).toMatch(
    new RegExp(`\\r\\n\\r\\n\\{"papilio":1,"msnp":${network.port}\\}$`),
  )
})

test('several requests may follow on one connection', async () => {
  const network = await startNetwork()
  const answer = await exchange(
    network,
    `GET /rdr/pprdr.asp HTTP/1.1\r\nHost: a\r\n\r\n${get('/nowhere', '')}`,
  )
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404'])
})

test.each([
  ['a header of 20 KiB', `GET /login HTTP/1.1\r\nHost: a\r\nAuthorization: ${'x'.repeat(20_000)}\r\n\r\n`],
  ['no HTTP', 'VER 1 MSNP12\r\n\r\n'],
])('%s ends the connection without harm to others', async (_, request) => {
  const network = await startNetwork()
  expect(await exchange(network, request)).toBe('')
  await expect(fetchTicket(network.httpPort, 'alice@example.com')).resolves.toMatch(/^t=/)
})
