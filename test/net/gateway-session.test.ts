import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSession } from '../../main/net/gateway-session.ts'

test.each([
  ['SessionID=123456.789; GW-IP=192.0.2.9', '123456.789', '192.0.2.9', false],
  ['sessionid=1.2;gw-ip=gateway.example.com;session=close', '1.2', 'gateway.example.com', true],
  ['GW-IP=[2001:db8::1]; SessionID=a-b_c:1', 'a-b_c:1', '[2001:db8::1]', false],
  ['SessionID = 7 ; Session = Close', '7', '', true],
  ['Session=open; SessionID=7', '7', '', false],
  ['SessionID=a b; GW-IP=evil.example/path', '', '', false],
  ['SessionID=a&Action=open; GW-IP=user@host', '', '', false],
  ['SessionID=1%20; GW-IP=host:80', '', '', false],
  ['', '', '', false],
  [';;=;SessionID', '', '', false],
])('%j names session %j at %j, over: %s', (header, sessionId, host, over) => {
  expect(parseSession(header)).toEqual({ sessionId, host, over })
})

test('whatever a gateway says, what it names can stand in an address', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 })
  const header = fc.oneof(
    text,
    fc.tuple(text, text).map(([id, host]) => `SessionID=${id}; GW-IP=${host}`),
  )
  fc.assert(
    fc.property(header, (said) => {
      const { sessionId, host } = parseSession(said)
      expect(encodeURIComponent(sessionId).replaceAll('%3A', ':')).toBe(sessionId)
      expect(host).toMatch(/^[\w.:[\]-]*$/)
    }),
  )
})
