import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPrivate, isPrivateHost, publicLookup, type Lookup } from '../../main/net/private-addresses.ts'

/** Names and what they resolve to. */
const names =
  (known: Readonly<Record<string, readonly string[]>>): Lookup =>
  (host, _options, callback) => {
    const addresses = known[host]
    if (addresses === undefined) callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), [])
    else
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
  }

describe('an address is private', () => {
  test.each([
    ['127.0.0.1', '127.255.255.254', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255'],
    ['192.168.0.1', '169.254.169.254', '100.64.0.1', '100.127.255.255', '0.0.0.0', '0.1.2.3'],
    ['224.0.0.1', '239.255.255.255', '255.255.255.255', '::', '::1', '[::1]', 'fc00::1', 'fdff::1'],
    ['fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:7f00:1'],
    ['[::ffff:192.168.1.1]', '::127.0.0.1', '64:ff9b::10.0.0.1', '64:ff9b::c0a8:101'],
    ['localhost', 'LOCALHOST.', 'printer.localhost'],
  ])('%s, …', (...addresses) => {
    for (const address of addresses) expect(isPrivate(address), address).toBe(true)
  })

  test.each([
    ['9.255.255.255', '11.0.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255', '192.169.0.0'],
    ['100.63.255.255', '100.128.0.0', '128.0.0.1', '169.253.255.255', '1.1.1.1', '203.0.113.9'],
    ['2606:4700::1111', '[2001:db8::1]', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8', 'fbff::1'],
    ['messenger.example.com', 'localhost.example.com', 'notlocalhost', '10.0.0.1.example.com', ''],
  ])('but not %s, …', (...addresses) => {
    for (const address of addresses) expect(isPrivate(address), address).toBe(false)
  })

  test('in every notation that its numbers have', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(fc.tuple(byte, byte, byte, byte), (bytes) => {
        const dotted = bytes.join('.')
        const hex = Buffer.from(bytes).toString('hex')
        const asIs = isPrivate(dotted)
        expect(isPrivate(`::ffff:${dotted}`)).toBe(asIs)
        expect(isPrivate(`::ffff:${hex.slice(0, 4)}:${hex.slice(4)}`)).toBe(asIs)
        expect(isPrivate(`[64:ff9b::${dotted}]`)).toBe(asIs)
      }),
    )
  })

  test('never throws, whatever is asked', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isPrivate(text) === 'boolean'))
  })
})

test('a name is private when any of its addresses is', async () => {
  const lookup = names({ 'a.example': ['203.0.113.1'], 'b.example': ['203.0.113.1', 'fd00::1'] })
  expect(await isPrivateHost('a.example', lookup)).toBe(false)
  expect(await isPrivateHost('b.example', lookup)).toBe(true)
  expect(await isPrivateHost('unknown.example', lookup)).toBe(false)
  expect(await isPrivateHost('192.168.1.1', lookup)).toBe(true)
})

describe('a lookup for public addresses only', () => {
  const ask = (host: string, all: boolean): Promise<unknown> =>
    new Promise((resolve, reject) =>
      publicLookup(
        names({ good: ['203.0.113.1', '2001:db8::1'], bad: ['203.0.113.1', '10.0.0.1'], none: [] }),
      )(host, { all }, (error, address, family) =>
        error === null ? resolve(all ? address : [address, family]) : reject(error),
      ),
    )

  test('answers in the form that is asked for', async () => {
    expect(await ask('good', false)).toEqual(['203.0.113.1', 4])
    expect(await ask('good', true)).toEqual([
      { address: '203.0.113.1', family: 4 },
      { address: '2001:db8::1', family: 6 },
    ])
  })

  test.each([true, false])('refuses a name with one private address (all: %s)', async (all) => {
    await expect(ask('bad', all)).rejects.toMatchObject({ reason: 'private-address-refused' })
    await expect(ask('none', all)).rejects.toMatchObject({ code: 'ENOTFOUND' })
    await expect(ask('unknown', all)).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })
})
