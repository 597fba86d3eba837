import { describe, expect, test } from 'vitest'
import { inspectCertificate } from '../../main/net/certificate.ts'
import { directRoute } from '../../main/net/route.ts'
import { startHttpProxy, routeThrough } from '../support/proxies.ts'
import { fingerprint, later, listen, startSite } from './sites.ts'

const quiet = (): Promise<Awaited<ReturnType<typeof startSite>>> =>
  startSite('https', (_asked, response) => response.end('hello'))

/** As `openssl x509 -text` shows it. */
const shown = {
  subject: 'CN=Papilio tests only',
  issuer: 'CN=Papilio tests only',
  validFrom: Date.UTC(2026, 10, 23, 4, 56, 36),
}

describe('a certificate that nobody vouches for', () => {
  test('is read without saying anything to its server', async () => {
    const site = await quiet()
    const { certificate } = await inspectCertificate('127.0.0.1', site.port, { route: directRoute })
    expect(certificate).toMatchObject({ host: '127.0.0.1', fingerprint, ...shown })
    expect(fingerprint).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(site.asked).toHaveLength(0)
  })

  test('is trusted when it is the pinned one', async () => {
    const { port } = await quiet()
    const ask = async (pinnedCertificate: string): Promise<boolean> =>
      (await inspectCertificate('127.0.0.1', port, { route: { ...directRoute, pinnedCertificate } })).trusted
    expect(await ask('')).toBe(false)
    expect(await ask(fingerprint)).toBe(true)
    expect(await ask(fingerprint.toLowerCase())).toBe(false)
  })

  test('is read through a proxy', async () => {
    const { port } = await quiet()
    const proxy = await startHttpProxy({ names: { 'messenger.example.com': '127.0.0.1' } })
    later(() => proxy.close())
    const read = await inspectCertificate('messenger.example.com', port, { route: routeThrough(proxy) })
    expect(read.certificate).toMatchObject({ host: 'messenger.example.com', fingerprint })
  })

  test('is not there where no TLS is spoken', async () => {
    const port = await listen((socket) => socket.end('220 hello\r\n'))
    await expect(inspectCertificate('127.0.0.1', port, { route: directRoute })).rejects.toMatchObject({
      name: 'ConnectionError',
    })
  })

  test('is not waited for for ever', async () => {
    const port = await listen(() => undefined)
    const asked = inspectCertificate('127.0.0.1', port, { route: directRoute, timeoutMs: 50 })
    await expect(asked).rejects.toMatchObject({ reason: 'timed-out' })
  })
})
