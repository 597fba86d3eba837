import { describe, expect, test } from 'vitest'
import { httpRequest, type HttpOptions } from '../../main/net/http-request.ts'
import { directRoute, type Route } from '../../main/net/route.ts'
import { fingerprint, startSite } from './sites.ts'

const pinned: Route = { ...directRoute, pinnedCertificate: fingerprint }
const ask = (url: URL | string, more: Partial<HttpOptions> = {}) =>
  httpRequest(new URL(url), {
    method: 'GET',
    headers: {},
    route: pinned,
    timeoutMs: 5_000,
    maxBytes: 1000,
    ...more,
  })
const read = (body: Uint8Array): string => Buffer.from(body).toString('utf8')

describe('a request', () => {
  test.each(['http', 'https'] as const)('is made over %s, with its body in bytes', async (kind) => {
    const site = await startSite(kind, (_asked, response) =>
      response.writeHead(201, { 'X-A': 'b' }).end('Grüße'),
    )
    const answer = await ask(new URL('/a?b=c', site.url), {
      method: 'POST',
      headers: { soapaction: 'x', 'content-type': 'text/xml' },
      body: '<ä/>',
    })
    expect([answer.status, answer.headers['x-a'], read(answer.body)]).toEqual([201, 'b', 'Grüße'])
    expect(site.asked).toMatchObject([
      {
        method: 'POST',
        url: '/a?b=c',
        body: '<ä/>',
        headers: { soapaction: 'x', 'content-length': '5', host: site.url.host },
      },
    ])
  })

  test('follows no redirection', async () => {
    const site = await startSite('https', (_asked, response) =>
      response.writeHead(302, { location: '/b' }).end(),
    )
    expect(await ask(site.url)).toMatchObject({ status: 302, headers: { location: '/b' } })
    expect(site.asked).toHaveLength(1)
  })

  test.each([500, 404, 401, 204])('answers with status %d as with any other', async (status) => {
    const site = await startSite('https', (_asked, response) => response.writeHead(status).end())
    expect((await ask(site.url)).status).toBe(status)
  })
})

describe('an answer', () => {
  test('may be as long as it may be, and no longer', async () => {
    const site = await startSite('https', (_asked, response) => response.end('x'.repeat(1000)))
    expect((await ask(site.url)).body).toHaveLength(1000)
    await expect(ask(site.url, { maxBytes: 999 })).rejects.toMatchObject({ reason: 'connection-lost' })
  })

  test('that never ends is not read to its end', async () => {
    const gone = Promise.withResolvers<void>()
    const site = await startSite('https', (_asked, response) => {
      const more = (): void =>
        void response.write('x'.repeat(500), () => response.destroyed || setImmediate(more))
      response.on('close', gone.resolve)
      more()
    })
    await expect(ask(site.url)).rejects.toMatchObject({ reason: 'connection-lost' })
    await gone.promise
  })

  test('that is cut off is none', async () => {
    const site = await startSite('https', (_asked, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('abc', () => response.destroy())
    })
    await expect(ask(site.url)).rejects.toMatchObject({ reason: 'connection-lost' })
  })

  test('must come in time, body included', async () => {
    const silent = await startSite('https', () => undefined)
    await expect(ask(silent.url, { timeoutMs: 100 })).rejects.toMatchObject({ reason: 'timed-out' })
    const slow = await startSite('https', (_asked, response) => void response.write('a'))
    await expect(ask(slow.url, { timeoutMs: 100 })).rejects.toMatchObject({ reason: 'timed-out' })
  })

  test('is not waited for once the user gives up', async () => {
    const abort = new AbortController()
    const site = await startSite('https', () => abort.abort())
    const { signal } = abort
    await expect(ask(site.url, { signal })).rejects.toMatchObject({ reason: 'cancelled' })
    await expect(ask(site.url, { signal })).rejects.toMatchObject({ reason: 'cancelled' })
    expect(site.asked).toHaveLength(1)
  })
})

describe('where a request may go', () => {
  test.each([
    'http://example.com/',
    'http://192.0.2.1/',
    'ftp://127.0.0.1/',
    'http://127.0.0.1.example.com/',
  ])('not to %s', async (url) => {
    await expect(ask(url)).rejects.toMatchObject({ name: 'TicketError', reason: 'plain-http-refused' })
  })

  test('not to this computer from a public network, by address or by name', async () => {
    const site = await startSite('https', (_asked, response) => response.end())
    const route = { ...pinned, refusePrivate: true }
    const named = new URL(site.url)
    named.hostname = 'messenger.example.com'
    const lookup: HttpOptions['lookup'] = (_host, _options, callback) =>
      callback(null, [{ address: '127.0.0.1', family: 4 }])
    for (const url of [
      site.url,
      named,
      new URL(`https://localhost:${site.port}/`),
      new URL('https://[::1]/'),
    ]) {
      await expect(ask(url, { route, lookup })).rejects.toMatchObject({ reason: 'private-address-refused' })
    }
    expect(site.asked).toHaveLength(0)
  })

  test('not to one whose certificate is neither vouched for nor pinned', async () => {
    const site = await startSite('https', (_asked, response) => response.end())
    const other = fingerprint.replace(/^../, (byte) => (byte === '00' ? '01' : '00'))
    for (const pinnedCertificate of ['', other]) {
      const asked = ask(site.url, { route: { ...directRoute, pinnedCertificate } })
      await expect(asked).rejects.toMatchObject({ reason: 'certificate-untrusted' })
    }
    expect(site.asked).toHaveLength(0)
  })

  test('to a name that the pinned certificate is not for', async () => {
    const site = await startSite('https', (_asked, response) => response.end('ok'))
    const url = new URL(`https://127.0.0.2:${site.port}/`)
    const here = new URL(`https://[::ffff:127.0.0.1]:${site.port}/`)
    expect((await ask(here)).status).toBe(200)
    await expect(ask(here, { route: directRoute })).rejects.toMatchObject({ reason: 'certificate-untrusted' })
    await expect(ask(url)).rejects.toMatchObject({ reason: 'server-unreachable' })
  })
})

test('no error holds what was sent or what came', async () => {
  const secret = 'correct-horse-battery'
  const garbage = await startSite('http', (_asked, response) => {
    response.socket?.end(`HTTP/1.1 200 OK\r\nX: ${secret}\r\nbroken header ${secret}\r\n\r\n`)
  })
  const cut = await startSite('https', (_asked, response) => response.destroy())
  const options = { method: 'POST', headers: { authorization: secret }, body: secret } as const
  const urls = [garbage.url, cut.url, 'https://127.0.0.1:1/', 'http://example.com/']
  for (const url of urls) {
    const error: unknown = await ask(url, options).then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(Error)
    expect(everything(error)).not.toContain(secret)
  }
})

/** An error's texts and properties, those of its causes included. */
function everything(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const own = Object.getOwnPropertyNames(error).map((name) =>
    String((error as unknown as Record<string, unknown>)[name]),
  )
  return [...own, everything(error.cause)].join('\n')
}
