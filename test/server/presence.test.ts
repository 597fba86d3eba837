import { describe, test } from 'vitest'
import { startNetwork } from './test-network.ts'

const picture =
  '%3Cmsnobj%20Creator%3D%22bob%40example.com%22%20Size%3D%2224539%22%20Type%3D%223%22%20Location%3D%22TFR2C.tmp%22%20Friendly%3D%22AAA%3D%22%20SHA1D%3D%22trC8SlFx2sWQxZMIBAWSEnXc8oQ%3D%22%20SHA1C%3D%22U32o6bosZzluJq82eAtMpx5dIEI%3D%22%2F%3E'
const nothingSaid = '<Data><PSM></PSM><CurrentMedia></CurrentMedia></Data>'

describe('who is online already comes with the first CHG', () => {
  test.each([
    ['MSNP8', 'ILN 6 NLN alice@example.com Alice 1073741824'],
    ['MSNP9', `ILN 6 NLN alice@example.com Alice 1073741824 ${picture}`],
    ['MSNP10', `ILN 6 NLN alice@example.com Alice 1073741824 ${picture}`],
  ])('in %s', async (dialect, line) => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP9')
    alice.send(`CHG 7 NLN 1073741824 ${picture}`)
    await alice.expect(`CHG 7 NLN 1073741824 ${picture}`)
    const bob = await network.signIn('bob', dialect)
    bob.send('CHG 6 NLN 0')
    await bob.expect('CHG 6 NLN 0', line, 'CHL 0 <challenge>')
  })

  test('in MSNP12, with the personal message, before the mail data', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP12', '1073741824')
    const bob = await network.signIn('bob', 'MSNP12')
    bob.send(`CHG 6 NLN 1073741824 ${picture}`)
    await bob.expect(`CHG 6 NLN 1073741824 ${picture}`, 'ILN 6 NLN alice@example.com Alice 1073741824')
    await bob.expectPayload('UBX alice@example.com 53', nothingSaid)
    await bob.expect('MSG Hotmail Hotmail 195')
    await bob.read(195)
    await bob.expect('CHL 0 <challenge>')
    await alice.expect(`NLN NLN bob@example.com Bob 1073741824 ${picture}`)
    await alice.expectPayload('UBX bob@example.com 53', nothingSaid)
  })
})

test('every status reaches the contacts, hidden as offline', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP8')
  const bob = await network.online('bob', 'MSNP8')
  await alice.expect('NLN NLN bob@example.com Bob 0')
  for (const [at, status] of ['BSY', 'IDL', 'BRB', 'AWY', 'PHN', 'LUN'].entries()) {
    bob.send(`CHG ${at + 7} ${status} 0`)
    await bob.expect(`CHG ${at + 7} ${status} 0`)
    await alice.expect(`NLN ${status} bob@example.com Bob 0`)
  }
  bob.send('CHG 13 HDN 0')
  await bob.expect('CHG 13 HDN 0')
  await alice.expect('FLN bob@example.com')
  bob.send('CHG 14 NLN 0')
  await bob.expect('CHG 14 NLN 0')
  await alice.expect('NLN NLN bob@example.com Bob 0')
  bob.send('OUT')
  await alice.expect('FLN bob@example.com')
  await bob.expectClosed()
})

test('nobody hears of somebody who signs in hidden, and that person sees the others', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP8')
  const carol = await network.signIn('carol', 'MSNP8')
  carol.send('CHG 6 HDN 0')
  await carol.expect('CHG 6 HDN 0', 'ILN 6 NLN alice@example.com Alice 0', 'CHL 0 <challenge>')
  await alice.expectNothing()
  carol.send('OUT')
  await carol.expectClosed()
  await alice.expectNothing()
})

test('before the first CHG nobody is seen and nobody is shown', async () => {
  const network = await startNetwork()
  const alice = await network.signIn('alice', 'MSNP12')
  await network.online('bob', 'MSNP12')
  await alice.expectNothing()
})

test('a lost connection counts as signing out', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP8')
  const bob = await network.online('bob', 'MSNP8')
  await alice.expect('NLN NLN bob@example.com Bob 0')
  bob.hangUp()
  await alice.expect('FLN bob@example.com')
})

test('CHG keeps what it is given: no capabilities, no picture, a picture of 0', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP12')
  for (const line of ['CHG 7 BSY', 'CHG 8 BSY 4294967295', 'CHG 9 BSY 5 0', `CHG 10 BSY 5 ${picture}`]) {
    alice.send(line)
    await alice.expect(line)
  }
})

test.each([
  'CHG 7 FLN 0',
  'CHG 7 XXX 0',
  'CHG 7',
  'CHG 7 NLN abc',
  'CHG 7 NLN 4294967296',
  'CHG 7 NLN -1',
  `CHG 7 NLN 0 ${'x'.repeat(1501)}`,
])('%s is refused with 201', async (line) => {
  const alice = await (await startNetwork()).online('alice', 'MSNP12')
  alice.send(line)
  await alice.expect('201 7')
  await alice.expectNothing()
})

