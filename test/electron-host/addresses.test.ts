import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inner, originOf, outer, schemes } from './addresses.ts'

beforeAll(() => schemes.set('app', undefined))
afterAll(() => schemes.clear())

describe('addresses of the program’s own scheme', () => {
  it.each([
    [
      'app://papilio/index.html?window=sign-in#x',
      'https://papilio.app.electron-host.invalid/index.html?window=sign-in#x',
    ],
    ['app://papilio', 'https://papilio.app.electron-host.invalid/'],
  ])('become ones that Chromium can load: %s', (address, stands) => {
    expect(inner(address)).toBe(stands)
    expect(outer(inner(address))).toBe(address === 'app://papilio' ? 'app://papilio/' : address)
  })

  it.each(['https://example.com/', 'data:text/html,x', 'other://papilio/', 'about:blank'])(
    'leave %s alone',
    (address) => {
      expect(inner(address)).toBe(address)
      expect(outer(address)).toBe(address)
    },
  )

  it.each([
    ['app://papilio/index.html', 'app://papilio'],
    ['https://example.com/a', 'https://example.com'],
    ['data:text/html,x', 'null'],
    ['about:blank', 'null'],
    ['file:///etc/passwd', 'file://'],
  ])('have the origin that Electron tells: %s', (address, origin) => expect(originOf(address)).toBe(origin))
})
