import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openableLink } from '../../main/desktop/links.ts'
import { showsTrays } from '../../main/desktop/shows-trays.ts'
import { escapeMarkup, oneLine } from '../../main/desktop/toast-text.ts'
import { addressOf, contactListOf, conversationOf, signIn } from '../../main/desktop/window-name.ts'

describe('openable link', () => {
  it.each([
    ['https://example.com/a?b#c', 'https://example.com/a?b#c'],
    ['HTTP://EXAMPLE.com', 'http://example.com/'],
    ['ftp://example.com/file', 'ftp://example.com/file'],
    ['mailto:alice@example.com', 'mailto:alice@example.com'],
  ])('of %s is %s', (text, link) => expect(openableLink(text)).toBe(link))

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'app://papilio/index.html',
    'smb://example.com/share',
    'ms-settings:privacy',
    'example.com',
    '',
    `https://example.com/${'x'.repeat(2000)}`,
  ])('of %s is none', (text) => expect(openableLink(text)).toBeNull())
})

describe('the text of a notification', () => {
  it('is one line without control characters', () => {
    expect(oneLine('  one\r\ntwo\u2028three\u0007 ')).toBe('one two three')
  })

  it('is cut where a character ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const line = oneLine(text)
        expect(Array.from(line).length).toBeLessThanOrEqual(200)
        expect(line.isWellFormed()).toBe(true)
      }),
    )
    expect(oneLine('🦋'.repeat(300))).toBe(`${'🦋'.repeat(199)}…`)
  })

  it('is no markup where notifications are', () => {
    expect(escapeMarkup('<b>1 & 2</b>')).toBe('&lt;b&gt;1 &amp; 2&lt;/b&gt;')
  })
})

describe('the address of a window', () => {
  it('carries every account and conversation whole', () => {
    expect(addressOf(signIn)).toBe('app://papilio/index.html?window=sign-in')
    fc.assert(
      fc.property(fc.string(), (id) => {
        expect(new URL(addressOf(contactListOf(id))).searchParams.get('account')).toBe(id.toWellFormed())
        expect(new URL(addressOf(conversationOf(id))).searchParams.get('id')).toBe(id.toWellFormed())
      }),
    )
  })
})

describe('a tray', () => {
  it.each([
    ['win32', '', true],
    ['darwin', '', true],
    ['linux', 'KDE', true],
    ['linux', 'ubuntu:GNOME', true],
    ['linux', 'X-Cinnamon', true],
    ['linux', 'GNOME', false],
    ['linux', '', false],
  ] as const)('on %s with the desktop "%s": %s', (platform, desktop, shown) => {
    expect(showsTrays(platform, desktop)).toBe(shown)
  })
})
