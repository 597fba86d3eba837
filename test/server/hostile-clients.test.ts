import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { startNetwork } from './test-network.ts'

describe('a connection is closed', () => {
  test.each([
    ['that begins with something else', 'GET / HTTP/1.1\r\n\r\n'],
    ['that begins with another command', 'PNG\r\n'],
    ['that begins with zeros', '\0\0\0\0\0\0\0\0'],
    ['whose line never ends', `VER 1 ${'MSNP12 '.repeat(1000)}`],
    ['that sends a word for a command', 'VER 1 MSNP12\r\nHELLO 2\r\n'],
    ["without a transaction's number", 'VER MSNP12\r\n'],
    ['that announces a gigabyte', 'VER 1 MSNP12\r\nUUX 2 1000000000\r\n'],
    ['that announces more than any client sends', 'VER 1 MSNP12\r\nUUX 2 16385\r\n'],
  ])('%s', async (_, bytes) => {
    const network = await startNetwork()
    const [good, bad] = [await network.online('alice', 'MSNP12'), await network.open()]
    bad.write(bytes)
    await expect(bad.line().then((line) => (line.startsWith('VER') ? bad.line() : line))).rejects.toThrow(
      'ended',
    )
    await good.expectNothing()
  })
})

test('a length that lies is taken at its word: the rest is no command and ends the connection', async () => {
  const alice = await (await startNetwork()).online('alice', 'MSNP12')
  alice.send('UUX 7 6', '<Data></Data>')
  await alice.expect('201 7')
  alice.write('\r\n')
  await alice.expectClosed()
})

test('half a command waits for its other half', async () => {
  const alice = await (await startNetwork()).online('alice', 'MSNP12')
  for (const piece of ['CH', 'G 7 B', 'SY 0\r', '\nUUX 8 1', '3\r\n<Da', 'ta></Data>']) {
    alice.write(piece)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await alice.expect('CHG 7 BSY 0', 'UUX 8 0')
})

test('empty lines between commands do no harm', async () => {
  const alice = await (await startNetwork()).online('alice', 'MSNP12')
  alice.write('\r\n\r\nCHG 7 BSY 0\r\n\r\n')
  await alice.expect('CHG 7 BSY 0')
})

test('bytes that are no UTF-8 become replacement characters', async () => {
  const alice = await (await startNetwork()).online('alice', 'MSNP12')
  alice.write(Buffer.concat([Buffer.from('PRP 7 MFN a'), Buffer.from([0xff, 0xc3]), Buffer.from('%FFz\r\n')]))
  await alice.expect('PRP 7 MFN a%EF%BF%BD%EF%BF%BD%EF%BF%BDz')
})

test('a transaction without a number ends a session, its commands before count', async () => {
  const alice = await (await startNetwork()).online('alice', 'MSNP12')
  alice.write('CHG 7 BSY 0\r\nCHG x BSY 0\r\nCHG 9 AWY 0\r\n')
  await alice.expect('CHG 7 BSY 0')
  await alice.expectClosed()
})

test('nothing after OUT is heard', async () => {
  const network = await startNetwork()
  const bob = await network.online('bob', 'MSNP8')
  const alice = await network.online('alice', 'MSNP8')
  await bob.expect('NLN NLN alice@example.com Alice 0')
  alice.write('OUT\r\nCHG 9 BSY 0\r\n')
  await bob.expect('FLN alice@example.com')
  await bob.expectNothing()
})

test('one address may have so many connections, and new ones when those end', async () => {
  const network = await startNetwork({ limits: { maxConnectionsPerAddress: 2 } })
  const [first, second] = [await network.open(), await network.open()]
  first.send('VER 1 MSNP12')
  second.send('VER 1 MSNP12')
  await first.expect('VER 1 MSNP12')
  await second.expect('VER 1 MSNP12')
  await (await network.open()).expectClosed()
  second.send('OUT')
  await second.expectClosed()
  await vi.waitFor(async () => {
    const third = await network.open()
    third.send('VER 1 MSNP12')
    await third.expect('VER 1 MSNP12')
  })
})

test('a client that asks and never reads is given up, others are not', async () => {
  const network = await startNetwork()
  const [alice, bob] = [await network.online('alice', 'MSNP12'), await network.online('bob', 'MSNP8')]
  await alice.expect('NLN NLN bob@example.com Bob 0')
  bob.stopReading()
  const many = 'SYN 9 0\r\n'.repeat(10_000)
  for (let at = 0; at < 12; at++) bob.write(many)
  await alice.expect('UBX bob@example.com 53')
  await alice.read(53)
  await alice.expect('FLN bob@example.com')
  await alice.expectNothing()
})

test('whatever bytes come, the network goes on', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP12')
  const word = fc.oneof(
    fc.constantFrom(
      'FL',
      'AL',
      'RL',
      'PL',
      'N=bob@example.com',
      'C=x',
      'TWN',
      'S',
      'I',
      '0',
      '1',
      '%',
      '%zz',
      '\t',
      'é',
    ),
    fc.string({ maxLength: 12 }),
  )
  const line = fc
    .tuple(
      fc.constantFrom(
        'USR',
        'SYN',
        'CHG',
        'ADC',
        'ADD',
        'REM',
        'ADG',
        'REG',
        'RMG',
        'SBP',
        'PRP',
        'REA',
        'XFR',
        'UUX',
        'QRY',
        'CVR',
      ),
      fc.nat(20),
      fc.array(word, { maxLength: 6 }),
    )
    .map(([verb, trid, words]) => `${verb} ${trid} ${words.join(' ')}\r\n`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.uint8Array({ maxLength: 40 }),
      async (lines, junk) => {
        const client = await network.online('dave', 'MSNP10')
        client.write(Buffer.concat([Buffer.from(lines.join('')), junk, Buffer.from('\r\nOUT\r\n')]))
        client.hangUp()
        await alice.expectNothing()
      },
    ),
    { numRuns: 25 },
  )
})
