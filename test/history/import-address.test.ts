import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAddress } from '../../app/contact.ts'
import { unknownAddress } from '../../main/history/import/log-people.ts'
import { addressOfWlmName, wlmNumber } from '../../main/history/import/wlm-address.ts'

// Computed with another program in whole numbers: n = (n * 101 + ord(c)) % 2**32 over the address in lower case.
const numbers = [
  ['alice@live.com', 3761279827],
  ['ALICE@Live.com', 3761279827],
  ['bob@example.com', 2211151048],
  ['carol99@hotmail.com', 3723860706],
  ['dave@nowhere.example', 1152212506],
  ['erik2@live.se', 952685755],
] as const

test.each(numbers)('the number of %s is %d', (address, number) => {
  expect(wlmNumber(address)).toBe(number)
})

describe('the name of a file leads to an address', () => {
  const known = ['bob@example.com', 'zoe@nowhere.example']

  test.each([
    ['of somebody known', 'bob2211151048', 'bob@example.com'],
    ['in any letter case', 'Bob2211151048', 'bob@example.com'],
    ['at the domain of somebody known', 'dave1152212506', 'dave@nowhere.example'],
    ['at a usual domain, with digits before the number', 'carol993723860706', 'carol99@hotmail.com'],
    ['with a shorter number', 'erik2952685755', 'erik2@live.se'],
    ['that it is itself, in old versions', 'frank@example.net', 'frank@example.net'],
  ])('%s', (_, name, address) => {
    expect(addressOfWlmName(name, known)).toBe(address)
  })

  test.each([
    ['bob2211151049'],
    ['2211151048'],
    ['bob'],
    [''],
    ['bob99999999999'],
    ['..\\..\\bob2211151048'],
  ])('but %j leads to none', (name) => {
    expect(addressOfWlmName(name, known)).toBeNull()
  })

  test('of every known person, however it is made', () => {
    const local = fc.stringMatching(/^[a-z0-9._-]{1,20}$/)
    const domain = fc.stringMatching(/^[a-z0-9]{1,10}\.[a-z]{2,5}$/)
    fc.assert(
      fc.property(local, domain, (name, place) => {
        const address = `${name}@${place}`
        expect(addressOfWlmName(`${name}${wlmNumber(address)}`, [address])).toBe(address)
      }),
    )
  })
})

test('what stands for an unknown address is an address, one for each name, that nobody can have', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
      const address = unknownAddress(one)
      expect(isAddress(address)).toBe(true)
      expect(address).toMatch(/\.invalid$/)
      expect(unknownAddress(one)).toBe(address)
      if (one !== other) expect(unknownAddress(other)).not.toBe(address)
    }),
  )
})
