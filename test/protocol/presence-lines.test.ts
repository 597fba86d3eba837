import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { capability, formatCapabilities, parseCapabilities } from '../../main/protocol/capabilities.ts'
import { formatPresence, parseOwnPresence, parsePresence } from '../../main/protocol/presence-codes.ts'
import { parseOfflineLine, parsePresenceLine } from '../../main/protocol/presence-lines.ts'
import { ownPresences } from '../../app/presence.ts'

describe('a status line', () => {
  test.each([
    ['NLN bob@example.com Bob 268435456', { presence: 'online', name: 'Bob', capabilities: 268435456 }],
    [
      'AWY bob@example.com Bob%20B 1073741824 %3Cmsnobj%2F%3E',
      { presence: 'away', name: 'Bob B', capabilities: 1073741824 },
    ],
    ['BSY BOB@Example.com Bob 0 0', { presence: 'busy', name: 'Bob', capabilities: 0 }],
    // A name of digits only.
    ['NLN bob@example.com 42 7', { presence: 'online', name: '42', capabilities: 7 }],
    ['NLN bob@example.com 42 7 0', { presence: 'online', name: '42', capabilities: 7 }],
    // Two spaces in a row: the name is empty.
    [
      'NLN bob@example.com  1073741824 %3Cmsnobj%2F%3E',
      { presence: 'online', name: null, capabilities: 1073741824 },
    ],
    ['NLN bob@example.com  1073741824', { presence: 'online', name: null, capabilities: 1073741824 }],
    ['NLN bob@example.com  1073741824 0', { presence: 'online', name: null, capabilities: 1073741824 }],
    ['NLN bob@example.com 42 0', { presence: 'online', name: '42', capabilities: 0 }],
    // Numbers of later dialects.
    ['NLN bob@example.com Bob 2788999228:48', { presence: 'online', name: 'Bob', capabilities: 2788999228 }],
    // Nobody knows this status: it shows as busy.
    ['XYZ bob@example.com Bob 0', { presence: 'busy', name: 'Bob', capabilities: 0 }],
    ['HDN bob@example.com Bob 0', { presence: 'offline', name: 'Bob', capabilities: 0 }],
    // A raw tab, a no-break space and broken percent signs in a name.
    ['NLN bob@example.com A\t\u00a0%zz%41 0', { presence: 'online', name: 'A\t\u00a0%zzA', capabilities: 0 }],
  ])('%s', (line, expected) => {
    const words = line.split(' ').filter((word) => word !== '')
    expect(parsePresenceLine(words)).toEqual({ address: 'bob@example.com', ...expected })
  })

  test('without an address breaks the protocol', () => {
    expect(() => parsePresenceLine(['NLN'])).toThrow('a status without an address')
    expect(() => parseOfflineLine([])).toThrow('FLN without an address')
  })

  const shared = new URL('../../../shared/protocol/vectors.json', import.meta.url)
  test.runIf(existsSync(shared))('reads every shared case of dialects 8 to 12', () => {
    const { presence_lines } = JSON.parse(readFileSync(shared, 'utf8'))
    for (const { dialect, line, expect: expected } of presence_lines.cases) {
      if (dialect > 12) continue
      const [verb, ...words] = String(line).split(' ')
      if (verb === 'FLN') expect(parseOfflineLine(words)).toBe(expected.email)
      else {
        expect(parsePresenceLine(verb === 'ILN' ? words.slice(1) : words)).toEqual({
          address: expected.email,
          presence: parsePresence(expected.status),
          name: expected.name,
          capabilities: Number(expected.caps),
        })
      }
    }
  })
})

describe('the codes of the statuses', () => {
  test.each([
    ['online', 'NLN'],
    ['busy', 'BSY'],
    ['idle', 'IDL'],
    ['be-right-back', 'BRB'],
    ['away', 'AWY'],
    ['on-the-phone', 'PHN'],
    ['out-to-lunch', 'LUN'],
    ['hidden', 'HDN'],
  ] as const)('%s is %s', (presence, code) => {
    expect(formatPresence(presence)).toBe(code)
    expect(parseOwnPresence(code.toLowerCase())).toBe(presence)
  })

  test('there is one for each status', () => {
    expect(new Set(ownPresences.map(formatPresence)).size).toBe(8)
    expect(parseOwnPresence('FLN')).toBeNull()
    expect(parsePresence('FLN')).toBe('offline')
  })
})

describe('the capability number', () => {
  test.each([
    ['0', 0],
    ['1073741824', 1073741824],
    ['2684354592:0', 2684354592],
    ['4294967295', 4294967295],
    ['99999999999', 0],
    ['x', 0],
    ['-1', 0],
    [undefined, 0],
  ])('%s is read as %d', (word, number) => {
    expect(parseCapabilities(word)).toBe(number)
  })

  test('is unsigned, also of generations above seven', () => {
    expect(formatCapabilities(10, capability.chunks)).toBe('2684354592')
    expect(formatCapabilities(5, capability.chunks)).toBe('1342177312')
    expect(formatCapabilities(0)).toBe('0')
  })
})
