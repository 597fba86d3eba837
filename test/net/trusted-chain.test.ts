import { rootCertificates, setDefaultCACertificates } from 'node:tls'
import { beforeAll, expect, test } from 'vitest'
import { httpRequest } from '../../main/net/http-request.ts'
import { directRoute } from '../../main/net/route.ts'
import { certificate, fingerprint, startSite } from './sites.ts'

// Here somebody vouches for the tests' certificate.
beforeAll(() => setDefaultCACertificates([...rootCertificates, certificate]))

const ask = (url: URL, pinnedCertificate: string) =>
  httpRequest(url, {
    method: 'GET',
    headers: {},
    route: { ...directRoute, pinnedCertificate },
    timeoutMs: 5_000,
    maxBytes: 100,
  })

test('a certificate that somebody vouches for is trusted, whatever is pinned', async () => {
  const site = await startSite('https', (_asked, response) => response.end())
  for (const pinned of ['', fingerprint, Array(32).fill('00').join(':')])
    expect((await ask(site.url, pinned)).status).toBe(200)
})

test('but not for a name that it does not hold, unless it is pinned', async () => {
  const site = await startSite('https', (_asked, response) => response.end())
  const other = new URL(`https://[::ffff:127.0.0.1]:${site.port}/`)
  for (const pinned of ['', Array(32).fill('00').join(':')])
    await expect(ask(other, pinned)).rejects.toMatchObject({ reason: 'certificate-untrusted' })
  expect((await ask(other, fingerprint)).status).toBe(200)
  expect(site.asked).toHaveLength(1)
})
