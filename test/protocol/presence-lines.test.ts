import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  addressAlone,
  addressThenNetwork,
  networkBeforeAddress,
  type AddressForm,
} from '../../main/protocol/presence/address-forms.ts'
import {
  capability,
  formatCapabilities,
  parseCapabilities,
} from '../../main/protocol/presence/capabilities.ts'
import {
  formatPresence,
  parseOwnPresence,
  parsePresence,
} from '../../main/protocol/presence/presence-codes.ts'
import { parseOfflineLine, parsePresenceLine } from '../../main/protocol/presence/presence-lines.ts'
import { ownPresences } from '../../app/presence.ts'

const bob = { address: 'bob@example.com', network: 1 }

describe('a status line of dialects 8 to 13', () => {
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
    expect(parsePresenceLine(words, addressAlone)).toEqual({ ...bob, ...expected })
  })
})

describe('a status line of dialects 14 to 17', () => {
  test.each([
    ['BSY bob@example.com 1 Bob 1342554172 0', { presence: 'busy', name: 'Bob', capabilities: 1342554172 }],
    [
      'NLN bob@example.com 32 Bob%20B 2788999228:48 %3Cmsnobj%2F%3E http%3A%2F%2Fexample.com',
      { network: 32, presence: 'online', name: 'Bob B', capabilities: 2788999228 },
    ],
    // A server that leaves the network out, and people who are called by a number.
    ['NLN bob@example.com Bob 1342554172', { presence: 'online', name: 'Bob', capabilities: 1342554172 }],
    ['NLN bob@example.com 42 7', { presence: 'online', name: '42', capabilities: 7 }],
    ['NLN bob@example.com 1 1 7 0', { presence: 'online', name: '1', capabilities: 7 }],
    ['NLN bob@example.com 1  1342554172 0', { presence: 'online', name: null, capabilities: 1342554172 }],
  ])('%s', (line, expected) => {
    const words = line.split(' ').filter((word) => word !== '')
    expect(parsePresenceLine(words, addressThenNetwork)).toEqual({ ...bob, ...expected })
  })
})

describe('a status line of dialect 18', () => {
  test.each([
    [
      'IDL 1:bob@example.com Bob 2788999228:48 0',
      { presence: 'idle', name: 'Bob', capabilities: 2788999228 },
    ],
    ['NLN 32:BOB@example.com Bob 0:0', { network: 32, presence: 'online', name: 'Bob', capabilities: 0 }],
    // Seen because of a group of people.
    [
      'NLN 1:bob@example.com;via=9:00000000-0000-0000-0009-0123456789ab@live.com Bob 0:0 0',
      { presence: 'online', name: 'Bob', capabilities: 0 },
    ],
    // A server that leaves the network out.
    ['NLN bob@example.com Bob 0:0', { presence: 'online', name: 'Bob', capabilities: 0 }],
  ])('%s', (line, expected) => {
    expect(parsePresenceLine(line.split(' '), networkBeforeAddress)).toEqual({ ...bob, ...expected })
  })
})

describe('a good-bye', () => {
  test.each([
    [addressAlone, 'Bob@Example.com'],
    [addressThenNetwork, 'bob@example.com'],
    [addressThenNetwork, 'bob@example.com 1 0'],
    [addressThenNetwork, 'bob@example.com 1 0:0'],
    [networkBeforeAddress, '1:bob@example.com 0:0'],
    [networkBeforeAddress, '1:bob@example.com;via=9:circle@live.com'],
  ])('names the person (%o, %s)', (form, line) => {
    expect(parseOfflineLine(line.split(' '), form)).toBe('bob@example.com')
  })
})

test.each([addressAlone, addressThenNetwork, networkBeforeAddress])(
  'a line without an address breaks the protocol (%o)',
  (form) => {
    expect(() => parsePresenceLine(['NLN'], form)).toThrow('a line without an address')
    expect(() => parsePresenceLine([], form)).toThrow('a line without a status')
    expect(() => parseOfflineLine([], form)).toThrow('a line without an address')
  },
)

const shared = new URL('../../../shared/protocol/vectors.json', import.meta.url)
test.runIf(existsSync(shared))('every shared case is read', () => {
  const formOf = (dialect: number): AddressForm =>
    dialect < 14 ? addressAlone : dialect < 18 ? addressThenNetwork : networkBeforeAddress
  const { presence_lines } = JSON.parse(readFileSync(shared, 'utf8'))
  for (const { dialect, line, expect: expected } of presence_lines.cases) {
    const [verb, ...words] = String(line).split(' ')
    if (verb === 'FLN') expect(parseOfflineLine(words, formOf(dialect))).toBe(expected.email)
    else {
      expect(parsePresenceLine(verb === 'ILN' ? words.slice(1) : words, formOf(dialect))).toEqual({
        address: expected.email,
        network: expected.network,
        presence: parsePresence(expected.status),
        name: expected.name,
        capabilities: parseInt(expected.caps),
      })
    }
  }
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
