import { describe, expect, test } from 'vitest'
import { environmentProxy, type Environment } from '../../main/environment-proxy.ts'

const find = (
  environment: Environment,
  host = 'msn.example.org',
  scheme: 'http' | 'https' | 'msnp' = 'msnp',
) => environmentProxy(environment)({ scheme, host, port: 1863 })

const proxy = { kind: 'http', host: 'proxy.example.com', port: 3128, username: '', password: '' }
const address = 'http://proxy.example.com:3128'

describe('the proxy of the environment', () => {
  test('is none where nothing is said, or nothing of use', async () => {
    expect(await find({})).toBeNull()
    for (const HTTPS_PROXY of ['', 'proxy', 'socks4://proxy:1080', 'https://proxy.example.com', '//x']) {
      expect(await find({ HTTPS_PROXY })).toBeNull()
    }
  })

  test.each([
    [{ HTTPS_PROXY: address }, proxy],
    [{ https_proxy: address }, proxy],
    [{ ALL_PROXY: address }, proxy],
    [{ HTTPS_PROXY: 'http://proxy.example.com' }, { ...proxy, port: 80 }],
    [{ ALL_PROXY: 'socks5://proxy.example.com' }, { ...proxy, kind: 'socks5', port: 1080 }],
    [
      { ALL_PROXY: 'socks5h://al%40ice:p%3Ass@proxy.example.com:9' },
      { ...proxy, kind: 'socks5', port: 9, username: 'al@ice', password: 'p:ss' },
    ],
    [{ HTTP_PROXY: address }, null],
  ])('of %j is %j', async (environment, expected) => {
    expect(await find(environment)).toEqual(expected)
  })

  test('for http is that of HTTP_PROXY', async () => {
    expect(await find({ HTTP_PROXY: address }, 'msn.example.org', 'http')).toEqual(proxy)
    expect(await find({ HTTPS_PROXY: address }, 'msn.example.org', 'http')).toBeNull()
  })

  test.each([
    ['*', true],
    ['example.org', true],
    ['.example.org', true],
    ['*.example.org', true],
    ['other.org, MSN.example.org', true],
    ['ample.org', false],
    ['example.org.evil', false],
    ['', false],
  ])('is passed by for the hosts of NO_PROXY (%s)', async (NO_PROXY, passed) => {
    expect(await find({ HTTPS_PROXY: address, NO_PROXY })).toEqual(passed ? null : proxy)
  })
})