describe('a new name reaches the contacts', () => {
  test('by REA up to MSNP9', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP8')
    const bob = await network.online('bob', 'MSNP8')
    await alice.expect('NLN NLN bob@example.com Bob 0')
    bob.send('REA 15 bob@example.com Bob%20%C3%A9%E2%82%AC%20%25')
    await bob.expect('REA 15 2 bob@example.com Bob%20%C3%A9%E2%82%AC%20%25')
    await alice.expect('NLN NLN bob@example.com Bob%20%C3%A9%E2%82%AC%20%25 0')
  })

  test('by PRP MFN from MSNP10 on, raw UTF-8 and Unicode spaces included', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP12')
    const bob = await network.online('bob', 'MSNP10')
    await alice.expect('NLN NLN bob@example.com Bob 0')
    await alice.expectPayload('UBX bob@example.com 53', nothingSaid)
    bob.send('PRP 50 MFN %41%20é\u3000b%0D%0A+')
    await bob.expect('PRP 50 MFN A%20%C3%A9%E3%80%80b%0D%0A%2B')
    await alice.expect('NLN NLN bob@example.com A%20%C3%A9%E3%80%80b%0D%0A%2B 0')
    bob.send('REA 51 bob@example.com x')
    await bob.expect('502 51')
  })

  test.each([
    ['nothing', ''],
    ['388 bytes', 'n'.repeat(388)],
    ['388 encoded bytes', `${'%20'.repeat(129)}n`],
  ])('but not %s: 209', async (_, name) => {
    const bob = await (await startNetwork()).online('bob', 'MSNP12')
    bob.send(`PRP 50 MFN ${name}`)
    await bob.expect('209 50')
  })
})

describe('personal messages', () => {
  test('reach contacts of MSNP11 and 12, and are escaped anew', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP12')
    const carol = await network.online('carol', 'MSNP10')
    const bob = await network.online('bob', 'MSNP11')
    await alice.expect('NLN NLN carol@example.com Carol 0')
    await alice.expectPayload('UBX carol@example.com 53', nothingSaid)
    await alice.expect('NLN NLN bob@example.com Bob 0')
    await alice.expectPayload('UBX bob@example.com 53', nothingSaid)
    await carol.expect('NLN NLN bob@example.com Bob 0')
    const song = '\\0Music\\01\\0{0} - {1}\\0Song\\0Artist\\0\\0'
    const said = `<Data><PSM>Hello &amp; &lt;welcome&gt;</PSM><CurrentMedia>${song}</CurrentMedia></Data>`
    bob.send('UUX 7 119', said)
    await bob.expect('UUX 7 0')
    await alice.expectPayload('UBX bob@example.com 119', said)
    bob.send(
      'UUX 62 95',
      '<Data><PSM>"q" &apos;a&apos; &lt;b&gt; &amp;amp; 😀</PSM><CurrentMedia></CurrentMedia></Data>',
    )
    await bob.expect('UUX 62 0')
    await alice.expectPayload(
      'UBX bob@example.com 105',
      '<Data><PSM>&quot;q&quot; &apos;a&apos; &lt;b&gt; &amp;amp; 😀</PSM><CurrentMedia></CurrentMedia></Data>',
    )
    await carol.expectNothing()
  })

  test('leave unchanged what they do not mention', async () => {
    const network = await startNetwork()
    const bob = await network.online('bob', 'MSNP12')
    for (const [payload, trid] of [
      ['<Data><PSM>only</PSM></Data>', 63],
      ['<Data><CurrentMedia>song</CurrentMedia></Data>', 64],
      ['<Data></Data>', 65],
      [
        '<?xml version="1.0" encoding="utf-8"?><Data><CurrentMedia>tune</CurrentMedia><MachineGuid/></Data>',
        66,
      ],
    ] as const) {
      bob.send(`UUX ${trid} ${payload.length}`, payload)
      await bob.expect(`UUX ${trid} 0`)
    }
    const alice = await network.signIn('alice', 'MSNP12')
    alice.send('CHG 6 NLN 0')
    await alice.expect('CHG 6 NLN 0', 'ILN 6 NLN bob@example.com Bob 0')
    await alice.expectPayload(
      'UBX bob@example.com 61',
      '<Data><PSM>only</PSM><CurrentMedia>tune</CurrentMedia></Data>',
    )
  })

  test.each([
    '<Data><PSM>x</PSM>',
    '',
    'hello',
    '<PSM>x</PSM>',
    '<!DOCTYPE Data [<!ENTITY a "b">]><Data><PSM>&a;</PSM></Data>',
    '<Data>'.repeat(60) + '</Data>'.repeat(60),
  ])('of %j are refused with 201', async (payload) => {
    const bob = await (await startNetwork()).online('bob', 'MSNP12')
    bob.send(`UUX 7 ${payload.length}`, payload)
    await bob.expect('201 7')
    await bob.expectNothing()
  })

  test('do not exist before MSNP11', async () => {
    const bob = await (await startNetwork()).online('bob', 'MSNP10')
    bob.send('UUX 7 13', '<Data></Data>')
    await bob.expect('502 7')
    await bob.expectNothing()
  })

  test('of somebody hidden are kept until they show themselves', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP12')
    const bob = await network.signIn('bob', 'MSNP12')
    bob.send('CHG 6 HDN 0')
    bob.send('UUX 7 30', '<Data><PSM>hidden</PSM></Data>')
    bob.send('CHG 8 NLN 0')
    await alice.expect('NLN NLN bob@example.com Bob 0')
    await alice.expectPayload(
      'UBX bob@example.com 59',
      '<Data><PSM>hidden</PSM><CurrentMedia></CurrentMedia></Data>',
    )
  })
})

describe('settings', () => {
  test('of privacy are answered with their value, also when it does not change', async () => {
    const network = await startNetwork()
    const old = await network.online('alice', 'MSNP8')
    for (const [sent, answered] of [
      ['BLP 8 BL', 'BLP 8 2 BL'],
      ['BLP 9 BL', 'BLP 9 3 BL'],
      ['GTC 10 N', 'GTC 10 4 N'],
      ['GTC 11 N', 'GTC 11 5 N'],
      ['BLP 12 XX', '201 12'],
      ['GTC 13 B', '201 13'],
    ] as const) {
      old.send(sent)
      await old.expect(answered)
    }
    const young = await network.online('bob', 'MSNP12')
    for (const line of ['BLP 8 AL', 'GTC 9 A', 'IMS 10 ON']) young.send(line)
    await young.expect('BLP 8 AL', 'GTC 9 A', 'IMS 10 0 ON')
    young.send('IMS 11 X')
    await young.expect('715 11')
  })

  test('of telephone numbers reach the contacts and come back with the lists', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP12')
    const carol = await network.online('carol', 'MSNP8')
    await alice.expect('NLN NLN carol@example.com Carol 0')
    await alice.expectPayload('UBX carol@example.com 53', nothingSaid)
    carol.send('PRP 16 PHH 555%201234')
    await carol.expect('PRP 16 2 PHH 555%201234')
    await alice.expect('BPR carol@example.com PHH 555%201234')
    alice.send('PRP 17 PHW 1')
    await alice.expect('PRP 17 PHW 1')
    await carol.expect('BPR 2 alice@example.com PHW 1')
    carol.send('SYN 18 0')
    await carol.expect('SYN 18 2 2 1', 'GTC A', 'BLP AL', 'PRP PHH 555%201234', 'LSG 0 Other%20Contacts 0')
    await carol.expect('LST alice@example.com Alice 11 0', 'BPR PHW 1', 'LST bob@example.com Bob 11 0')
    carol.send('PRP 19 PHH')
    await carol.expect('PRP 19 3 PHH')
    await alice.expect('BPR carol@example.com PHH')
  })

  test.each([
    ['PRP 20 PHX 1', '715 20'],
    ['PRP 20 XYZ 1', '715 20'],
    [`PRP 20 PHH ${'1'.repeat(96)}`, '232 20'],
  ])('%s is refused', async (line, refusal) => {
    const alice = await (await startNetwork()).online('alice', 'MSNP12')
    alice.send(line)
    await alice.expect(refusal)
  })

  test('BL hides from everybody who is on no list, and AL shows again', async () => {
    const network = await startNetwork()
    const dave = await network.online('dave', 'MSNP10')
    dave.send('ADC 7 FL N=alice@example.com F=Alice')
    await dave.expect('ADC 7 FL N=alice@example.com F=Alice C=000000a0-0000-4000-8000-000000001000')
    const alice = await network.online('alice', 'MSNP10')
    await dave.expect('NLN NLN alice@example.com Alice 0')
    alice.send('BLP 8 BL')
    await alice.expect('BLP 8 BL')
    await dave.expect('FLN alice@example.com')
    alice.send('CHG 9 BSY 0')
    await alice.expect('CHG 9 BSY 0')
    alice.send('BLP 10 AL')
    await alice.expect('BLP 10 AL')
    await dave.expect('NLN BSY alice@example.com Alice 0')
    await dave.expectNothing()
  })
})

test('commands that this network does not offer are refused with 502, unknown ones are ignored', async () => {
  const alice = await (await startNetwork()).online('alice', 'MSNP12')
  alice.send('FND 7 x')
  alice.send('ADL 8 2', 'hi')
  alice.send('ZZZ 9 1')
  alice.send('SND 10 a@b.c 0x0409')
  alice.send('XFR 11 NS')
  await alice.expect('502 7', '502 8', 'SND 10 OK', '201 11')
  await alice.expectNothing()
})
